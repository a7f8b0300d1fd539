import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { panelwright, records, sampleFolder } from '../harness/command-line.ts'
import { damage } from '../harness/damage.ts'

const { folder, script, remove } = sampleFolder()
const book = join(folder, 'Postage Due.panelwright')
afterAll(remove)

const status = () => records('status', book)[0]!

test('a damaged book comes back from its backup, and no picture is made twice', () => {
  panelwright('new', book)
  panelwright('import', book, script)
  expect(panelwright('generate', book, '--style', 'noir', '--max-jobs', '20').code).toBe(0)
  expect(status().takes).toBe(20)

  damage(join(book, 'book.sqlite'))
  const { code, err } = panelwright('generate', book, '--style', 'noir', '--max-jobs', '5')
  expect(code).toBe(0)
  expect(err).toMatch(/damaged; the backup of .* took its place/)
  expect(err).toContain('20 pictures')
  expect(status().takes).toBe(25)
  expect(readdirSync(book, { recursive: true }).filter((name) => String(name).startsWith('damaged/'))).not.toEqual([])
})

test('a command that only reads says as well that the book comes from its backup', () => {
  damage(join(book, 'book.sqlite'))
  const { code, err, out } = panelwright('status', book)
  expect(code).toBe(0)
  expect(err).toMatch(/damaged; the backup of .* took its place/)
  expect(out).toContain('56 panels')
})
