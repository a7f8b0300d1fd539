/**
 * What layout before generation is worth, on whole books through the services: planned, made, laid out, edited.
 *
 *   node bench/shapes.ts
 *
 * For every sample book and three kinds of models: what is cropped when pictures are asked for as each panel wishes, and
 * when they are asked for as slots wish; how many slots move once all pictures are there; what is cropped, and how
 * many pictures would get another size, after a panel was added to every fifth page. Then how long planning 3,000 panels takes.
 * Ends with exit code 1 when a slot moves, a picture would get another size, or a target is missed.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aspectOf } from '../src/comic/geometry.ts'
import { nearestSize, wantedAspect } from '../src/comic/wanted-aspect.ts'
import type { Project } from '../src/main/open-project.ts'
import type { ImageProvider, SizeRule } from '../src/main/providers/provider.ts'
import { bookQueue } from '../src/main/services/book-queue.ts'
import { bookCrops } from '../src/main/services/cropping.ts'
import { importScript } from '../src/main/services/importing.ts'
import { type BookLayout, layOut } from '../src/main/services/laying-out.ts'
import { newBook } from '../src/main/services/new-book.ts'
import { drawableSizes } from '../src/main/services/plan/drawable-sizes.ts'
import { planBatch, toBatchOrder } from '../src/main/services/planning.ts'
import { BOOKS } from './roughs/books.ts'

const CROP_TARGET = 0.025
const MOST_MS = 3_000

const RULES: Record<string, SizeRule> = {
  'any size': { kind: 'free', multipleOf: 16, minPixels: 655_360, maxPixels: 8e6, minRatio: 1 / 3, maxRatio: 3 },
  'ten shapes': list(1, 5 / 4, 4 / 5, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16, 21 / 9),
  'three shapes': list(1, 3 / 2, 2 / 3),
}

let passed = true
process.exitCode = (await main()) ? 0 : 1

async function main(): Promise<boolean> {
  console.log('book     model         as wished        as slots     > 15 %  moved  after edits  > 15 %  resized')
  for (const [name, paths] of Object.entries(BOOKS)) {
    if (paths.some((path) => !existsSync(path))) console.error(`SKIPPED ${name}: it is not here.`)
    else for (const rule of Object.keys(RULES)) await measure(name, paths, rule)
  }
  await time()
  return passed
}

async function measure(name: string, paths: readonly string[], rule: string): Promise<void> {
  await inBook(name, [...paths], (project) => {
    const provider = modelOf(RULES[rule]!)
    order(project, provider, 1)
    const before = layOut(project)
    order(project, provider)
    const after = layOut(project)
    const moved = movedSlots(before, after)
    const slots = bookCrops(after)
    const wished = cropsAsWished(project, RULES[rule]!)

    addPanels(project, after)
    const edited = planBatch(project, { styles: ['noir'], provider })
    // Of sizes alone: prompts follow from the panels beside for reasons of their own.
    const sizeOf = ({ width, height }: { width: number; height: number }) => `${width}x${height}`
    const resized = edited.jobs.filter((job) => {
      const asked = after.shapes.get(job.panelId)?.asked
      return asked != null && sizeOf(asked) !== sizeOf(job)
    }).length
    order(project, provider)
    const grown = bookCrops(layOut(project))
    passed &&= moved === 0 && resized === 0 && slots.mean! <= CROP_TARGET
    console.log(
      [
        name.padEnd(8),
        rule.padEnd(12),
        `${percent(wished.mean!)} (${String(wished.much.length).padStart(3)} > 15 %)`,
        percent(slots.mean!).padStart(8),
        String(slots.much.length).padStart(10),
        String(moved).padStart(6),
        percent(grown.mean!).padStart(12),
        String(grown.much.length).padStart(7),
        String(resized).padStart(8),
      ].join(' '),
    )
  })
}

/** What it was before: every picture in the shape nearest to what its panel wishes for. */
function cropsAsWished(project: Project, rule: SizeRule) {
  const sizes = drawableSizes(rule, null)
  const jobs = project.store.sqlite.prepare('select panel_id panelId, key from job').all() as {
    panelId: string
    key: string
  }[]
  const { panels } = layOut(project)
  project.store.sqlite.exec('savepoint wished')
  for (const { panelId, key } of jobs) {
    const { width, height } = nearestSize(wantedAspect(panels.get(panelId)!.content), sizes)
    project.store.sqlite
      .prepare("update job_request set body = json_set(body, '$.width', ?, '$.height', ?) where key = ?")
      .run(width, height, key)
  }
  project.store.sqlite.exec("update batch set settings = json_remove(settings, '$.pages')")
  const crops = bookCrops(layOut(project))
  project.store.sqlite.exec('rollback to wished; release wished')
  return crops
}

/** Copies the first panel of every fifth page behind itself, as a panel of its own. */
function addPanels({ store }: Project, { pages }: BookLayout): void {
  for (const { panels } of pages.filter((_, index) => index % 5 === 2)) {
    store.sqlite
      .prepare(
        `insert into panel (id, scene_id, order_key, text_hash, what, source_text, source_line, shot, angle, importance,
           props, flags, evidence)
         select id || '-new', scene_id, order_key || 'V', text_hash || '-new', what, source_text, source_line, 'medium',
           angle, 3, props, '{"sceneStart":false,"reveal":false,"action":false,"splash":false}', evidence
         from panel where id = ?`,
      )
      .run(panels[0]!.id)
  }
}

async function time(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-shapes-'))
  try {
    const script = join(folder, 'long.txt')
    writeFileSync(script, longScript(3_000))
    await inBook('long', [script], (project) => {
      for (const [name, rule] of Object.entries(RULES)) {
        const provider = modelOf(rule)
        const plan = (styles: string[]) => timed(() => planBatch(project, { styles, provider }))
        plan(['noir'])
        const [one, named, three] = [
          plan(['noir']),
          timed(() => planBatch(project, { styles: ['noir'], provider, size: drawableSizes(rule, null)[0]! })),
          plan(['noir', 'manga', 'ligne-claire']),
        ]
        passed &&= one - named <= MOST_MS
        console.log(
          `planning 3,000 panels, ${name}: ${one.toFixed(0)} ms; with --size, so without pages, ${named.toFixed(0)} ms; in three styles ${three.toFixed(0)} ms`,
        )
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function longScript(panels: number): string {
  const kinds = [
    'A harbour town under a wide sky',
    'CLOSE UP: Eyes narrow',
    'A man runs along the quay',
    'A letter on a table',
    'Two women argue on the steps',
    'A boy climbs the mast',
    'Rain on a window',
  ]
  const lines: string[] = []
  for (let panel = 0; panel < panels; panel++) {
    if (panel % 60 === 0) lines.push(`# Chapter ${panel / 60 + 1}: Part`)
    lines.push(panel % 12 === 0 ? `## Scene ${(panel % 60) / 12 + 1}: The quay\n### Strip ${panel + 1}` : '---')
    lines.push(
      `${kinds[(panel * 5) % kinds.length]} ${panel}.${panel % 3 === 0 ? `\nMAN: ${'Wait for me there. '.repeat(1 + (panel % 5))}` : ''}`,
    )
  }
  return `${lines.join('\n')}\n`
}

async function inBook(name: string, paths: string[], work: (project: Project) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-shapes-'))
  try {
    const project = newBook(join(folder, `${name}.panelwright`), {}, { what: 'bench', now: Date.now })
    await importScript(project, paths)
    work(project)
    project.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Orders what a plan wants; the pictures come in the very sizes, so that orders stand for them. */
function order(project: Project, provider: ImageProvider, maxJobs = Number.POSITIVE_INFINITY): void {
  const plan = planBatch(project, { styles: ['noir'], provider })
  bookQueue(project, [provider]).enqueue(toBatchOrder(plan, { maxJobs }))
}

function movedSlots(before: BookLayout, after: BookLayout): number {
  const slots = ({ pages }: BookLayout) =>
    pages.flatMap(({ number, panels }) => panels.map(({ id, frame }) => JSON.stringify([number, id, frame])))
  const known = new Set(slots(before))
  return slots(after).filter((slot) => !known.has(slot)).length
}

function modelOf(sizes: SizeRule): ImageProvider {
  return {
    id: 'bench',
    name: 'Bench',
    models: ['bench-1'],
    free: true,
    capabilities: () => ({
      sizes,
      qualities: [],
      seed: true,
      negativePrompt: true,
      references: 0,
      staged: false,
      tuning: [],
    }),
    pace: () => ({ concurrency: 1, requestsPerMinute: null }),
    generate: () => Promise.reject(new Error('Nothing is drawn here.')),
  }
}

function list(...ratios: number[]): SizeRule {
  const sizes = ratios.map((ratio) => ({
    width: Math.round(1024 * Math.sqrt(ratio)),
    height: Math.round(1024 / Math.sqrt(ratio)),
  }))
  return { kind: 'list', sizes: sizes.toSorted((a, b) => aspectOf(a) - aspectOf(b)) }
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
