import type { SheetBox, SheetProblem, SheetProblemKind, SheetSettings } from '../contract/sheet.ts'
import { SHEET_LIMITS } from './limits.ts'
import { PROBLEM_WORDS } from './problem-words.ts'
import { type BoxSettings, combinedPrompt, settingsOf } from './sheet-boxes.ts'

/** What is known of the book and its providers. What is left out is not checked. */
export interface SheetFacts {
  /** Longest prompt of a model, in characters; never more than a sheet takes. */
  most?: (model: string | null) => number
  hasPanel?: (id: string) => boolean
  hasStyle?: (id: string) => boolean
  /** Why a reference picture cannot be used; null = it can, undefined = there is none of that id. */
  reference?: (id: string) => string | null | undefined
  /** What of these settings the provider does not have; null = it has all of it. */
  unknown?: (settings: BoxSettings) => 'unknown-provider' | 'unknown-model' | 'unknown-quality' | 'unknown-size' | null
  takesReferences?: (model: string | null) => boolean
  /** Words that were read in a wrong encoding. */
  broken?: (text: string) => string[]
  /** Words a prompt may be refused for. */
  flagged?: (text: string) => { every: readonly string[]; provider: readonly string[] }
}

/**
 * What stands in the way of boxes, in their order; of the sheet as a whole first. Empty boxes at the end are where the
 * next prompt will be written, and no problem.
 */
export function checkBoxes(
  boxes: readonly SheetBox[],
  settings: SheetSettings,
  facts: SheetFacts = {},
  hasPrompts = boxes.some(hasWords),
): SheetProblem[] {
  const until = boxes.findLastIndex((box) => !isBlank(box)) + 1
  const known = repeats(boxes, settings)
  return [
    ...(hasPrompts ? [] : [problem('no-prompt')]),
    ...checkSettings(settings, facts),
    ...boxes.slice(0, until).flatMap((box, at) => checkBox(box, at + 1, settings, facts, known)),
  ]
}

/** Boxes that are sent: those with words. */
export function hasWords({ text }: Pick<SheetBox, 'text'>): boolean {
  return text.trim() !== ''
}

const isBlank = (box: SheetBox) => !hasWords(box) && box.panelId === null && Object.keys(box.own).length === 0

function checkSettings(settings: SheetSettings, facts: SheetFacts): SheetProblem[] {
  const found: SheetProblem[] = []
  const length = countCharacters(settings.description)
  if (length > SHEET_LIMITS.description)
    found.push(problem('description-too-long', { length, most: SHEET_LIMITS.description }))
  if (settings.styles.length === 0) found.push(problem('no-style'))
  return [...found, ...checkMakings(settingsOf({ own: {} }, settings), null, null, facts)]
}

/** What is chosen for a box, or for all of them. */
function checkMakings(
  chosen: BoxSettings,
  boxId: string | null,
  box: number | null,
  facts: SheetFacts,
): SheetProblem[] {
  const at = { boxId, box }
  const found: SheetProblem[] = []
  const unknown = facts.unknown?.(chosen) ?? null
  if (unknown !== null) found.push(problem(unknown, { ...at, words: wordsOf(unknown, chosen) }))
  const styles = facts.hasStyle ? chosen.styles.filter((id) => !facts.hasStyle!(id)) : []
  if (styles.length > 0) found.push(problem('unknown-style', { ...at, words: styles }))
  if (chosen.referenceId === null) return found
  const trouble = facts.reference?.(chosen.referenceId)
  if (facts.reference && trouble === undefined) found.push(problem('no-reference', at))
  else if (typeof trouble === 'string') found.push({ ...problem('bad-reference', at), says: trouble })
  else if (facts.takesReferences?.(chosen.model) === false) found.push(problem('reference-unused', at))
  return found
}

function wordsOf(kind: SheetProblemKind, { model, quality, size }: BoxSettings): string[] {
  if (kind === 'unknown-model') return model === null ? [] : [model]
  if (kind === 'unknown-quality') return quality === null ? [] : [quality]
  return kind === 'unknown-size' && size !== null ? [`${size.width}×${size.height}`] : []
}

function checkBox(
  box: SheetBox,
  number: number,
  master: SheetSettings,
  facts: SheetFacts,
  repeated: ReadonlyMap<string, { kind: 'same' | 'same-panel'; other: number }>,
): SheetProblem[] {
  const at = { boxId: box.id, box: number }
  const found: SheetProblem[] = []
  if (box.panelId !== null && facts.hasPanel?.(box.panelId) === false) found.push(problem('no-panel', at))
  if (!hasWords(box)) return [...found, problem('empty', at)]
  const repeat = repeated.get(box.id)
  if (repeat) found.push(problem(repeat.kind, { ...at, other: repeat.other }))
  const chosen = settingsOf(box, master)
  const prompt = combinedPrompt(box, master.description)
  const most = Math.min(SHEET_LIMITS.prompt, facts.most?.(chosen.model) ?? SHEET_LIMITS.prompt)
  const length = countCharacters(prompt)
  if (length > most) found.push(problem('too-long', { ...at, length, most }))
  const broken = [...new Set([...noCharacters(box.text), ...(facts.broken?.(box.text) ?? [])])]
  if (broken.length > 0) found.push(problem('broken-encoding', { ...at, words: broken.slice(0, MOST_WORDS) }))
  const { every = [], provider = [] } = facts.flagged?.(prompt) ?? {}
  if (every.length > 0) found.push(problem('words-every', { ...at, words: [...every] }))
  if (provider.length > 0) found.push(problem('words-provider', { ...at, words: [...provider] }))
  // What all boxes have in common was told once.
  if (Object.keys(box.own).length > 0) found.push(...checkMakings(chosen, box.id, number, facts))
  return found
}

const MOST_WORDS = 12

/**
 * Boxes that say what an earlier one says, made in the same way: words do, whatever their case and the white space
 * between. A free prompt also repeats one for a panel. Two boxes for one panel contradict each other.
 */
function repeats(
  boxes: readonly SheetBox[],
  master: SheetSettings,
): Map<string, { kind: 'same' | 'same-panel'; other: number }> {
  const found = new Map<string, { kind: 'same' | 'same-panel'; other: number }>()
  const byWords = new Map<string, { panelId: string | null; number: number }[]>()
  const byPanel = new Map<string, { words: string; number: number }>()
  for (const [at, box] of boxes.entries()) {
    if (!hasWords(box)) continue
    const words = samenessKey(box.text)
    const key = `${words}\n${JSON.stringify(settingsOf(box, master))}`
    const before = byWords.get(key) ?? []
    const same = before.find(({ panelId }) => panelId === box.panelId || panelId === null || box.panelId === null)
    if (same) found.set(box.id, { kind: 'same', other: same.number })
    else byWords.set(key, [...before, { panelId: box.panelId, number: at + 1 }])
    if (box.panelId === null) continue
    const first = byPanel.get(box.panelId)
    if (first === undefined) byPanel.set(box.panelId, { words, number: at + 1 })
    else if (!same && first.words !== words) found.set(box.id, { kind: 'same-panel', other: first.number })
  }
  return found
}

/** What makes two prompts the same. */
function samenessKey(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Halves of characters, what stands for lost bytes, and what no text has: each with the word around it. */
function noCharacters(text: string): string[] {
  if (!NO_CHARACTER.test(text)) return []
  return text
    .split(/\s+/)
    .filter((word) => NO_CHARACTER.test(word))
    .map((word) => word.replace(NO_CHARACTERS, '\ufffd'))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_CHARACTER = /[\ufffd\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\p{Surrogate}/u
const NO_CHARACTERS = new RegExp(NO_CHARACTER, 'gu')

/** Unicode code points. */
export function countCharacters(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isPair =
      code >= 0xd800 && code < 0xdc00 && at + 1 < text.length && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
    if (isPair) at++
    count++
  }
  return count
}

type Details = Partial<Pick<SheetProblem, 'boxId' | 'box' | 'words' | 'other' | 'length' | 'most'>>

function problem(kind: SheetProblemKind, details: Details = {}): SheetProblem {
  const base = { boxId: null, box: null, words: [], other: null, length: null, most: null, ...details }
  const { severity, says, remedy } = PROBLEM_WORDS[kind]
  const place = base.box === null ? '' : `Box ${base.box}: `
  return { ...base, kind, severity, says: `${place}${says(base)}`, remedy }
}
