import type { PanelContent } from '../../../shared/domain/panel.ts'
import { type Change, changesBetween, type Facts } from '../correcting/changes.ts'
import { firstWords } from '../tree.ts'
import type { FolderBook, FolderPanel } from './read-folder-book.ts'

/** What somebody else's change of a file did to a panel. */
export interface FolderChange {
  panelId: string
  /** As the file has it; empty for a panel that is gone. */
  id: string
  file: string
  /** 0 for a panel that is gone. */
  line: number
  state: 'changed' | 'new' | 'gone'
  /** First words of what is seen. */
  what: string
  changes: Change[]
  /** It has a picture, which shows what its file said before. */
  goesStale: boolean
  hasPicture: boolean
}

interface Before {
  /** As their files had them, of the panels that may have changed. */
  contentBefore: ReadonlyMap<string, PanelContent>
  /** Its file says what it said at the last reading, or it is no longer wanted. */
  isAsRead(panel: FolderPanel): boolean
  /** Whether the book had a panel, and not in the trash. */
  isThere(panelId: string): boolean
  fileOf(panelId: string): string
  gone: readonly string[]
  stale: ReadonlySet<string>
  withPictures: ReadonlySet<string>
}

/** What a reading changed, panel by panel, in the order of the files; what is gone comes last. */
export function folderChanges(
  { chapters }: FolderBook,
  { contentBefore, isAsRead, isThere, fileOf, gone, stale, withPictures }: Before,
): FolderChange[] {
  const told = chapters.flatMap(({ file, panels }) =>
    panels.flatMap((panel): FolderChange[] => {
      if (isAsRead(panel)) return []
      const { panelId, id, content } = panel
      const was = contentBefore.get(panelId)
      const isNew = !isThere(panelId)
      if (was === undefined && !isNew) return []
      const changes = was === undefined ? [] : changesBetween(factsOf(was), factsOf(content))
      const goesStale = stale.has(panelId)
      if (!isNew && changes.length === 0 && !goesStale) return []
      const state = isNew ? 'new' : 'changed'
      const rest = { goesStale, hasPicture: withPictures.has(panelId) }
      return [{ panelId, id, file, line: content.line, state, what: firstWords(content.what), changes, ...rest }]
    }),
  )
  return [
    ...told,
    ...gone.map(
      (panelId): FolderChange => ({
        panelId,
        ...{ id: '', file: fileOf(panelId), line: 0, state: 'gone', changes: [] },
        what: firstWords(contentBefore.get(panelId)?.what ?? ''),
        ...{ goesStale: false, hasPicture: withPictures.has(panelId) },
      }),
    ),
  ]
}

function factsOf({ what, source, shot, placeName, timeOfDay, weather, people }: PanelContent): Facts {
  return new Map([
    ['what', what],
    ['prompt', source],
    ['shot', shot],
    ['place', placeName ?? ''],
    ['time', timeOfDay ?? ''],
    ['weather', weather ?? ''],
    ['people', people.map(({ personId }) => personId).join(', ')],
  ])
}
