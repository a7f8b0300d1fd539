import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { importScript } from './importing.ts'
import { newBook } from './new-book.ts'
import { type PlanOptions, planBatch } from './planning.ts'
import { PAINTER } from './test-project.ts'

const SIZES = [
  { width: 1024, height: 1024 },
  { width: 1536, height: 1024 },
]
/** Two models: the second takes no negative prompt and has other qualities. */
const PAINTERS: ImageProvider = {
  ...PAINTER,
  models: ['painter-1', 'painter-2'],
  onlyTheseModels: true,
  capabilities: (model) => ({
    ...PAINTER.capabilities(model),
    sizes: { kind: 'list', sizes: SIZES },
    ...(model === 'painter-2' ? { negativePrompt: false, qualities: ['high'] } : {}),
  }),
}

const TABLE = `chapter,prompt,negative,style,size,model,seed
1,A quay at night,"people, cars",thin washes,3:2,,41
1,A boat,,noir,1536x1024,painter-2,
1,A gull,fish,,1111x222,painter-9,
1,A lamp,,,,,
`

let folder: string
let project: Project
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-wishes-'))
  project = newBook(join(folder, 'Book.panelwright'), {}, { what: 'a test', now: () => Date.UTC(2026, 10, 20) })
  await bring(TABLE)
})
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true })
})

async function bring(table: string) {
  writeFileSync(join(folder, 'panels.csv'), table)
  return importScript(project, [join(folder, 'panels.csv')])
}

const plan = (over: Partial<PlanOptions> = {}) => planBatch(project, { styles: ['manga'], provider: PAINTERS, ...over })
const jobs = (over: Partial<PlanOptions> = {}) => plan(over).jobs
const sizes = (over: Partial<PlanOptions> = {}) => jobs(over).map(({ width, height }) => `${width}x${height}`)

test('what a row says of its picture is asked for: kept out, style in words, size, seed', () => {
  const [quay, , gull, lamp] = jobs()
  expect(quay!.negativePrompt).toMatch(/people, cars/)
  expect(quay!.prompt).toMatch(/A quay at night\. .*Thin washes|thin washes/)
  expect(quay!.seed).toBe(41)
  expect(gull!.negativePrompt).toMatch(/\bfish\b/)
  expect(lamp!.negativePrompt).not.toMatch(/fish|cars/)
  expect(
    jobs({ images: 2 })
      .slice(0, 2)
      .map(({ seed }) => seed),
  ).toEqual([41, 42])
})

test('a size the model has is taken, another becomes the nearest; the command line goes before both', () => {
  expect(sizes().slice(0, 3)).toEqual(['1536x1024', '1536x1024', '1536x1024'])
  expect(new Set(sizes({ size: SIZES[0] }))).toEqual(new Set(['1024x1024']))
})

test('a row with a model of its own is drawn by that one, with what it can, in reading order', () => {
  expect(jobs().map(({ model, quality }) => [model, quality])).toEqual([
    ['painter-1', 'draft'],
    ['painter-2', 'high'],
    ['painter-1', 'draft'],
    ['painter-1', 'draft'],
  ])
  expect(jobs({ model: 'painter-1' }).map(({ model }) => model)).toEqual(Array(4).fill('painter-1'))
})

test('a model that is not there, and a style of another edition, are told with file and line, and not used', () => {
  const told = plan().diagnostics.filter(({ code }) => code.endsWith('-column'))
  expect(told).toEqual([
    expect.objectContaining({ code: 'model-column', file: 'panels.csv', line: 4 }),
    expect.objectContaining({ code: 'style-column', file: 'panels.csv', line: 3 }),
  ])
  expect(jobs()[1]!.prompt).not.toContain('noir')
  expect(plan({ styles: ['noir'] }).diagnostics.some(({ code }) => code === 'style-column')).toBe(false)
})

test('where the model takes no negative prompt, it is said in words', async () => {
  await bring(TABLE.replace('1,A boat,,', '1,A boat,oars,'))
  expect(jobs()[1]).toMatchObject({ negativePrompt: '', prompt: expect.stringMatching(/Avoid oars/) })
})

test('another wish in the same row is another picture; rows put in before it change nothing', async () => {
  const before = jobs().map(({ key }) => key)
  await bring(TABLE.replace('1,A quay', '1,A tower,,,,,\n1,A quay'))
  expect(
    jobs()
      .slice(1)
      .map(({ key, seed }) => [key, seed])[0],
  ).toEqual([before[0], 41])
  await bring(TABLE.replace(',41', ',42'))
  expect(jobs()[0]).toMatchObject({ seed: 42 })
  expect(
    jobs()
      .map(({ key }) => key)
      .slice(1),
  ).toEqual(before.slice(1))
})
