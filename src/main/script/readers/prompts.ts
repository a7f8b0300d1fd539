import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { ScriptDocument, ScriptPanel } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import { countWords } from './count-words.ts'
import { damageDiagnostics } from './encoding-diagnostics.ts'
import { checkEncoding } from './mojibake.ts'
import { titleFromFileName } from './prose-front.ts'

/** Longest prompt the paste box takes, in Unicode code points. */
export const LONGEST_PROMPT = 4000

export interface PromptOptions {
  /** Mend prompts whose encoding is broken instead of only offering to. */
  repair?: boolean
}

interface Block {
  /** Of its first line with text, or of its first line when it has none. */
  line: number
  text: string
}

/** Without trailing white space on its lines and blank lines at its ends; line breaks inside stay. */
function cleanBlock(lines: readonly string[], firstLine: number): Block {
  const trimmed = lines.map((line) => line.trimEnd())
  let start = 0
  let end = trimmed.length
  while (start < end && trimmed[start] === '') start++
  while (end > start && trimmed[end - 1] === '') end--
  return { line: firstLine + (start < end ? start : 0), text: trimmed.slice(start, end).join('\n') }
}

function splitBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let firstLine = 1
  text.split('\n').forEach((line, index) => {
    if (line.trim() !== '---') {
      lines.push(line)
      return
    }
    blocks.push(cleanBlock(lines, firstLine))
    lines = []
    firstLine = index + 2
  })
  blocks.push(cleanBlock(lines, Math.min(firstLine, text.split('\n').length)))
  if (blocks.length > 1 && blocks.at(-1)?.text === '') blocks.pop()
  if (blocks[0]?.text === '') blocks.shift()
  return blocks
}

/** Unicode code points of a text. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** What makes two prompts the same: their words, whatever the case and the white space between. */
function samenessKey(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim()
}

function problemOf(text: string, isRepeat: boolean): ScriptPanel['problem'] {
  if (text === '') return 'empty'
  if (countCharacters(text) > LONGEST_PROMPT) return 'too-long'
  return isRepeat ? 'duplicate' : null
}

function describeProblem(panel: ScriptPanel, sameAs: number | undefined): { message: string; remedy: string } | null {
  const name = `Prompt ${panel.number}`
  if (panel.problem === 'empty') {
    return {
      message: said`${name} is empty and left out.`,
      remedy: said`Write it, or take out one of the “---” lines.`,
    }
  }
  if (panel.problem === 'too-long') {
    const characters = countCharacters(panel.prompt)
    return {
      message: said`${name} has ${characters} characters, ${characters - LONGEST_PROMPT} more than the ${LONGEST_PROMPT} a prompt may have, and is left out.`,
      remedy: said`Shorten it, or divide it with a “---” line.`,
    }
  }
  if (panel.problem === 'duplicate') {
    return {
      message: said`${name} is the same as prompt ${sameAs} and left out.`,
      remedy: said`Change it; for more images of one prompt ask for more takes.`,
    }
  }
  return null
}

/**
 * Reads pasted prompts: blocks divided by lines of exactly three dashes, one panel each, in one chapter and scene.
 * Blocks that are empty, too long or a repeat are kept with their `problem` and reported; nothing else in a block is
 * read as a mark. A separator at the very beginning or end of the text divides nothing. Never throws on any text.
 */
export function readPrompts(text: string, file: string, options: PromptOptions = {}): ScriptDocument {
  const diagnostics: Diagnostic[] = []
  const firstUse = new Map<string, number>()
  const panels = splitBlocks(text).map((block, index): ScriptPanel => {
    const number = index + 1
    const check = checkEncoding(block.text)
    diagnostics.push(
      ...damageDiagnostics(check, {
        file,
        line: block.line,
        name: `Prompt ${number}`,
        repaired: options.repair === true,
      }),
    )
    const prompt = options.repair ? check.repaired : block.text
    const key = samenessKey(prompt)
    const sameAs = firstUse.get(key)
    const panel: ScriptPanel = {
      line: block.line,
      strip: null,
      number,
      prompt,
      shot: null,
      importance: null,
      lettering: [],
      problem: problemOf(prompt, sameAs !== undefined),
    }
    if (sameAs === undefined && key !== '') firstUse.set(key, number)
    const said = describeProblem(panel, sameAs)
    if (said) {
      const severity = panel.problem === 'too-long' ? 'error' : 'warning'
      diagnostics.push({ severity, code: `prompt-${panel.problem}`, file, line: block.line, ...said })
    }
    return panel
  })
  if (panels.length === 0) return { kind: 'prompts', file, chapters: [], diagnostics }
  const words = panels.reduce((sum, panel) => sum + countWords(panel.prompt), 0)
  const line = panels[0]?.line ?? 1
  const scene = { number: 1, title: null, line, words, slug: null, paragraphs: [], panels }
  const chapter = { number: '1', title: titleFromFileName(file), line, scenes: [scene], words, notes: null }
  return { kind: 'prompts', file, chapters: [chapter], diagnostics }
}
