import { mkdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { SourceFile } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/file-name.ts'
import { said } from '../../shared/said/said.ts'
import type { NamedFile } from './references/list-pictures.ts'

/** Files that came without a path: dropped into a browser, or pasted. They lie aside until a request takes them. */
export interface Uploads {
  /** @param name as the author knows it; made harmless */
  add(name: string, content: Uint8Array): Promise<{ upload: string; name: string }>
  /**
   * The files of sources, each under a name of its own. Words that were pasted become files.
   *
   * @throws AppError NOT_FOUND for an upload that is not there
   */
  files(sources: readonly SourceFile[]): Promise<GivenFile[]>
  close(): void
}

/** A file an author gave, and how. */
export interface GivenFile extends NamedFile {
  from: 'path' | 'upload' | 'text'
}

/** More than this at once are forgotten, the oldest first. */
const MOST_UPLOADS = 2_000

/** @param folder of this process's own; made when the first file comes, removed by `close` */
export function openUploads(folder: string): Uploads {
  const files = new Map<string, NamedFile>()
  const uploads: Uploads = {
    async add(name, content) {
      const id = uuid()
      const safe = safeName(name)
      // Each in a folder of its own, so that two of one name do not meet.
      const own = join(folder, id)
      mkdirSync(own, { recursive: true, mode: 0o700 })
      const path = join(own, safe)
      await writeFile(path, content, { mode: 0o600 })
      files.set(id, { path, name: safe })
      for (const [oldest] of files) {
        if (files.size <= MOST_UPLOADS) break
        files.delete(oldest)
        rmSync(join(folder, oldest), { recursive: true, force: true })
      }
      return { upload: id, name: safe }
    },
    async files(sources) {
      const found: GivenFile[] = []
      for (const source of sources) {
        if ('path' in source) found.push({ path: source.path, name: source.path, from: 'path' })
        else if ('upload' in source) found.push({ ...known(source.upload), from: 'upload' })
        else {
          const { upload } = await uploads.add(textName(source.name), Buffer.from(source.text))
          found.push({ ...known(upload), from: 'text' })
        }
      }
      return found
    },
    close() {
      files.clear()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return uploads

  function known(id: string): NamedFile {
    const file = files.get(id)
    if (file) return file
    throw new AppError('NOT_FOUND', said`The file that was handed over is not there any more.`, {
      remedy: said`Hand it over again.`,
    })
  }
}

/** The ending says what it is, and outlives a name that is too long. */
function safeName(name: string): string {
  const [ending = ''] = /\.[a-z0-9]{1,5}$/i.exec(name) ?? []
  return `${safeFileName(name.slice(0, name.length - ending.length))}${ending}`
}

/** Readers go by the ending. */
function textName(name: string): string {
  return /\.[a-z]{1,5}$/i.test(name) ? name : `${name}.txt`
}
