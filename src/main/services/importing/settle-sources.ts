import { isAbsolute, relative, sep } from 'node:path'
import { v7 as uuid } from 'uuid'
import { sceneHash } from '../../script/merge/text-hash.ts'
import type { KnownSource, ScriptMemory } from '../../store/script-memory.ts'
import type { ReadFile } from './read-script-files.ts'

/** A file that was read, and the source in the book that it is. */
export interface SettledFile extends ReadFile {
  source: KnownSource
}

/**
 * Finds for each file the source it was imported as before. The same name in the same folder is the same file. The same
 * name elsewhere is the same file only if it tells the same story: folders move, but two volumes may both have a `01.md`.
 */
export function settleSources(files: readonly ReadFile[], memory: ScriptMemory, projectFolder: string): SettledFile[] {
  const taken = new Set<string>()
  return files.map((read) => {
    const root = rootInBook(read.file.root, projectFolder)
    const open = memory.sources.filter((source) => source.name === read.file.name && !taken.has(source.id))
    const known =
      open.find((source) => source.root === root) ?? open.find((source) => tellsTheSame(read, source, memory))
    const id = known?.id ?? uuid()
    taken.add(id)
    return { ...read, source: { id, name: read.file.name, root, kind: read.kind, sha256: read.sha256 } }
  })
}

/** How the book writes down a folder: relative to the project, so that both can be moved together. */
export function rootInBook(root: string, projectFolder: string): string {
  const way = relative(projectFolder, root)
  return isAbsolute(way) ? way : way.split(sep).join('/')
}

function tellsTheSame(read: ReadFile, source: KnownSource, memory: ScriptMemory): boolean {
  if (read.sha256 === source.sha256) return true
  const chapters = memory.chapters.filter(({ sourceId }) => sourceId === source.id)
  const ids = new Set(chapters.map(({ id }) => id))
  const scenes = new Set(memory.scenes.filter(({ chapterId }) => ids.has(chapterId)).map(({ textHash }) => textHash))
  return (read.document?.chapters ?? []).some(
    (chapter) =>
      chapters.some(({ number, title }) => number === chapter.number && title === chapter.title) ||
      chapter.scenes.some((scene) => scenes.has(sceneHash(scene))),
  )
}
