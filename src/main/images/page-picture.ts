import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { PlacedPicture } from '../../comic/page.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'

/** A picture of a page that cannot be painted. */
export class PictureFailure extends AppError {
  /** Whose picture it is: who knows the book can say which panel that is. */
  readonly panelId: string

  constructor({ panelId, path }: PlacedPicture, what: 'is gone' | 'changed' | 'cannot be read', cause?: unknown) {
    super('BAD_INPUT', `A picture ${what}${what === 'changed' ? ' since its page was laid out' : ''}: ${path}`, {
      place: { file: path },
      remedy: said`Put the file back, or export again: another take stands in, or the slot is left empty.`,
      cause,
    })
    this.panelId = panelId
  }
}

/**
 * The bytes of a picture, which must be those its page was laid out for: composed pages are recognised by them.
 * @throws PictureFailure
 */
export async function readPicture(picture: PlacedPicture): Promise<Buffer> {
  const bytes = await readFile(picture.path).catch((error: NodeJS.ErrnoException) => {
    throw new PictureFailure(picture, error.code === 'ENOENT' ? 'is gone' : 'cannot be read', error)
  })
  if (bytes.length === 0) throw new PictureFailure(picture, 'cannot be read')
  if (createHash('sha256').update(bytes).digest('hex') !== picture.sha256) throw new PictureFailure(picture, 'changed')
  return bytes
}

/** What a picture that cannot be decoded ends in. */
export function broken(picture: PlacedPicture): (cause: unknown) => never {
  return (cause) => {
    throw new PictureFailure(picture, 'cannot be read', cause)
  }
}
