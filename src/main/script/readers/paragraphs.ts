import type { ScriptParagraph } from '../../../shared/domain/script.ts'

/** A line of the source with its number, counted from 1. */
export interface SourceLine {
  line: number
  text: string
}

const ENDS_A_SENTENCE = /[.!?…:][)\]"'”’»*_]*$/

/**
 * True for a text that sets one paragraph to a line without empty lines between: hardly any line is empty, and most
 * end as sentences do, which lines wrapped at a margin do not.
 */
export function hasParagraphPerLine(lines: readonly string[]): boolean {
  let empty = 0
  let filled = 0
  let ended = 0
  for (const line of lines) {
    const text = line.trimEnd()
    if (text === '') empty++
    else {
      filled++
      if (ENDS_A_SENTENCE.test(text.slice(-8))) ended++
    }
  }
  return filled >= 8 && empty * 10 < filled && ended * 10 >= filled * 7
}

/** Joins lines to paragraphs at empty lines, or makes one of each line. */
export function joinParagraphs(lines: readonly SourceLine[], paragraphPerLine: boolean): ScriptParagraph[] {
  const paragraphs: ScriptParagraph[] = []
  let open: { line: number; parts: string[] } | null = null
  const close = () => {
    if (open !== null) paragraphs.push({ line: open.line, text: open.parts.join(' ') })
    open = null
  }
  for (const { line, text } of lines) {
    const words = text.trim()
    if (words === '' || paragraphPerLine) close()
    if (words === '') continue
    open ??= { line, parts: [] }
    open.parts.push(words)
  }
  close()
  return paragraphs
}
