import { join } from 'node:path'
import type { LaidOutPage, LaidOutPanel } from '../../../comic/layout/laid-out-page.ts'
import { type LetteredPanel, type LetterLanguage, letterPanel } from '../../../comic/lettering/letter-panel.ts'
import type { LetterStyle } from '../../../comic/lettering/letter-style.ts'
import type { LetteringProblem, LetteringRequest, PanelScene } from '../../../comic/lettering/lettering.ts'
import { panelRequests } from '../../../comic/lettering/panel-requests.ts'
import { panelScene, type ShownPicture } from '../../../comic/lettering/panel-scene.ts'
import { shareSpread } from '../../../comic/lettering/share-spread.ts'
import type { ReadingDirection } from '../../../comic/page-format.ts'
import { type Composition, NOBODY_COMPOSED } from '../../../shared/domain/composition.ts'
import type { BookLayout } from '../laying-out.ts'
import type { PlacedTake } from './placed-takes.ts'
import { seenInPanels } from './seen-attention.ts'

/** The lettering of a book. */
export interface BookLettering {
  /** For each page, by panel id: each half of a spread has its share of the texts. */
  pages: ReadonlyMap<string, LetteredPanel>[]
  problems: LetteringProblem[]
}

/**
 * Sets and places all that is written in the panels of a book, in its own language.
 * @param compositions by panel, where nobody says where people are in the picture
 * @param previews folder for what is kept between runs
 */
export async function letterBook(
  layout: BookLayout,
  placed: ReadonlyMap<string, PlacedTake>,
  compositions: ReadonlyMap<string, Composition>,
  language: LetterLanguage,
  style: LetterStyle,
  direction: ReadingDirection,
  previews: string,
): Promise<BookLettering> {
  const wanted = new Map(
    [...layout.panels.values()].map(({ id, content }) => [id, { content, requests: panelRequests(id, content) }]),
  )
  const lettered = [...placed.values()].filter(({ picture }) => (wanted.get(picture.panelId)?.requests.length ?? 0) > 0)
  const attention = await seenInPanels(
    join(previews, 'attention'),
    lettered.map(({ picture }) => picture),
  )
  const shownIn = (id: string): ShownPicture | null => {
    const take = placed.get(id)
    return take === undefined
      ? null
      : { crop: take.crop.box, regions: take.regions, attention: attention.get(id) ?? null }
  }
  const sceneOf = (panel: LaidOutPanel, page: LaidOutPage): PanelScene => {
    const shot = wanted.get(panel.id)!.content.shot
    const composition = compositions.get(panel.id) ?? NOBODY_COMPOSED
    return panelScene(panel, page, shot, composition, shownIn(panel.id), direction)
  }
  const spreads = sharedSpreads(layout.pages, (id) => wanted.get(id)?.requests ?? [], sceneOf)
  const pages = layout.pages.map((page) => {
    const panels = page.panels.flatMap((panel): [string, LetteredPanel][] => {
      const panelWants = wanted.get(panel.id)
      if (panelWants === undefined) return []
      const requests = spreads.get(panel) ?? panelWants.requests
      if (requests.length === 0) return []
      return [[panel.id, letterPanel(requests, sceneOf(panel, page), language, style)]]
    })
    return new Map(panels)
  })
  return { pages, problems: pages.flatMap((panels) => [...panels.values()].flatMap(({ problems }) => problems)) }
}

/** What is said on each half of the panels that run over two pages. Pages come in the order they are read in. */
function sharedSpreads(
  pages: readonly LaidOutPage[],
  requestsOf: (panelId: string) => readonly LetteringRequest[],
  sceneOf: (panel: LaidOutPanel, page: LaidOutPage) => PanelScene,
): Map<LaidOutPanel, LetteringRequest[]> {
  const halves = new Map<string, { panel: LaidOutPanel; page: LaidOutPage }>()
  const shared = new Map<LaidOutPanel, LetteringRequest[]>()
  for (const page of pages) {
    for (const panel of page.panels) {
      const requests = requestsOf(panel.id)
      if (panel.spread === undefined || requests.length === 0) continue
      const before = halves.get(panel.id)
      if (before === undefined) halves.set(panel.id, { panel, page })
      else {
        const [first, second] = shareSpread(requests, sceneOf(before.panel, before.page), sceneOf(panel, page))
        shared.set(before.panel, first)
        shared.set(panel, second)
      }
    }
  }
  return shared
}
