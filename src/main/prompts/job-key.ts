import { hash } from 'node:crypto'
import type { GenerationRequest } from '../../shared/domain/generation.ts'

/**
 * SHA-256, hex, over everything that decides the image. The same picture asked for again has the same key, whatever
 * the order of fields. The language is not part of it: the words it leads to are. References count by content.
 */
export function jobKey(request: GenerationRequest): string {
  const { language: _language, leftOut: _leftOut, staging: _staging, references, ...rest } = request
  const pictures = references.map(({ hash, role }) => ({ hash, role }))
  return hash('sha256', canonicalJson({ ...rest, references: pictures }))
}

/**
 * What the key would be if nobody had said where people stand. Two pictures that differ in nothing else show the same:
 * places follow from who speaks first and from the reading direction, and lettering finds people where they are.
 */
export function keyButPlaces(request: GenerationRequest): string {
  const { staging, prompt } = request
  return jobKey({ ...request, prompt: staging ? withoutSentence(prompt, staging.sentence) : prompt })
}

/** A prompt without one of its sentences. */
export function withoutSentence(prompt: string, sentence: string): string {
  return sentence === ''
    ? prompt
    : prompt
        .replace(sentence, () => '')
        .replace(/\s+/g, ' ')
        .trim()
}

/** SHA-256, hex, of a composed prompt: what an author's edit was made from. */
export function promptHash(prompt: string, negativePrompt: string): string {
  return hash('sha256', canonicalJson([prompt, negativePrompt]))
}

/** JSON with the keys of every object in order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value))
}

/** The same with keys in order; cheaper than having them looked up while the text is written. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(inOrder)
  const ordered: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) ordered[key] = inOrder((value as Record<string, unknown>)[key])
  return ordered
}
