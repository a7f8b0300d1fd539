import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { outputLines } from './output-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'panelwright-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function linesOf(text: string): Promise<string[]> {
  const path = join(folder, 'output.jsonl')
  writeFileSync(path, text)
  const lines: string[] = []
  for await (const line of outputLines(path)) lines.push(line)
  return lines
}

test('the lines are those of the whole text, however long they are', async () => {
  const line = fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.constantFrom(0, 1, 262_143, 262_144, 700_000))
    .map(([text, padding]) => text.replaceAll(/[\r\n]/g, '') + '·'.repeat(padding / 2))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.boolean(), async (lines, ends) => {
      const text = lines.join('\n') + (ends ? '\n' : '')
      expect(await linesOf(text)).toEqual(lines.filter((one) => one !== ''))
    }),
    { numRuns: 40 },
  )
})
