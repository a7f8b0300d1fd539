import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type FaceChoice,
  leadingScript,
  SHIPPED_FONTS,
  SYMBOL_FACES,
  shippedFaces,
} from '../../comic/text/font-list.ts'
import { loadHyphenation } from '../../comic/text/hyphenation.ts'
import { setCapitals } from '../../comic/text/language-rules.ts'
import { hasEmphasis } from '../../comic/text/markup.ts'
import { type FontScript, hanScriptOf, scriptOf, scriptOfLanguage } from '../../comic/text/scripts.ts'
import { LETTERING_ROLES, type LetteringRole, type TypeCase } from '../../comic/text/type-case.ts'
import { loadTypeface, type Typeface } from '../../comic/text/typeface.ts'
import { AppError } from '../../shared/errors.ts'

/** A text that is going to be set, and what as. */
export interface TextNeed {
  role: Exclude<LetteringRole, 'emphasis'>
  /** As written, marks of emphasis included. */
  text: string
}

/** A font of the author's own. */
export interface AuthorFont {
  /** As the author knows it: the file's name. */
  name: string
  /** A file that `readFont` accepts. */
  bytes: Uint8Array
  roles: readonly LetteringRole[]
}

/**
 * Loads what it takes to set some texts of one language, and no more: for each role and script the author's own fonts
 * and the first shipped face, the next ones only for letters that are still lacking.
 * @param folder the app's `resources/fonts`
 * @param needs every text that will be set
 * @throws AppError UNAVAILABLE naming the file that is missing
 */
export async function openTypeCase(
  folder: string,
  language: string,
  needs: Iterable<TextNeed>,
  authorFonts: readonly AuthorFont[] = [],
): Promise<TypeCase> {
  const own = authorFonts.map(({ name, bytes, roles }) => ({ face: loadTypeface(name, bytes), roles }))
  const loaded = new Map<string, Typeface[]>()
  const lacking = new Set<string>()
  for (const [role, characters] of charactersByRole(needs, language)) {
    for (const [script, letters] of lettersByScript(characters, language)) {
      const faces = own.filter(({ roles }) => roles.includes(role)).map(({ face }) => face)
      const shipped = [...shippedFaces(role, leadingScript(language, script)), ...shippedFaces(role, script)]
      // The first shipped face is always at hand: an author's font may lack signs and digits.
      let open = letters
      for (const [index, choice] of shipped.entries()) {
        if (index > 0 && open.length === 0) break
        faces.push(await openFace(folder, choice))
        open = letters.filter((letter) => faces.every((face) => !face.has(letter)))
      }
      loaded.set(`${role}|${script}`, [...new Set(faces)])
      for (const character of characters) if (faces.every((face) => !face.has(character))) lacking.add(character)
    }
  }
  const symbolFaces: Typeface[] = []
  for (const choice of SYMBOL_FACES) {
    if ([...lacking].every((sign) => symbolFaces.some((face) => face.has(sign)))) break
    symbolFaces.push(await openFace(folder, choice))
  }
  return {
    language,
    // A use that nobody announced is set in what is at hand for another.
    faces: (role, script) =>
      [role, ...LETTERING_ROLES].map((each) => loaded.get(`${each}|${script}`)).find((faces) => faces !== undefined) ??
      [],
    symbolFaces,
    hyphenPoints: await loadHyphenation(language),
  }
}

/** What is going to be drawn, by role: what is written and its capitals. */
function charactersByRole(needs: Iterable<TextNeed>, language: string): Map<LetteringRole, Set<string>> {
  const found = new Map<LetteringRole, Set<string>>()
  const add = (role: LetteringRole, text: string) => {
    const characters = found.get(role) ?? new Set()
    for (const character of text) characters.add(character)
    found.set(role, characters)
  }
  for (const { role, text } of needs) {
    const drawn = text + setCapitals(text, language) + ALWAYS
    add(role, drawn)
    if ((role === 'dialogue' || role === 'caption') && hasEmphasis(text)) add('emphasis', drawn)
  }
  return found
}

/** Signs that setting a text may add. */
const ALWAYS = '.…-–—"\'“”‘’„«»0123456789'

function lettersByScript(characters: ReadonlySet<string>, language: string): Map<FontScript, string[]> {
  const own = scriptOfLanguage(language)
  const hanScript = hanScriptOf(language)
  // The language's own face is needed for signs and digits even where no letter asks for it.
  const found = new Map<FontScript, string[]>([[own, []]])
  for (const character of characters) {
    const script = scriptOf(character.codePointAt(0)!, hanScript)
    if (script === null) continue
    const key = own === 'vietnamese' && script === 'latin' ? own : script
    const letters = found.get(key)
    if (letters === undefined) found.set(key, [character])
    else letters.push(character)
  }
  return found
}

/** Kept for the life of the process: a font of Chinese takes 10 MB and is asked for again by every export. */
const opened = new Map<string, Promise<Typeface>>()

function openFace(folder: string, { font, slant = 0 }: FaceChoice): Promise<Typeface> {
  const { file, scale } = SHIPPED_FONTS[font]
  const path = join(folder, file)
  const key = `${path}|${slant}`
  let face = opened.get(key)
  if (face === undefined) {
    face = readShipped(path).then((bytes) =>
      loadTypeface(font, bytes, { slant, ...(scale === undefined ? {} : { scale }) }),
    )
    opened.set(key, face)
    // A file put back after it was missed is found at the next try.
    face.catch(() => opened.delete(key))
  }
  return face
}

async function readShipped(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new AppError('UNAVAILABLE', `The font ${path} cannot be read.`, {
      remedy: 'Install Panelwright again; in a checkout run `npm run build`.',
      cause,
    })
  }
}
