import type Database from 'better-sqlite3'
import { type KnownChapter, type KnownPanel, type KnownScene, readScriptMemory } from '../../store/script-memory.ts'

export interface KnownFolderPanel extends KnownPanel {
  /** File that asks for it, relative to the folder. */
  file: string
  /** Of what its file said when it was read last. */
  textHash: string
}

/** What the book remembers of its folder's files, by id, the trash included. Whatever else it has is none of it. */
export interface KnownFolder {
  chapters: ReadonlyMap<string, KnownChapter>
  scenes: ReadonlyMap<string, KnownScene>
  panels: ReadonlyMap<string, KnownFolderPanel>
}

export function knownFolder(sqlite: Database.Database): KnownFolder {
  const memory = readScriptMemory(sqlite)
  const hashes = sqlite.prepare('select id, text_hash from panel').raw().all() as [string, string][]
  const hashOf = new Map(hashes)
  const files = new Map(memory.sources.flatMap(({ id, kind, name }) => (kind === 'imagery' ? [[id, name]] : [])))
  const chapters = new Map(memory.chapters.flatMap((row) => (files.has(row.sourceId) ? [[row.id, row]] : [])))
  const scenes = new Map(memory.scenes.flatMap((row) => (chapters.has(row.chapterId) ? [[row.id, row]] : [])))
  const panels = memory.panels.flatMap((row): [string, KnownFolderPanel][] => {
    const chapter = chapters.get(scenes.get(row.sceneId)?.chapterId ?? '')
    if (chapter === undefined) return []
    return [[row.id, { ...row, file: files.get(chapter.sourceId)!, textHash: hashOf.get(row.id) ?? '' }]]
  })
  return { chapters, scenes, panels: new Map(panels) }
}
