import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CoverTypefaces } from '../../comic/cover.ts'
import { FONT_FILES, FONT_STACKS, type FontName } from '../../comic/text/font-list.ts'
import { loadTypeface, type Typeface } from '../../comic/text/typeface.ts'
import { AppError } from '../../shared/errors.ts'

/**
 * Loads the fonts that ship with the app.
 * @param folder the app's `resources/fonts`
 * @throws AppError UNAVAILABLE naming the file that is missing
 */
export async function loadTypefaces(folder: string): Promise<CoverTypefaces> {
  const load = async (name: FontName): Promise<Typeface> => {
    const file = join(folder, FONT_FILES[name])
    try {
      return loadTypeface(name, await readFile(file))
    } catch (cause) {
      throw new AppError('UNAVAILABLE', `The font ${file} cannot be read.`, {
        remedy: 'Install Panelwright again; in a checkout run `npm run build`.',
        cause,
      })
    }
  }
  const names = [...new Set(Object.values(FONT_STACKS).flat())]
  // One after the other, so that of several missing fonts it is always the first that is named.
  const loaded = new Map<FontName, Typeface>()
  for (const name of names) loaded.set(name, await load(name))
  const stack = (names: readonly FontName[]) => names.map((name) => loaded.get(name)!)
  return { title: stack(FONT_STACKS.title), text: stack(FONT_STACKS.text) }
}
