import { readFile } from 'node:fs/promises'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import type { Assets } from './assets.ts'
import { drawnPanels } from './book-info.ts'
import type { RecentEntry } from './recent-books.ts'
import { bookOutline, listPanels } from './tree.ts'

/** Wide enough for the row of a list on a fine screen. */
const COVER_PX = 192
/** The first picture of a book is among its first panels, or it has none to show. */
const LOOKED_AT = 60

/** A book as it stands, for the list of recent ones. */
export function recentEntry(project: Project): Omit<RecentEntry, 'openedAt' | 'isOpen'> {
  const { sqlite } = project.store
  const { queued, unknown } = queueStore(sqlite).jobs.counts(null)
  const { panels, states } = bookOutline(project)
  return {
    folder: project.folder,
    title: project.book.settings().title,
    panels,
    drawn: drawnPanels(project),
    takes: sqlite.prepare('select count(*) from take where trashed_at is null').pluck().get() as number,
    states,
    queued,
    unknown,
  }
}

/** Its first picture, small. @returns WebP bytes; null = it has none */
export async function smallCover(project: Project, assets: Assets): Promise<Uint8Array | null> {
  const { rows } = listPanels(project, {}, { offset: 0, limit: LOOKED_AT })
  const takeId = rows.find((row) => row.takeId !== null)?.takeId
  if (!takeId) return null
  const { path, type } = await assets.take(takeId, COVER_PX)
  return type === 'image/webp' ? await readFile(path) : null
}
