import type { ScriptKind } from '../../../shared/domain/script.ts'
import { isBible } from './bible.ts'
import { mayBeForeignHeading } from './foreign-headings.ts'
import { looksLikeFountain } from './fountain-lines.ts'
import { hasNumberedPanels } from './numbered-panels.ts'
import { readPageHeading, readPanelHeading } from './page-headings.ts'
import { readLabelled } from './script-lettering.ts'

/** What a text file is read as. */
export type SourceKind = Exclude<ScriptKind, 'imagery'> | 'bible'

const STRIP_HEADING = /^###\s+strip\b/im
const STRIP_MARK = /^\[(?:shot|importance):[^\]\n]*\]\s*$/im
const HEADING = /^(?:#{1,6}[^\S\n]+\S|chapter[^\S\n]+\S+[^\S\n]*$)/im
const MAY_BE_HEADING = /^[\s#*_]{0,12}(?:pages?|pgs?|pp|p\.|panel)/i
const SPEECH = /[“"«][^”"»\n]{2,400}[”"»]\s*(?:,|\p{Ll})/u

/**
 * Knows what a text is by its form: a bible by its fields, strips by their headings or marks, a page-and-panel script by
 * its headings, a screenplay by its slug lines and cues, prompts by blocks of one paragraph between `---` lines.
 * Everything else is prose.
 */
export function detectKind(text: string, file = ''): SourceKind {
  if (isBible(text)) return 'bible'
  if (STRIP_HEADING.test(text)) return 'strips'
  const pages = pagesIn(text)
  if (pages === 'plain') return 'script'
  if (/\.(?:fountain|spmd|fdx)$/i.test(file)) return 'fountain'
  if (pages === 'sections') return hasLabels(text) ? 'script' : 'fountain'
  if (STRIP_MARK.test(text)) return 'strips'
  if (looksLikeFountain(text)) return 'fountain'
  if (looksLikePrompts(text)) return 'prompts'
  return 'prose'
}

/** Pages and panels of a comic script: in headings of their own, or as the sections of a screenplay. */
function pagesIn(text: string): 'plain' | 'sections' | null {
  const found = { plain: { pages: 0, panels: 0, foreign: 0 }, sections: { pages: 0, panels: 0, foreign: 0 } }
  for (const line of text.split('\n')) {
    if (!MAY_BE_HEADING.test(line) && !mayBeForeignHeading(line)) continue
    const as = /^\s*#/.test(line) ? found.sections : found.plain
    if (readPageHeading(line)) as.pages++
    else if (readPanelHeading(line)) {
      as.panels++
      if (!/panel/i.test(line)) as.foreign++
    }
  }
  if (found.plain.pages + found.sections.pages > 0 && hasNumberedPanels(text.split('\n'))) return 'plain'
  // `Case 1` and `Bild 2` say little by themselves.
  const isScript = ({ pages, panels, foreign }: typeof found.plain) =>
    pages + panels >= 2 && panels > 0 && (pages > 0 || panels > foreign)
  if (isScript(found.plain)) return 'plain'
  return isScript(found.sections) ? 'sections' : null
}

/** Balloons behind a name and a colon: of comic scripts, never of screenplays. */
function hasLabels(text: string): boolean {
  return text.split('\n').some((line) => (readLabelled(line)?.text ?? '') !== '')
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
