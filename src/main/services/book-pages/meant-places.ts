import type { Composition } from '../../../shared/domain/composition.ts'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { Project } from '../../open-project.ts'
import { indexBible } from '../../prompts/parts.ts'
import { queueStore } from '../../store/queue/index.ts'
import type { StandingTake } from '../../store/queue/picks.ts'
import { composeStored } from '../compose-stored.ts'
import type { BookLayout } from '../laying-out.ts'

/**
 * Where people are meant to stand in each panel, by id: as its picture was asked for, else as the script has it today.
 * Pictures whose maker says where people are need no guess.
 */
export function meantPlaces(
  project: Project,
  { panels }: BookLayout,
  takes: ReadonlyMap<string, StandingTake>,
): Map<string, Composition> {
  const { readingDirection } = project.book.settings()
  const meant = composeStored([...panels.values()], indexBible(project.cast.bible()), readingDirection)
  const { jobs } = queueStore(project.store.sqlite)
  for (const [panelId, { key, regions }] of takes) {
    if (regions !== null) continue
    const body = jobs.request(key)
    const staging = body === null ? undefined : (JSON.parse(body) as GenerationRequest).staging
    if (staging) meant.set(panelId, staging.composition)
  }
  return meant
}
