import type { GenerationRequest } from '../../shared/domain/generation.ts'
import type { PartKind, PromptPart } from '../../shared/domain/prompt.ts'

/** What changed since a picture was made. `wording`: only words that no part of today's prompt accounts for. */
const CHANGES = [
  'text',
  'cast',
  'place',
  'camera',
  'staging',
  'style',
  'references',
  'size',
  'model',
  'wording',
] as const
export type Change = (typeof CHANGES)[number]

type Made = Pick<
  GenerationRequest,
  | 'prompt'
  | 'negativePrompt'
  | 'artStyle'
  | 'provider'
  | 'providerModel'
  | 'quality'
  | 'width'
  | 'height'
  | 'references'
>

/** A panel in one edition as it would be made today, and as its picture was made. */
export interface Comparison {
  key: string
  request: Made
  /** Parts of today's prompt; empty when the author wrote it. */
  parts: readonly PromptPart[]
  /** Keys of its takes, newest first, with the requests behind them. */
  takes: readonly { key: string; request: Made }[]
}

const ABOUT: Readonly<Record<PartKind, Change>> = {
  references: 'references',
  place: 'place',
  essentials: 'place',
  person: 'cast',
  outfit: 'cast',
  panel: 'text',
  camera: 'camera',
  staging: 'staging',
  style: 'style',
  'no-text': 'wording',
}

/**
 * Why the newest picture of a panel is out of date, in the order of CHANGES; empty when one of its takes shows what
 * the book says today, or when it has none.
 */
export function changesSince({ key, request, parts, takes }: Comparison): Change[] {
  const newest = takes[0]
  if (newest === undefined || takes.some((take) => take.key === key)) return []
  const before = newest.request
  const changes = new Set<Change>()
  if (before.artStyle.id !== request.artStyle.id || before.artStyle.version !== request.artStyle.version)
    changes.add('style')
  if (
    before.provider !== request.provider ||
    before.providerModel !== request.providerModel ||
    before.quality !== request.quality
  )
    changes.add('model')
  if (before.width !== request.width || before.height !== request.height) changes.add('size')
  if (!sameReferences(before.references, request.references)) changes.add('references')
  if (before.prompt !== request.prompt || before.negativePrompt !== request.negativePrompt) {
    for (const part of parts) if (!before.prompt.includes(part.text)) changes.add(ABOUT[part.kind])
  }
  if (changes.size === 0) changes.add('wording')
  return CHANGES.filter((change) => changes.has(change))
}

/** By content and role, as in the key. */
function sameReferences(before: Made['references'], now: Made['references']): boolean {
  return (
    before.length === now.length &&
    now.every((one, at) => one.hash === before[at]!.hash && one.role === before[at]!.role)
  )
}
