import { isBible } from '../../script/readers/index.ts'

/** What a file can be read as. */
export const READABLE_KINDS = ['prose', 'strips', 'prompts', 'bible'] as const
export type ReadableKind = (typeof READABLE_KINDS)[number]

/** A prompt is one paragraph as a rule; of this share of the blocks it must be so, for a scene of prose has many. */
const ONE_PARAGRAPH_SHARE = 0.7

/** What a text most likely is, by its marks: strips are numbered, prompts stand between lines of dashes. */
export function kindOfScript(text: string): ReadableKind {
  if (/^#{1,6} +strip +\d+/im.test(text)) return 'strips'
  if (isBible(text)) return 'bible'
  return isListOfPrompts(text) ? 'prompts' : 'prose'
}

function isListOfPrompts(text: string): boolean {
  if (/^#{1,6} /m.test(text)) return false
  const blocks = text.split(/^---[ \t]*$/m).map((block) => block.trim())
  if (blocks.length < 2) return false
  const single = blocks.filter((block) => !/\n\s*\n/.test(block)).length
  return single / blocks.length >= ONE_PARAGRAPH_SHARE
}
