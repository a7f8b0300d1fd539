import type { ChosenReference } from './references.ts'
import type { ImageryFile, Target } from './target.ts'
import { distinct, oneLine, sentence } from './words.ts'

/** A piece of a prompt; kept whole or left out whole. */
export interface PromptPiece {
  kind: 'prompt' | 'states' | 'people' | 'references' | 'always' | 'style' | 'avoid'
  text: string
}

export interface TaskPrompt {
  /** As it is sent. */
  prompt: string
  /** As it is sent; empty where the model takes none. */
  negativePrompt: string
  /** Everything to keep out of the picture, without doubles. */
  avoid: string[]
  pieces: PromptPiece[]
  /** What the model's length had no room for. */
  leftOut: PromptPiece['kind'][]
}

export interface PromptParts {
  /** Of the target, or made from what it says. */
  prompt: string
  target: Target
  file: ImageryFile
  /** Name by slug of who the file lists. */
  names: ReadonlyMap<string, string>
  /** Short looks of those whom no picture shows. */
  described: readonly { name: string; appearance: string }[]
  references: readonly ChosenReference[]
  /** Words of the author's that end every prompt; empty = none. */
  style: { text: string; avoid: readonly string[] }
  /** The model has a place of its own for what to keep out. */
  negativePrompt: boolean
  /** Whether the model reads a prompt to its end. */
  fits(prompt: string): boolean
}

/** The first that is left out where a prompt is too long. The prompt, states and what to keep out never are. */
const LIGHTEST_FIRST: readonly PromptPiece['kind'][] = ['always', 'style', 'people']

/** Target prompt, states of people, who the reference pictures show, what every picture of the file shares, style. */
export function composeTaskPrompt(parts: PromptParts): TaskPrompt {
  const avoid = distinct([...parts.target.negatives, ...parts.style.avoid])
  const all: PromptPiece[] = [
    { kind: 'prompt', text: parts.prompt.trim() },
    { kind: 'states', text: stateWords(parts.target, parts.names) },
    {
      kind: 'people',
      text: parts.described.map(({ name, appearance }) => `${name}: ${sentence(appearance)}`).join('\n'),
    },
    { kind: 'references', text: referenceWords(parts.references) },
    { kind: 'always', text: alwaysWords(parts.file, parts.target) },
    { kind: 'style', text: parts.style.text.trim() },
    { kind: 'avoid', text: parts.negativePrompt || avoid.length === 0 ? '' : `Do not show: ${avoid.join(', ')}.` },
  ]
  let pieces = all.filter(({ text }) => text !== '')
  let prompt = joined(pieces)
  const leftOut: PromptPiece['kind'][] = []
  for (const kind of LIGHTEST_FIRST) {
    if (parts.fits(prompt)) break
    if (!pieces.some((piece) => piece.kind === kind)) continue
    pieces = pieces.filter((piece) => piece.kind !== kind)
    prompt = joined(pieces)
    leftOut.push(kind)
  }
  return {
    prompt,
    negativePrompt: parts.negativePrompt ? avoid.join(', ') : '',
    avoid,
    pieces,
    leftOut,
  }
}

const joined = (pieces: readonly PromptPiece[]) => pieces.map(({ text }) => text).join('\n')

function stateWords({ states }: Target, names: ReadonlyMap<string, string>): string {
  return states.map(({ key, text }) => `${names.get(key) ?? spoken(key)}: ${sentence(text)}`).join('\n')
}

/** `clara-marrick` as `Clara Marrick`; a name stays as it is. */
export function spoken(key: string): string {
  if (!/^[a-z0-9-]+$/.test(key)) return key
  return key
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

const KEPT = {
  face: 'keep the face exactly',
  outfit: 'keep face and clothes exactly',
  place: 'keep its layout and materials',
} as const

function referenceWords(references: readonly ChosenReference[]): string {
  return references
    .map(
      ({ role, called }, at) =>
        `Image ${at + 1} shows ${role === 'place' ? `the place, ${called}` : called}; ${KEPT[role]}.`,
    )
    .join(' ')
}

/** One or two lines that let every picture of a chapter or place belong together. */
export function alwaysWords(file: ImageryFile, target: Target): string {
  if (file.kind === 'chapter') {
    const palette = file.palette === '' ? '' : `Colours of the chapter: ${file.palette}.`
    return [file.thesis === '' ? '' : sentence(file.thesis), palette].filter(Boolean).join('\n')
  }
  const signature = file.signature.slice(0, MOST_SIGNATURES)
  const light = lightFor(file, target)
  return [
    signature.length === 0 ? '' : sentence(`Always in ${file.title}: ${signature.join('; ')}`),
    light === null ? '' : sentence(`Light: ${light}`),
  ]
    .filter(Boolean)
    .join('\n')
}

const MOST_SIGNATURES = 2

/** What is said of the hour of the picture; else the first thing said. */
function lightFor({ light }: ImageryFile, { place, words }: Target): string | null {
  const hour = oneLine(`${place.timeOfDay ?? ''} ${words().setting}`).toLowerCase()
  const fitting = light.find(({ when }) => when !== '' && hour.split(/[^a-z]+/).includes(when.toLowerCase()))
  return (fitting ?? light[0])?.words ?? null
}
