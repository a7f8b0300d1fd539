import { existsSync } from 'node:fs'
import { isAbsolute, posix, relative, resolve, sep } from 'node:path'
import { v7 as uuid } from 'uuid'
import { sceneHash } from '../../script/merge/text-hash.ts'
import { isLooseRoot } from '../../store/loose-source.ts'
import type { KnownSource, ScriptMemory } from '../../store/script-memory.ts'
import type { ReadFile } from './read-sources.ts'

/** A file that was read, and the source in the book that it is. */
export interface SettledFile extends ReadFile {
  source: KnownSource
}

/**
 * Finds for each file the source it was imported as before. The same path is the same file. The same name elsewhere is
 * the same file only if it tells the same story: folders move, but two volumes may both have a `01.md`.
 */
export function settleSources(files: readonly ReadFile[], memory: ScriptMemory, projectFolder: string): SettledFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const open = memory.sources.filter(({ id }) => !taken.has(id))
    const known =
      open.find((source) => pathOf(source, projectFolder) === file.path) ??
      open.find((source) => hasSameName(source, file) && tellsTheSame(source, file, memory))
    const id = known?.id ?? uuid()
    taken.add(id)
    const { name, kind, sha256 } = file
    return { ...file, source: { id, name, root: rootInBook(file, projectFolder), kind, sha256 } }
  })
}

/**
 * Sources that lay in one of these folders, which were read as a whole, and whose files are there no more. A lost bible
 * leaves the cast as it is.
 */
export function vanishedSources(
  memory: ScriptMemory,
  files: readonly SettledFile[],
  folders: readonly string[],
  projectFolder: string,
): string[] {
  const read = new Set(files.map(({ source }) => source.id))
  return memory.sources
    .filter((source) => {
      const path = pathOf(source, projectFolder)
      const wasRead = folders.some((folder) => path.startsWith(resolve(folder) + sep))
      return (
        source.kind !== 'bible' && !isLooseRoot(source.root) && wasRead && !read.has(source.id) && !existsSync(path)
      )
    })
    .map(({ id }) => id)
}

function pathOf({ root, name }: KnownSource, projectFolder: string): string {
  return resolve(projectFolder, root, name)
}

/** The book writes a folder down relative to the project, so that both can be moved together. */
function rootInBook({ path, name }: ReadFile, projectFolder: string): string {
  const way = relative(projectFolder, resolve(path, ...name.split('/').map(() => '..')))
  return isAbsolute(way) ? way : way.split(sep).join('/')
}

function hasSameName(source: KnownSource, file: ReadFile): boolean {
  return posix.basename(source.name) === posix.basename(file.name)
}

function tellsTheSame(source: KnownSource, file: ReadFile, memory: ScriptMemory): boolean {
  if (file.sha256 === source.sha256) return true
  const chapters = memory.chapters.filter(({ sourceId }) => sourceId === source.id)
  const ids = new Set(chapters.map(({ id }) => id))
  const scenes = new Set(memory.scenes.filter(({ chapterId }) => ids.has(chapterId)).map(({ textHash }) => textHash))
  return (file.document?.chapters ?? []).some(
    (chapter) =>
      chapters.some(({ number, title }) => number === chapter.number && title === chapter.title) ||
      chapter.scenes.some((scene) => scenes.has(sceneHash(scene))),
  )
}
