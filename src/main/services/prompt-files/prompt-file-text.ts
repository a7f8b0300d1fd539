import { readFileSync } from 'node:fs'
import type { PlannedJob } from '../plan/planned-job.ts'

const NEGATIVE = 'NEGATIVE:'

/** A prompt as a text file: the prompt, an empty line, `NEGATIVE:` and what to avoid. */
export function promptFileText({ prompt, negativePrompt }: Pick<PlannedJob, 'prompt' | 'negativePrompt'>): string {
  return `${prompt}\n\n${NEGATIVE}\n${negativePrompt}\n`
}

export type ReadPromptFile =
  | { prompt: string; negativePrompt: string }
  | { line: number; message: string; remedy: string }

/** Reads such a file back, or says why it cannot be used. */
export function readPromptFile(file: string): ReadPromptFile {
  try {
    return parsePromptFile(readFileSync(file))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      line: 0,
      message: `This file cannot be read (${code}).`,
      remedy: 'See to it that it is a file you may read.',
    }
  }
}

/** White space is folded, so that an editor's line breaks change nothing. */
function parsePromptFile(bytes: Uint8Array): ReadPromptFile {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { line: 0, message: 'This file is not UTF-8 text.', remedy: 'Save it as UTF-8.' }
  }
  const lines = text.split(/\r\n|\n|\r/)
  const marks = lines.flatMap((line, at) => (line.trim().toUpperCase().startsWith(NEGATIVE) ? [at] : []))
  if (marks.length > 1) {
    return { line: marks[1]! + 1, message: `A second ${NEGATIVE} stands here.`, remedy: 'Keep one of them.' }
  }
  const mark = marks[0] ?? lines.length
  const prompt = folded(lines.slice(0, mark))
  if (prompt === '') {
    return {
      line: 1,
      message: 'The prompt is empty.',
      remedy: 'Write one, or delete the file to go back to the composed prompt.',
    }
  }
  const sameLine = (lines[mark] ?? '').trim().slice(NEGATIVE.length)
  return { prompt, negativePrompt: folded([sameLine, ...lines.slice(mark + 1)]) }
}

const folded = (lines: readonly string[]) => lines.join(' ').replace(/\s+/g, ' ').trim()
