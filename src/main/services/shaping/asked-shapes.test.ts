import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aspectOf } from '../../../comic/geometry.ts'
import type { LaidOutPage } from '../../../comic/layout/laid-out-page.ts'
import type { JobState } from '../../../shared/domain/job.ts'
import { sharp } from '../../images/sharp.ts'
import type { Project } from '../../open-project.ts'
import { openProject } from '../../open-project.ts'
import type { ImageProvider, SizeRule } from '../../providers/provider.ts'
import { bookQueue } from '../book-queue.ts'
import { generate } from '../generating.ts'
import { importScript } from '../importing.ts'
import { layOut } from '../laying-out.ts'
import { newBook } from '../new-book.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import { type Plan, type PlanOptions, planBatch, toBatchOrder } from '../planning.ts'
import { PAINTER } from '../test-project.ts'

const LIST: SizeRule = {
  kind: 'list',
  sizes: [
    { width: 96, height: 96 },
    { width: 120, height: 96 },
    { width: 96, height: 120 },
    { width: 144, height: 96 },
    { width: 96, height: 144 },
    { width: 160, height: 90 },
    { width: 90, height: 160 },
  ],
}
const FREE: SizeRule = { kind: 'free', multipleOf: 8, minPixels: 4096, maxPixels: 2e6, minRatio: 1 / 3, maxRatio: 3 }

const drawing = (sizes: SizeRule, over: Partial<ImageProvider> = {}): ImageProvider => ({
  ...PAINTER,
  capabilities: (model) => ({ ...PAINTER.capabilities(model), sizes, qualities: [] }),
  pace: () => ({ concurrency: 8, requestsPerMinute: null }),
  async generate({ width, height, seed }) {
    const background = { r: seed % 256, g: (seed >> 8) % 256, b: (seed >> 16) % 256 }
    const bytes = await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer()
    return { bytes, costUsd: 0.01, requestId: null, sent: {}, regions: null, pace: null }
  },
  ...over,
})
const painter = drawing(LIST)

/** Sentences that lead to panels of different shots, importance and room for words. */
const SENTENCES = [
  'A harbour town under a wide evening sky.',
  'CLOSE UP: Her eyes narrow.',
  'A man runs along the quay.\nMAN: Wait! That boat is the last one before the storm, and you know as well as I do what comes with it.',
  'A gull takes off.',
  'Two women argue on the steps.\nANNA: No.\nBERTA: You never listen, not once in all these years.',
  'A letter lies on the table.',
  'SPLASH: The lighthouse goes dark.',
  'A boy climbs the mast.',
  'Rain on the window.',
]

type Script = string[][]
const chapter = (count: number, from: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    SENTENCES[(from + at * 4) % SENTENCES.length]!.replace('.', ` ${from + at}.`),
  )
const textOf = (script: Script) =>
  script
    .map((panels, at) => `# Chapter ${at + 1}: Quay\n## Scene 1: The quay\n### Strip 001\n${panels.join('\n---\n')}\n`)
    .join('\n')

let folder: string
let project: Project
let script: Script

async function readIn(next: Script): Promise<void> {
  script = next
  const file = join(folder, 'strips.txt')
  writeFileSync(file, textOf(script))
  await importScript(project, [file])
}

async function open(chapters: Script): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-shapes-'))
  project = newBook(join(folder, 'Quay.panelwright'), {}, { what: 'a test' })
  await readIn(chapters)
}

function close(): void {
  project.close()
  rmSync(folder, { recursive: true, force: true })
}

const plan = (over: Partial<PlanOptions> = {}): Plan =>
  planBatch(project, { styles: ['noir'], provider: painter, ...over })
const keysOf = ({ jobs }: Plan) => jobs.map(({ key }) => key)
const sizeOf = ({ width, height }: PlannedJob) => `${width}x${height}`

/** Orders some pictures of a plan and leaves their jobs in a state. */
function order(planned: Plan, which: (at: number) => boolean, state: JobState, by = painter): PlannedJob[] {
  const jobs = planned.jobs.filter((job, at) => job.state === 'new' && which(at))
  const { batchId, queued } = bookQueue(project, [by]).enqueue(toBatchOrder({ ...planned, jobs }))
  expect(queued).toBe(jobs.length)
  project.store.sqlite.prepare('update job set state = ? where batch_id = ?').run(state, batchId)
  return jobs
}

describe('what was asked for before', () => {
  beforeEach(() => open([chapter(14, 0), chapter(12, 3), chapter(10, 7)]))
  afterEach(close)

  test('is planned the same before, during and after a run, and only the rest is wanted', async () => {
    const before = plan()
    expect(new Set(before.jobs.map(sizeOf)).size).toBeGreaterThan(3)
    await generate(project, { styles: ['noir'], provider: painter, maxJobs: 17 }, {}, [painter])
    const half = plan()
    expect(keysOf(half)).toEqual(keysOf(before))
    expect(half.jobs.filter(({ wanted }) => wanted).map(({ key }) => key)).toEqual(keysOf(before).slice(17))
    await generate(project, { styles: ['noir'], provider: painter, chapters: ['3'] }, {}, [painter])
    expect(keysOf(plan())).toEqual(keysOf(before))
    await generate(project, { styles: ['noir'], provider: painter }, {}, [painter])
    expect(keysOf(plan())).toEqual(keysOf(before))
    expect(plan().quote.jobs).toBe(0)
  })

  test('holds for one chapter as for the whole book', () => {
    const all = plan()
    expect(keysOf(plan({ chapters: ['2'] }))).toEqual(
      all.jobs.filter(({ chapter }) => chapter === '2').map(({ key }) => key),
    )
  })

  test('is asked for again however often the pages change: only what is new is wanted', async () => {
    await generate(project, { styles: ['noir'], provider: painter }, {}, [painter])
    const made = new Set(keysOf(plan()))
    const wantedOf = ({ jobs }: Plan) => jobs.filter(({ wanted }) => wanted)

    // A panel before all others.
    await readIn(script.with(0, ['A cat crosses the whole square.', ...script[0]!]))
    expect(wantedOf(plan()).map(({ chapter, panel }) => [chapter, panel])).toEqual([['1', 1]])
    // Another picture and many words in a panel: it has the same size, and no neighbour a new key.
    const old = plan().jobs.find(({ chapter, panel }) => chapter === '2' && panel === 5)!
    const words = `A dog sleeps there.\nMAN: ${'So many words. '.repeat(14)}`
    await readIn(script.with(1, script[1]!.with(4, `${script[1]![4]!.split('\n')[0]} ${words}`)))
    const rewritten = wantedOf(plan()).filter(({ panelId }) => panelId === old.panelId)
    expect(rewritten.map(sizeOf)).toEqual([sizeOf(old)])
    // A chapter comes in.
    await readIn([...script, chapter(9, 5)])
    const after = plan()
    expect(wantedOf(after).map(({ chapter }) => chapter)).toEqual(['1', '2', ...Array(9).fill('4')])
    expect(keysOf(after).filter((key) => made.has(key))).toHaveLength(35)
    // Other pages altogether.
    project.store.sqlite.exec("update book set page_format = 'manga-b6', reading_direction = 'rtl'")
    project.close()
    project = openProject(join(folder, 'Quay.panelwright'), { mode: 'own', what: 'a test' })
    expect(keysOf(plan()).filter((key) => made.has(key))).toHaveLength(35)
  })

  test('goes over to other styles and languages, and to other providers in the nearest shape they have', async () => {
    const noir = plan()
    order(noir, (at) => at % 2 === 0, 'done')
    const manga = plan({ styles: ['manga'], languages: ['en', 'es'] })
    expect(manga.jobs.filter(({ lang }) => lang === 'en').map(sizeOf)).toEqual(noir.jobs.map(sizeOf))
    expect(manga.jobs.filter(({ state }) => state === 'repeated')).toHaveLength(36)

    const other = plan({ provider: drawing(FREE, { id: 'other' }) })
    for (const [at, job] of other.jobs.entries()) {
      if (at % 2 === 0) expect(aspectOf(job)).toBeCloseTo(aspectOf(noir.jobs[at]!), 1)
    }
    const coarse: SizeRule = {
      kind: 'list',
      sizes: [
        { width: 96, height: 96 },
        { width: 192, height: 96 },
      ],
    }
    expect(new Set(plan({ provider: drawing(coarse) }).jobs.map(sizeOf))).toEqual(new Set(['96x96', '192x96']))
  })

  test('gives way to a size the author names, and comes back with it', () => {
    const size = { width: 160, height: 90 }
    const named = plan({ size })
    expect(new Set(named.jobs.map(sizeOf))).toEqual(new Set(['160x90']))
    const free = plan()
    const [first] = order(named, (at) => at === 8, 'done')
    const after = plan()
    expect(after.jobs[8]!.key).toBe(first!.key)
    expect(keysOf(after).toSpliced(8, 1)).toEqual(keysOf(free).toSpliced(8, 1))
  })

  test('does not hold where the author took it back', () => {
    const before = plan()
    const [first] = order(before, (at) => at === 2, 'cancelled')
    expect(plan().jobs[2]!.key).toBe(first!.key)
    project.store.sqlite.exec("update batch set settings = json_set(settings, '$.pages.mark', 'of other pages')")
    expect(keysOf(plan())).toEqual(keysOf(before))
  })
})

test('the size of what was asked for never changes, whatever happens to the book', async () => {
  const states: JobState[] = ['queued', 'running', 'done', 'unknown', 'refused', 'failed']
  const at = fc.nat({ max: 40 })
  const step = fc.oneof(
    fc.record({
      do: fc.constant('order' as const),
      bits: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      state: fc.constantFrom(...states),
    }),
    fc.record({ do: fc.constant('insert' as const), at, sentence: fc.nat({ max: 8 }) }),
    fc.record({ do: fc.constant('rewrite' as const), at, sentence: fc.nat({ max: 8 }) }),
    fc.record({ do: fc.constant('remove' as const), at }),
    fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 9 }) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 7 }),
      fc.constantFrom(LIST, FREE),
      async (steps, rule) => {
        const provider = drawing(rule)
        await open([chapter(11, 1), chapter(8, 4)])
        try {
          // Prompts may follow from the panels beside, so sizes are held against sizes; keys, where nothing was edited.
          const sizes = new Map<string, string>()
          for (const [turn, one] of steps.entries()) {
            const before = plan({ provider })
            if (one.do === 'order') {
              for (const job of order(before, (index) => one.bits[index % one.bits.length]!, one.state, provider))
                sizes.set(job.panelId, sizeOf(job))
              expect(keysOf(plan({ provider }))).toEqual(keysOf(before))
            } else if (one.do === 'append') await readIn([...script, chapter(one.count, 10 * turn)])
            else {
              const which = one.at % script.length
              const panels = script[which]!
              const index = one.at % panels.length
              const next =
                one.do === 'remove'
                  ? panels.toSpliced(index, panels.length > 1 ? 1 : 0)
                  : panels.toSpliced(index, one.do === 'rewrite' ? 1 : 0, `${SENTENCES[one.sentence]} Turn ${turn}.`)
              await readIn(script.with(which, next))
            }
            for (const job of plan({ provider }).jobs) {
              const kept = sizes.get(job.panelId)
              if (kept !== undefined) expect(sizeOf(job)).toBe(kept)
            }
          }
        } finally {
          close()
        }
      },
    ),
    { numRuns: 10 },
  )
})

describe('pages', () => {
  beforeEach(() => open([chapter(14, 0), chapter(12, 3), chapter(10, 7)]))
  afterEach(close)

  const slots = (pages: readonly LaidOutPage[]) =>
    pages.map(({ number, panels }) => [number, panels.map(({ id, frame }) => [id, frame])])

  test('are the same before, while and after pictures are made that come as they were asked for', async () => {
    // The first order says who draws; before it pages are made for who draws where nobody is named.
    await generate(project, { styles: ['noir'], provider: painter, maxJobs: 1 }, {}, [painter])
    const before = layOut(project)
    await generate(project, { styles: ['noir'], provider: painter, maxJobs: 15 }, {}, [painter])
    expect(slots(layOut(project).pages)).toEqual(slots(before.pages))
    await generate(project, { styles: ['noir'], provider: painter }, {}, [painter])
    const after = layOut(project)
    expect(slots(after.pages)).toEqual(slots(before.pages))
    expect([...after.shapes.values()].every(({ from, made }) => from === 'picture' && made === 'fitted')).toBe(true)
    const crops = after.pages
      .flatMap(({ panels }) => panels)
      .map(({ id, frame }) => 1 - Math.exp(-Math.abs(Math.log(aspectOf(frame) / after.shapes.get(id)!.aspect))))
    expect(crops.reduce((sum, crop) => sum + crop) / crops.length).toBeLessThan(0.04)
  })

  test('are laid out for the pictures that stand: the pick, of the edition asked for', async () => {
    await generate(project, { styles: ['noir'], provider: painter }, {}, [painter])
    const id = plan().jobs[4]!.panelId
    const own = layOut(project).shapes.get(id)!.aspect
    const size = own > 1 ? { width: 90, height: 160 } : { width: 160, height: 90 }
    await generate(project, { styles: ['manga'], provider: painter, size }, {}, [painter])
    expect(layOut(project, {}, { edition: { artStyleId: 'manga', language: 'en' } }).shapes.get(id)).toMatchObject({
      aspect: aspectOf(size),
      from: 'picture',
      made: 'given',
    })
    expect(layOut(project, {}, { edition: { artStyleId: 'noir', language: 'en' } }).shapes.get(id)!.aspect).toBe(own)
    // Where an edition has no picture, that of another one stands in.
    expect(layOut(project, {}, { edition: { artStyleId: 'pulp', language: 'en' } }).shapes.get(id)!.from).toBe(
      'picture',
    )
  })
})
