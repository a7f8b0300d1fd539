import type { RouteOutput } from '../../shared/contract/index.ts'

export type Outline = RouteOutput<'tree.outline'>
export type OutlineChapter = Outline['chapters'][number]
export type OutlineScene = OutlineChapter['scenes'][number]

interface Placed {
  id: string
  /** From 1. */
  level: 1 | 2 | 3
  /** From 1, among those it stands beside. */
  position: number
  siblings: number
  /** Row of what it stands in; -1 = none. */
  parent: number
}

/** One line of the tree, as far as the outline tells: panels come with their words later. */
export type TreeRow = Placed &
  (
    | { kind: 'chapter'; chapter: OutlineChapter; isOpen: boolean }
    | { kind: 'scene'; chapter: OutlineChapter; scene: OutlineScene; isOpen: boolean }
    | { kind: 'panel'; chapter: OutlineChapter; scene: OutlineScene /** Row of `tree.panels`. */; at: number }
  )

/** Every line that shows, in order. @param isOpen whether a chapter or scene shows what is in it */
export function rowsOf({ chapters, panelIds }: Outline, isOpen: (id: string) => boolean): TreeRow[] {
  const rows: TreeRow[] = []
  for (const [c, chapter] of chapters.entries()) {
    const ofChapter = rows.length
    const chapterIsOpen = isOpen(chapter.id)
    rows.push({
      ...{ kind: 'chapter', id: chapter.id, chapter, isOpen: chapterIsOpen },
      ...{ level: 1, position: c + 1, siblings: chapters.length, parent: -1 },
    })
    if (!chapterIsOpen) continue
    for (const [s, scene] of chapter.scenes.entries()) {
      const ofScene = rows.length
      const sceneIsOpen = isOpen(scene.id)
      rows.push({
        ...{ kind: 'scene', id: scene.id, chapter, scene, isOpen: sceneIsOpen },
        ...{ level: 2, position: s + 1, siblings: chapter.scenes.length, parent: ofChapter },
      })
      if (!sceneIsOpen) continue
      for (let n = 0; n < scene.panels; n++) {
        const at = scene.firstRow + n
        const id = panelIds[at]
        if (id === undefined) continue
        rows.push({
          ...{ kind: 'panel', id, chapter, scene, at },
          ...{ level: 3, position: n + 1, siblings: scene.panels, parent: ofScene },
        })
      }
    }
  }
  return rows
}

/** Whether the outline has it at all, shown or not. */
export function isInOutline({ chapters, panelIds }: Outline, id: string): boolean {
  return (
    panelIds.includes(id) || chapters.some((chapter) => [chapter, ...chapter.scenes].some((each) => each.id === id))
  )
}

/** Which chapters and scenes are open, in a form that is short to remember. */
export interface Opened {
  /** What those are that are not named. */
  all: boolean
  /** The last letters of the ids of those that are otherwise: enough to tell them apart. */
  others: readonly string[]
}

/** Digits of an id that are its own: ids made at one time begin alike. */
const OWN_DIGITS = 8
/** Longest list that is remembered. */
const MOST_REMEMBERED = 1_500

const ownDigits = (id: string) => id.slice(-OWN_DIGITS)

export function isOpened({ all, others }: Opened, id: string): boolean {
  return all !== others.includes(ownDigits(id))
}

/** The same with some opened, or closed. */
export function withOpened(opened: Opened, ids: readonly string[], isOpen: boolean): Opened {
  const digits = new Set(ids.map(ownDigits))
  const rest = opened.others.filter((other) => !digits.has(other))
  const others = isOpen === opened.all ? rest : [...rest, ...digits]
  return { all: opened.all, others: others.slice(-MOST_REMEMBERED) }
}

/** At first a book shows its chapters, and one of a single chapter its scenes. */
export function openedAtFirst({ chapters }: Outline): Opened {
  const [only, another] = chapters
  return withOpened({ all: false, others: [] }, only && !another ? [only.id] : [], true)
}
