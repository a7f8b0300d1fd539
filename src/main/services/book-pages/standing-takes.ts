import type { Project } from '../../open-project.ts'
import { fileStateOf } from '../../queue/check-files.ts'
import { picks, type StandingTake } from '../../store/queue/picks.ts'
import { readSharedPictures } from '../../store/shared-pictures.ts'
import type { Edition } from './edition.ts'

export interface StandingTakes {
  /** The take that stands for each panel that has one, by panel id. */
  takes: Map<string, StandingTake>
  /** Panels whose own take is missing or changed on disk. Another one stands in where there is one. */
  lost: Set<string>
}

/** Files looked at side by side. */
const AT_ONCE = 16

/** One take for each panel of an edition. The disk decides: a picture that is gone or changed stands for nothing. */
export async function standingTakes({ store, folder }: Project, edition: Edition): Promise<StandingTakes> {
  const candidates = picks(store.sqlite).standing(edition.artStyleId, edition.language)
  const takes = new Map<string, StandingTake>()
  const lost = new Set<string>()
  const next = candidates.entries()
  const work = async () => {
    for (const [panelId, inOrder] of next)
      for (const take of inOrder) {
        if ((await fileStateOf(take, folder)) === 'whole') {
          takes.set(panelId, take)
          break
        }
        lost.add(panelId)
      }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  // A picture of its own goes before the one that a panel shares.
  for (const [panelId, source] of readSharedPictures(folder)) {
    const take = takes.get(source)
    if (take !== undefined && !takes.has(panelId)) takes.set(panelId, { ...take, panelId })
  }
  return { takes, lost }
}
