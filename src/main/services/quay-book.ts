import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FailureKind } from '../../shared/domain/job.ts'
import { sharp } from '../images/sharp.ts'
import type { Project } from '../open-project.ts'
import { type ImageProvider, ProviderError } from '../providers/provider.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'

const CHAPTER = `## Scene 1: The quay
### Strip 001
A woman waits on a stone quay.
---
A boat comes round the breakwater.
---
A gull takes off.
`

/** A real book made from a script, and a paid provider in this process that draws flat colours. For tests. */
export interface QuayBook {
  project: Project
  provider: ImageProvider
  /** What the provider answers, call by call; afterwards it draws. */
  answers: (FailureKind | 'draw')[]
  /** Prompts the provider was asked for. */
  calls: string[]
  close(): void
}

/** What a picture costs, US dollars. */
export const PICTURE_USD = 0.04

/** @param base an existing folder for it; default: one of its own, removed at the end */
export async function openQuayBook(chapters: number, base?: string): Promise<QuayBook> {
  const text = Array.from({ length: chapters }, (_, at) => `# Chapter ${at + 1}: Quay\n${CHAPTER}`).join('\n')
  return openStripBook(text, base)
}

/** The same with a script of one's own, in `strips.txt` beside it. */
export async function openStripBook(text: string, base?: string): Promise<QuayBook> {
  const folder = base ?? mkdtempSync(join(tmpdir(), 'panelwright-quay-'))
  const script = join(folder, 'strips.txt')
  writeFileSync(script, text)
  const project = newBook(join(folder, 'Quay.panelwright'), {}, { what: 'a test' })
  await importScript(project, [script])
  const answers: QuayBook['answers'] = []
  const calls: string[] = []
  return {
    project,
    answers,
    calls,
    provider: paintingProvider(answers, calls),
    close() {
      project.close()
      if (base === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function paintingProvider(answers: QuayBook['answers'], calls: string[]): ImageProvider {
  return {
    id: 'test',
    name: 'Test',
    models: ['test-1'],
    free: false,
    capabilities: () => ({
      sizes: { kind: 'list', sizes: [{ width: 512, height: 512 }] },
      qualities: [],
      seed: true,
      negativePrompt: false,
      references: 0,
      staged: false,
      tuning: [],
    }),
    pace: () => ({ concurrency: 1, requestsPerMinute: null }),
    async generate({ seed, prompt }) {
      calls.push(prompt)
      const answer = answers.shift() ?? 'draw'
      if (answer !== 'draw') throw new ProviderError(answer, 'as the test says', { maybeBilled: answer === 'timeout' })
      const background = { r: seed % 256, g: (seed >> 8) % 256, b: (seed >> 16) % 256 }
      const bytes = await sharp({ create: { width: 512, height: 512, channels: 3, background } })
        .png()
        .toBuffer()
      return { bytes, costUsd: PICTURE_USD, requestId: null, sent: {}, regions: null, pace: null }
    },
  }
}
