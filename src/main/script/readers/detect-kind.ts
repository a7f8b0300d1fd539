import type { ScriptKind } from '../../../shared/domain/script.ts'
import { isBible } from './bible.ts'

/** What a text file is read as. */
export type SourceKind = Exclude<ScriptKind, 'imagery'> | 'bible'

const STRIP_HEADING = /^###\s+strip\b/im
const STRIP_MARK = /^\[(?:shot|importance):[^\]\n]*\]\s*$/im
const HEADING = /^(?:#{1,6}[^\S\n]+\S|chapter[^\S\n]+\S+[^\S\n]*$)/im
const SPEECH = /[“"«][^”"»\n]{2,400}[”"»]\s*(?:,|\p{Ll})/u

/**
 * Knows what a text is by its form: a bible by its fields, strips by their headings or marks, prompts by blocks of one
 * paragraph between `---` lines. Everything else is prose.
 */
export function detectKind(text: string): SourceKind {
  if (isBible(text)) return 'bible'
  if (STRIP_HEADING.test(text) || STRIP_MARK.test(text)) return 'strips'
  if (looksLikePrompts(text)) return 'prompts'
  return 'prose'
}

/** Prose may break its scenes with `---` too, but then there are paragraphs, headings or speech between the breaks. */
function looksLikePrompts(text: string): boolean {
  if (HEADING.test(text)) return false
  const blocks = text.split(/^---[^\S\n]*$/m).map((block) => block.trim())
  const filled = blocks.filter((block) => block !== '')
  if (blocks.length < 2 || filled.length === 0) return false
  const single = filled.filter((block) => !/\n[^\S\n]*\n/.test(block))
  const spoken = filled.filter((block) => SPEECH.test(block))
  return single.length * 5 >= filled.length * 4 && spoken.length * 2 < filled.length
}
