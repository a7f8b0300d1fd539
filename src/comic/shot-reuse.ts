import type { Composition } from '../shared/domain/composition.ts'
import type { PanelContent } from '../shared/domain/panel.ts'
import type { OWN_PICTURE_CALLS, ShotDifference } from '../shared/domain/shot.ts'

/** One panel, as far as it matters whether the picture of another would do. */
export interface ShotPanel {
  id: string
  sceneId: string
  content: Pick<
    PanelContent,
    | 'people'
    | 'placeId'
    | 'placeName'
    | 'timeOfDay'
    | 'weather'
    | 'shot'
    | 'angle'
    | 'importance'
    | 'props'
    | 'flags'
    | 'lettering'
  >
  composition: Pick<Composition, 'figures' | 'viewerId'>
}

type OwnPictureCall = (typeof OWN_PICTURE_CALLS)[number]

/** Why a panel has a picture of its own: what it is, what sets it apart from the one most like it, or that one is spent. */
export type OwnPictureReason = 'first-of-scene' | 'spent' | OwnPictureCall | ShotDifference

export type ShotDecision =
  | { panelId: string; shows: null; reasons: OwnPictureReason[] }
  /** `back`: how far back, in panels, the picture is that it could show. `despite`: what differs all the same. */
  | { panelId: string; shows: string; back: number; despite: ShotDifference[] }

export interface ShotReuseOptions {
  /** A picture is shown at most so many times, the first included. Default 3. */
  most?: number | undefined
  /** It may be so many panels back at most. Default 6: as long as a page holds it in mind. */
  back?: number | undefined
  /** What the author overlooks. `people`: as long as nobody is missing from the picture. Default: nothing. */
  despite?: readonly (ShotDifference | OwnPictureCall)[] | undefined
}

/** Panels as big as this are looked at too closely to be seen before. */
const BIG = 4

/**
 * Which panels could show the picture of an earlier one of their scene, because nothing that can be seen has changed: in
 * a talk, above all. Decided in reading order; the same panels give the same decisions.
 *
 * @param panels of a book, in reading order
 */
export function shotReuse(panels: readonly ShotPanel[], options: ShotReuseOptions = {}): ShotDecision[] {
  const { most = 3, back = 6, despite = [] } = options
  const overlooked = new Set<string>(despite)
  const shown = new Map<string, number>()
  const pictures: { panel: ShotPanel; at: number }[] = []
  return panels.map((panel, at) => {
    const reasons = ownReasons(panel, panels[at - 1]).filter((reason) => !overlooked.has(reason))
    const near = pictures
      .filter((picture) => picture.panel.sceneId === panel.sceneId && at - picture.at <= back)
      .toReversed()
      .map((picture) => ({ ...picture, differences: shotDifferences(picture.panel, panel) }))
    const alike =
      reasons.length > 0
        ? []
        : near
            .filter(({ differences }) => differences.every((difference) => overlooked.has(difference)))
            .filter(({ panel: picture }) => shows(picture, panel))
            .toSorted((a, b) => a.differences.length - b.differences.length)
    const source = alike.find((picture) => (shown.get(picture.panel.id) ?? 1) < most)
    if (source !== undefined) {
      shown.set(source.panel.id, (shown.get(source.panel.id) ?? 1) + 1)
      return { panelId: panel.id, shows: source.panel.id, back: at - source.at, despite: source.differences }
    }
    pictures.push({ panel, at })
    if (reasons.length > 0) return { panelId: panel.id, shows: null, reasons }
    if (alike.length > 0) return { panelId: panel.id, shows: null, reasons: ['spent'] }
    const nearest = near.toSorted((a, b) => a.differences.length - b.differences.length)[0]
    return { panelId: panel.id, shows: null, reasons: nearest?.differences ?? ['first-of-scene'] }
  })
}

function ownReasons({ sceneId, content }: ShotPanel, before: ShotPanel | undefined): OwnPictureReason[] {
  const { flags, importance, lettering } = content
  return [
    ...(before?.sceneId !== sceneId ? (['first-of-scene'] as const) : []),
    ...(flags.action ? (['action'] as const) : []),
    ...(flags.reveal ? (['reveal'] as const) : []),
    ...(importance >= BIG || flags.splash || flags.spread === true ? (['big'] as const) : []),
    // Without words there is nothing but the picture.
    ...(lettering.length === 0 ? (['silent'] as const) : []),
  ]
}

/** What can be seen to differ between two panels; empty = one picture would do for both. */
export function shotDifferences(one: ShotPanel, other: ShotPanel): ShotDifference[] {
  const [a, b] = [one.content, other.content]
  const [here, there] = [drawn(a.people), drawn(b.people)]
  // Of those who are in both: whoever is missing is told as such.
  const same = (of: (person: PanelContent['people'][number]) => string) =>
    there.every((person) => {
      const before = here.find(({ personId }) => personId === person.personId)
      return before === undefined || of(before) === of(person)
    })
  const samePeople =
    here.length === there.length &&
    here.every(({ personId, role }, at) => personId === there[at]!.personId && role === there[at]!.role)
  const checks: [ShotDifference, boolean][] = [
    ['people', samePeople],
    ['expression', same(({ expression }) => expression)],
    ['pose', same(({ pose }) => pose)],
    ['standing', !samePeople || placesOf(one) === placesOf(other)],
    ['shot', a.shot === b.shot],
    ['angle', a.angle === b.angle],
    ['place', a.placeId === b.placeId && (a.placeId !== null || a.placeName === b.placeName)],
    ['time', a.timeOfDay === b.timeOfDay],
    ['weather', a.weather === b.weather],
    // What is gone is not missed; what is new must be drawn.
    ['props', b.props.every((prop) => a.props.includes(prop))],
  ]
  return checks.flatMap(([name, holds]) => (holds ? [] : [name]))
}

/** Whether everybody of a panel is in the picture of another. */
function shows(picture: ShotPanel, panel: ShotPanel): boolean {
  const there = new Set(drawn(picture.content.people).map(({ personId }) => personId))
  return drawn(panel.content.people).every(({ personId }) => there.has(personId))
}

function drawn(people: PanelContent['people']): PanelContent['people'] {
  return people
    .filter(({ role }) => role !== 'mentioned')
    .toSorted((a, b) => (a.personId < b.personId ? -1 : Number(a.personId > b.personId)))
}

/** Balloons point at where people stand. */
function placesOf({ composition: { figures, viewerId } }: ShotPanel): string {
  return JSON.stringify([viewerId, figures.map(({ personId, x, faces }) => [personId, x, faces])])
}
