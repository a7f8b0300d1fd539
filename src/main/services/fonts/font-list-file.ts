import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LETTERING_ROLES, type LetteringRole } from '../../../comic/text/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import { writeWhole } from '../../store/write-whole.ts'

/** A font of the author's own, as the project keeps it. */
export interface ListedFont {
  /** Name of the file in the project's `fonts` folder. */
  file: string
  roles: LetteringRole[]
}

/** Beside the fonts, so that a copy of the folder is a copy of the choice. */
const LIST = 'fonts.json'

const schema = z.object({
  fonts: z.array(z.object({ file: z.string().regex(/^[^/\\]+$/), roles: z.array(z.enum(LETTERING_ROLES)) })),
})

/** The fonts an author added, the newest first. @throws AppError BAD_INPUT when their list was damaged by hand */
export function readFontList({ paths }: Pick<Project, 'paths'>): ListedFont[] {
  const path = join(paths.fonts, LIST)
  if (!existsSync(path)) return []
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))).fonts
  } catch (cause) {
    throw new AppError('BAD_INPUT', `${path} is not the list of fonts that Panelwright wrote.`, {
      place: { file: path },
      remedy: 'Remove the file and add the fonts again; the fonts themselves stay in the folder.',
      cause,
    })
  }
}

export function writeFontList({ paths }: Pick<Project, 'paths'>, fonts: readonly ListedFont[]): void {
  mkdirSync(paths.fonts, { recursive: true })
  writeWhole(join(paths.fonts, LIST), `${JSON.stringify({ fonts }, null, 2)}\n`)
}
