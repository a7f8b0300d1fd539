import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'

/** A file the author named, or one in a folder they named. */
export interface NamedFile {
  /** Absolute. */
  path: string
  /** As the author knows it. */
  name: string
}

/** What authors and programs take for pictures; what a file really is, its content says. */
const PICTURE = /\.(png|jpe?g|jfif|webp|gif|bmp|tiff?|heic|heif|avif|jxl)$/i

const collator = new Intl.Collator('en', { numeric: true })

/**
 * The files themselves, and of folders the pictures right in them, in the order of their names.
 *
 * @throws AppError WRONG_USE for a folder without pictures
 */
export function listPictures(named: readonly NamedFile[]): NamedFile[] {
  const files = named.flatMap((each) => {
    if (!statSync(each.path, { throwIfNoEntry: false })?.isDirectory()) return [each]
    const names = namesIn(each)
      .filter((name) => PICTURE.test(name) && !name.startsWith('.'))
      .sort(collator.compare)
    if (names.length === 0) {
      throw new AppError('WRONG_USE', said`There are no pictures in this folder.`, {
        remedy: said`Name the folder they lie in, or the files.`,
        place: { file: each.name },
      })
    }
    return names.map((name) => ({ path: join(each.path, name), name: `${each.name.replace(/[/\\]+$/, '')}/${name}` }))
  })
  return [...new Map(files.map((file) => [file.path, file])).values()]
}

function namesIn({ path, name }: NamedFile): string[] {
  try {
    return readdirSync(path)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new AppError('BAD_INPUT', said`This folder cannot be read (${code}).`, { place: { file: name }, cause })
  }
}
