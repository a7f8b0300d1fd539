import type { RouteOutput, SheetSelection } from '../../../../shared/contract/index.ts'

export type Outline = RouteOutput<'tree.outline'>
type Chapter = Outline['chapters'][number]

/** Nothing named = all of it. */
export const WHOLE: SheetSelection = { chapters: [], sceneIds: [], panelIds: [] }

export function isWhole({ chapters, sceneIds, panelIds }: SheetSelection): boolean {
  return chapters.length === 0 && sceneIds.length === 0 && panelIds.length === 0
}

/** Free prompts beside the book are chosen by name only: the whole book is what is on its pages. */
export function isOfTheBook({ loose }: Pick<Chapter, 'loose'>): boolean {
  return loose !== 'apart'
}

/** Whether a chapter is in: all of it, some of its scenes, or nothing. */
export function ofChapter(selection: SheetSelection, chapter: Chapter): 'all' | 'some' | 'none' {
  if (isWhole(selection)) return isOfTheBook(chapter) ? 'all' : 'none'
  if (selection.chapters.includes(chapter.number)) return 'all'
  const chosen = chapter.scenes.filter(({ id }) => selection.sceneIds.includes(id)).length
  if (chosen === 0) return 'none'
  return chosen === chapter.scenes.length ? 'all' : 'some'
}

export function hasScene(selection: SheetSelection, chapter: Chapter, sceneId: string): boolean {
  if (isWhole(selection)) return isOfTheBook(chapter)
  return selection.chapters.includes(chapter.number) || selection.sceneIds.includes(sceneId)
}

/**
 * Puts a chapter in, or takes it out. What would be nothing is the whole book again: an empty choice and the whole book
 * are the same, and the window says so.
 */
export function withChapter(
  selection: SheetSelection,
  outline: Outline,
  chapter: Chapter,
  isIn: boolean,
): SheetSelection {
  const named = spelledOut(selection, outline)
  const scenes = new Set(chapter.scenes.map(({ id }) => id))
  const sceneIds = named.sceneIds.filter((id) => !scenes.has(id))
  const chapters = named.chapters.filter((number) => number !== chapter.number)
  return simplest({ ...named, chapters: isIn ? [...chapters, chapter.number] : chapters, sceneIds }, outline)
}

export function withScene(
  selection: SheetSelection,
  outline: Outline,
  chapter: Chapter,
  sceneId: string,
  isIn: boolean,
): SheetSelection {
  const named = spelledOut(selection, outline)
  const wasAll = named.chapters.includes(chapter.number)
  const before = wasAll ? [...named.sceneIds, ...chapter.scenes.map(({ id }) => id)] : named.sceneIds
  const sceneIds = before.filter((id) => id !== sceneId)
  return simplest(
    {
      ...named,
      chapters: named.chapters.filter((number) => number !== chapter.number),
      sceneIds: isIn ? [...sceneIds, sceneId] : sceneIds,
    },
    outline,
  )
}

/** The whole book, chapter by chapter. */
function spelledOut(selection: SheetSelection, outline: Outline): SheetSelection {
  if (!isWhole(selection)) return selection
  return { ...WHOLE, chapters: outline.chapters.filter(isOfTheBook).map(({ number }) => number) }
}

/** Chapters whose scenes are all in are named themselves, in the order of the book; all chapters are the whole book. */
function simplest(selection: SheetSelection, { chapters: all }: Outline): SheetSelection {
  const chapters = all
    .filter(
      ({ number, scenes }) =>
        selection.chapters.includes(number) ||
        (scenes.length > 0 && scenes.every(({ id }) => selection.sceneIds.includes(id))),
    )
    .map(({ number }) => number)
  const covered = new Set(
    all.filter(({ number }) => chapters.includes(number)).flatMap(({ scenes }) => scenes.map(({ id }) => id)),
  )
  const sceneIds = all
    .flatMap(({ scenes }) => scenes.map(({ id }) => id))
    .filter((id) => selection.sceneIds.includes(id) && !covered.has(id))
  const whole = all.filter(isOfTheBook)
  const isAll = chapters.length === whole.length && whole.every(({ number }) => chapters.includes(number))
  return isAll && sceneIds.length === 0 ? WHOLE : { chapters, sceneIds, panelIds: selection.panelIds }
}
