import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { PictureFormat } from '../../shared/domain/reference.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { smallPreview } from '../images/small-preview.ts'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import type { LivePreview } from './live-previews.ts'
import { whereItLies } from './references/files.ts'
import { savedReport } from './saved-reports.ts'

/** A file of the book, as somebody may see it. */
export interface Asset {
  /** Absolute; inside the project folder, whatever links lead there. */
  path: string
  /** What is only in memory; instead of a file. */
  content?: Uint8Array<ArrayBuffer>
  type: string
  bytes: number
  /** Stays the same as long as the content does. */
  tag: string
  /** The name it is saved under; null = it is only looked at. */
  saveAs: string | null
}

/** Widths previews are made in, pixels: few, so that each is made once for every place that shows it. */
const PREVIEW_WIDTHS = [96, 192, 320, 480, 720, 1080, 1600] as const

/** Removed, brought back and removed again while it is read: an author does not do more in that time. */
const TRIES = 4

const TYPES: Record<PictureFormat, string> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' }

export interface Assets {
  /**
   * @param widthPx at least so wide; null = the picture itself, as it arrived
   * @throws AppError NOT_FOUND, BAD_INPUT for a file that cannot be shown
   */
  take(id: string, widthPx: number | null): Promise<Asset>
  reference(id: string, widthPx: number | null): Promise<Asset>
  /** A finished book in the folder of exports. */
  export(id: string): Promise<Asset>
  exports(): Promise<ExportedFile[]>
  /** A look at a picture under way. @throws AppError NOT_FOUND where there is none */
  look(preview: LivePreview | null): Asset
  /** A report that was saved with the book. */
  report(id: string): Asset
}

export interface ExportedFile {
  /** The file's name, as no other in the folder has. */
  id: string
  name: string
  bytes: number
  /** Epoch ms. */
  at: number
}

interface Picture {
  path: string
  sha256: string
  format: PictureFormat
  width: number
}

const EXPORT_TYPES: Record<string, string> = { '.pdf': 'application/pdf', '.cbz': 'application/vnd.comicbook+zip' }

/** Pictures and finished books of a project, by id. Nobody names a path. */
export function bookAssets(project: Project): Assets {
  const making = new Map<string, Promise<Asset>>()
  const previews = join(project.paths.previews, 'small')

  const picture = async (found: Picture | null, widthPx: number | null): Promise<Asset> => {
    if (found === null) throw notFound()
    const width = widthPx === null ? null : (PREVIEW_WIDTHS.find((each) => each >= widthPx) ?? null)
    return width === null || width >= found.width ? whole(found) : preview(found, width)
  }

  /** A picture that goes to the trash, or comes back, while it is read lies elsewhere by then: it is looked up again. */
  async function wherever(find: () => Picture | null, widthPx: number | null): Promise<Asset> {
    for (let left = TRIES; ; left--) {
      try {
        return await picture(find(), widthPx)
      } catch (error) {
        if (left === 1) throw error
      }
    }
  }

  async function whole({ path, sha256, format }: Picture): Promise<Asset> {
    const real = inside(project.folder, join(project.folder, path))
    return { path: real, type: TYPES[format], bytes: statSync(real).size, tag: sha256, saveAs: null }
  }

  function preview(found: Picture, width: number): Promise<Asset> {
    const name = `${found.sha256.slice(0, 24)}-${width}.webp`
    const running = making.get(name)
    if (running) return running
    const made = make(found, width, name).finally(() => making.delete(name))
    making.set(name, made)
    return made
  }

  async function make(found: Picture, width: number, name: string): Promise<Asset> {
    const path = join(previews, name)
    const source = inside(project.folder, join(project.folder, found.path))
    if (!existsSync(path)) {
      let bytes: Uint8Array
      try {
        bytes = await smallPreview(source, width)
      } catch (cause) {
        throw new AppError('BAD_INPUT', said`This picture cannot be read; its file was changed.`, { cause })
      }
      try {
        mkdirSync(previews, { recursive: true })
        const draft = `${path}.${process.pid}.tmp`
        await writeFile(draft, bytes)
        await rename(draft, path).catch(async (error) => {
          await rm(draft, { force: true })
          throw error
        })
      } catch {
        // Previews only save time: on a disk that takes no writes the picture itself is shown.
        return whole(found)
      }
    }
    return { path, type: 'image/webp', bytes: statSync(path).size, tag: name, saveAs: null }
  }

  return {
    async take(id, widthPx) {
      return wherever(() => queueStore(project.store.sqlite).takes.get(id), widthPx)
    },
    async reference(id, widthPx) {
      return wherever(() => {
        const found = project.references.get(id)
        return found && { ...found, path: whereItLies(project.folder, found) }
      }, widthPx)
    },
    async export(id) {
      const file = (await listExports(project.paths.exports)).find((each) => each.id === id)
      if (!file) throw notFound()
      const path = inside(project.folder, join(project.paths.exports, file.name))
      const type = EXPORT_TYPES[extname(file.name).toLowerCase()]!
      return { path, type, bytes: file.bytes, tag: `${file.bytes}-${file.at}`, saveAs: file.name }
    },
    exports: () => listExports(project.paths.exports),
    look(preview) {
      if (preview === null) throw notFound()
      const { bytes, format, index } = preview
      const content = new Uint8Array(bytes)
      return { path: '', content, type: TYPES[format], bytes: content.byteLength, tag: `look-${index}`, saveAs: null }
    },
    report: (id) => savedReport(project, id),
  }
}

async function listExports(folder: string): Promise<ExportedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && extname(entry.name).toLowerCase() in EXPORT_TYPES)
    .map(({ name }) => ({ name, stat: statSync(join(folder, name), { throwIfNoEntry: false }) }))
    .flatMap(({ name, stat }) => (stat ? [{ id: name, name, bytes: stat.size, at: Math.round(stat.mtimeMs) }] : []))
    .sort((a, b) => b.at - a.at)
}

/**
 * The file itself, if it lies in the folder: a book from elsewhere may name any path, or bring links.
 *
 * @throws AppError NOT_FOUND
 */
function inside(folder: string, path: string): string {
  try {
    const real = realpathSync(path)
    if (real.startsWith(realpathSync(folder) + sep) && statSync(real).isFile()) return real
  } catch {
    // As good as not there.
  }
  throw notFound()
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', said`There is no such picture or file in the book.`)
}
