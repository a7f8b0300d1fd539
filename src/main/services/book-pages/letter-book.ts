import { join } from 'node:path'
import type { LaidOutPage, LaidOutPanel } from '../../../comic/layout/laid-out-page.ts'
import { bodyBox } from '../../../comic/lettering/body.ts'
import { type LetteredPanel, type LetterLanguage, letterPanel } from '../../../comic/lettering/letter-panel.ts'
import type { LetterStyle } from '../../../comic/lettering/letter-style.ts'
import type {
  LetteringLock,
  LetteringProblem,
  LetteringRequest,
  PanelScene,
  PlacedLettering,
} from '../../../comic/lettering/lettering.ts'
import { panelRequests } from '../../../comic/lettering/panel-requests.ts'
import { panelScene, type ShownPicture } from '../../../comic/lettering/panel-scene.ts'
import { shareSpread } from '../../../comic/lettering/share-spread.ts'
import { contains } from '../../../comic/lettering/vector.ts'
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
  /** Texts of an edition that do not stand where those of the own language do. */
  moved: number
}

/** Lettering in another language than the book's. */
export interface Translation {
  language: LetterLanguage
  /** What a line says in it; null: its own words stand in. */
  line(request: LetteringRequest): string | null
  /** The pages are the same, so that what fits stays where it is in the book's own language. */
  keepsPlaces: boolean
  /** Moves of the author that hold in it, by id of the line. */
  locks: ReadonlyMap<string, LetteringLock>
}

export interface LetterBookOptions {
  /** Moves of the author in the book's own language, by id of the line. */
  locks: ReadonlyMap<string, LetteringLock>
  /** Absent for an edition in the book's own language. */
  translation?: Translation | undefined
}

/**
 * Sets and places all that is written in the panels of a book.
 * @param compositions by panel, where nobody says where people are in the picture
 * @param language the book's own
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
  { locks, translation }: LetterBookOptions,
): Promise<BookLettering> {
  const wanted = new Map(
    [...layout.panels.values()].map(({ id, content, letteringIds }) => [
      id,
      { content, requests: panelRequests(id, content, letteringIds) },
    ]),
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
  let moved = 0
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
      const scene = sceneOf(panel, page)
      if (translation === undefined) return [[panel.id, letterPanel(requests, scene, language, style, { locks })]]
      const home = translation.keepsPlaces ? letterPanel(requests, scene, language, style, { locks }).placed : []
      const said = requests.map((request) => translated(request, translation, language))
      const edition = letterPanel(said, scene, translation.language, style, { home, locks: translation.locks })
      moved += movedFrom(home, edition.placed)
      return [[panel.id, edition]]
    })
    return new Map(panels)
  })
  return { pages, problems: pages.flatMap((panels) => [...panels.values()].flatMap(({ problems }) => problems)), moved }
}

function translated(request: LetteringRequest, { line }: Translation, own: LetterLanguage): LetteringRequest {
  const text = line(request)
  return text === null ? { ...request, language: own } : { ...request, text }
}

/** A balloon that grows shifts a little; one that has moved has its middle where the other's outline was, or beyond. */
function movedFrom(home: readonly PlacedLettering[], placed: readonly PlacedLettering[]): number {
  return placed.filter(({ id, part, body: { centre } }) => {
    const before = home.find((other) => other.id === id && other.part === part)
    return before !== undefined && !contains(bodyBox(before.body), { ...centre, width: 0, height: 0 })
  }).length
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
