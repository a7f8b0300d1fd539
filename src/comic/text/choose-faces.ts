import type { PreparedText } from './prepare-text.ts'
import { type FontScript, hanScriptOf, isEastAsian, scriptOf, scriptOfLanguage } from './scripts.ts'
import type { LetteringRole, TypeCase } from './type-case.ts'
import type { Typeface } from './typeface.ts'

/** A stretch of text in one typeface. */
export interface FaceRun {
  start: number
  end: number
  face: Typeface
  script: FontScript
  emphasised: boolean
}

export interface ChosenFaces {
  runs: FaceRun[]
  /** Characters no typeface has, each once. */
  missing: string[]
}

/**
 * Parts a text into runs of one script, weight and typeface. The letters of a script are all set in the first typeface
 * that has them all, so that no word mixes two; only East Asian characters and signs are fetched one by one.
 * @throws Error when no typeface at all was loaded
 */
export function chooseFaces(prepared: PreparedText, typeCase: TypeCase): ChosenFaces {
  const { text, language, role } = prepared
  const own = scriptOfLanguage(language)
  const hanScript = hanScriptOf(language)
  const emphasisAt = emphasisFlags(prepared)
  const scripts = characterScripts(text, own, hanScript)
  const rank = facesByScript(prepared, typeCase, scripts)

  const runs: FaceRun[] = []
  const missing = new Set<string>()
  let at = 0
  for (const [index, character] of [...text].entries()) {
    const end = at + character.length
    const script = scripts[index]!
    const emphasised = emphasisAt[at] === 1
    const last = runs.at(-1)
    const ranked = rank(emphasised && (role === 'dialogue' || role === 'caption') ? 'emphasis' : role, script)
    const attached = last !== undefined && ATTACHED.test(character)
    const face = attached && last.emphasised === emphasised ? last.face : faceFor(character, ranked)
    if (!face.has(character)) missing.add(character)
    if (last !== undefined && last.face === face && last.script === script && last.emphasised === emphasised)
      last.end = end
    else runs.push({ start: at, end, face, script, emphasised })
    at = end
  }
  return { runs, missing: [...missing] }
}

/** A mark on a letter, a joiner, a space: it stays with what it stands on. */
const ATTACHED = /^(?:\p{M}|\s|[\u200b-\u200f\u2060])$/u

/** Characters of a text that no typeface has, each once, without shaping it. */
export function missingCharacters(prepared: PreparedText, typeCase: TypeCase): string[] {
  return chooseFaces(prepared, typeCase).missing
}

function faceFor(character: string, ranked: readonly Typeface[]): Typeface {
  return ranked.find((face) => face.has(character)) ?? ranked[0]!
}

/** The script of each character: what all scripts share goes with the letters before it, or after it at the start. */
function characterScripts(text: string, own: FontScript, hanScript: FontScript): FontScript[] {
  const found = [...text].map((character) => {
    const script = scriptOf(character.codePointAt(0)!, hanScript)
    return own === 'vietnamese' && script === 'latin' ? own : script
  })
  let current = found.find((script) => script !== null) ?? own
  return found.map((script) => (current = script ?? current))
}

/** For a role and a script its typefaces, the one that has the most of the text's letters first. */
function facesByScript(
  { text, language }: PreparedText,
  typeCase: TypeCase,
  scripts: readonly FontScript[],
): (role: LetteringRole, script: FontScript) => readonly Typeface[] {
  const own = scriptOfLanguage(language)
  const known = new Map<string, readonly Typeface[]>()
  const letters = new Map<FontScript, Set<string>>()
  for (const [index, character] of [...text].entries()) {
    if (!/\p{L}/u.test(character)) continue
    const script = scripts[index]!
    letters.set(script, (letters.get(script) ?? new Set()).add(character))
  }
  return (role, script) => {
    const key = `${role}|${script}`
    let ranked = known.get(key)
    if (ranked === undefined) {
      const ofScript = typeCase.faces(role, script)
      const ofLanguage = typeCase.faces(role, own)
      // A few Latin letters among square characters look best out of the same font.
      const first = isEastAsian(own) && script === 'latin' ? [...ofLanguage, ...ofScript] : [...ofScript, ...ofLanguage]
      const wanted = [...(letters.get(script) ?? [])].join('')
      const sorted = isEastAsian(script)
        ? first
        : first
            .map((face) => ({ face, lacks: face.missing(wanted).length }))
            .toSorted((a, b) => a.lacks - b.lacks)
            .map(({ face }) => face)
      ranked = [...new Set([...sorted, ...typeCase.symbolFaces])]
      if (ranked.length === 0) throw new Error(`No typeface was loaded for ${role} in ${script}`)
      known.set(key, ranked)
    }
    return ranked
  }
}

/** 1 for each code unit within a stretch of emphasis. */
function emphasisFlags({ text, emphasis }: PreparedText): Uint8Array {
  const flags = new Uint8Array(text.length)
  for (const { start, end } of emphasis) flags.fill(1, start, end)
  return flags
}
