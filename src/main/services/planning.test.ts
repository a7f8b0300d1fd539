import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JobState } from '../../shared/domain/job.ts'
import { AppError } from '../../shared/errors.ts'
import { findModel, modelsOf } from '../providers/catalogue/catalogue.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { queueStore } from '../store/queue/index.ts'
import { book, lettering, promptEdit, scene, take } from '../store/schema/index.ts'
import { batch, job } from '../store/schema/queue.ts'
import type { PlannedJob } from './plan/planned-job.ts'
import { type PlanOptions, planBatch, toBatchOrder } from './planning.ts'
import { addPerson, changePanel, closeTestProject, PAINTER, ROUGHS, testProject } from './test-project.ts'

let project: ReturnType<typeof testProject>
beforeEach(() => {
  project = testProject()
})
afterEach(() => closeTestProject(project))

const plan = (over: Partial<PlanOptions> = {}) => planBatch(project, { styles: ['noir'], provider: ROUGHS, ...over })

function addJob({ key, panelId }: PlannedJob, state: JobState): void {
  const { db } = project.store
  db.insert(batch)
    .values({ id: `b-${key}`, title: '', settings: {}, priority: 'normal', createdAt: 0 })
    .run()
  db.insert(job)
    .values({
      id: `j-${key}`,
      batchId: `b-${key}`,
      position: 0,
      panelId,
      artStyleId: 'noir',
      language: 'en',
      imageIndex: 0,
      key,
      folder: 'ch01/sc01',
      lane: 'roughs',
      state,
      rank: 1,
    })
    .run()
}

function addTake({ key, panelId }: PlannedJob, over: Partial<typeof take.$inferInsert> = {}): void {
  project.store.db
    .insert(take)
    .values({
      id: `t-${key}`,
      panelId,
      key,
      artStyleId: 'noir',
      language: 'en',
      imageIndex: 0,
      path: `takes/${key}.png`,
      sha256: key,
      bytes: 1,
      width: 1,
      height: 1,
      format: 'png',
      createdAt: 0,
      ...over,
    })
    .run()
}

const failure = (over: Partial<PlanOptions>): AppError => {
  try {
    plan(over)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a plan', () => {
  test('has panels × styles × languages × images in reading order', () => {
    const { jobs, quote } = plan({ styles: ['noir', 'manga'], languages: ['en', 'es'], images: 2 })
    expect(jobs).toHaveLength(6 * 2 * 2 * 2)
    expect(jobs.slice(0, 8).map(({ panel, style, lang, index }) => [panel, style, lang, index].join(' '))).toEqual([
      '1 noir en 0',
      '1 noir en 1',
      '1 noir es 0',
      '1 noir es 1',
      '1 manga en 0',
      '1 manga en 1',
      '1 manga es 0',
      '1 manga es 1',
    ])
    expect(jobs.map(({ panelId }) => panelId).filter((id, at, all) => id !== all[at - 1])).toEqual(project.panelIds)
    // The words are the same in both languages, and so are the pictures.
    expect(quote.editions.map(({ style, lang, jobs }) => [style, lang, jobs])).toEqual([
      ['noir', 'en', 12],
      ['manga', 'en', 12],
    ])
  })

  test('is the same to the byte when made again', () => {
    const options = { styles: ['manga', 'noir'], images: 3 }
    expect(JSON.stringify(plan(options))).toBe(JSON.stringify(plan(options)))
  })

  test('has the composed prompt, its size and the stage for a provider that draws from one', () => {
    const [first] = plan().jobs
    expect(first).toMatchObject({
      chapter: '1',
      scene: 1,
      panel: 1,
      model: 'roughs-1',
      width: 1024,
      height: 1024,
      price: { fromUsd: 0, untilUsd: 0 },
    })
    expect(first!.prompt).toContain('Maren wears yellow oilskin')
    expect(first!.negativePrompt).toContain('hat')
    expect(first!.request.stage?.people[0]?.age).toBe(17)
    expect(plan({ provider: PAINTER }).jobs[0]!.request.stage).toBeNull()
  })

  test('keeps one seed for a panel through all styles, and another for each image', () => {
    const { jobs } = plan({ styles: ['noir', 'manga'], images: 2 })
    const seeds = jobs.filter(({ panelId }) => panelId === project.panelIds[0]).map(({ seed }) => seed)
    expect(seeds).toEqual([seeds[0], seeds[1], seeds[0], seeds[1]])
    expect(seeds[0]).not.toBe(seeds[1])
  })

  test('can be of some chapters', () => {
    expect(new Set(plan({ chapters: ['2'] }).jobs.map(({ chapter }) => chapter))).toEqual(new Set(['2']))
  })

  test('takes the lowest quality unless told otherwise, and an unknown price for unknown', () => {
    const { jobs, quote } = plan({ provider: PAINTER })
    expect(jobs[0]).toMatchObject({ quality: 'draft', price: null })
    expect(quote).toMatchObject({ jobs: 6, fromUsd: 0, untilUsd: 0, unknownPrices: 6 })
    expect(plan({ provider: PAINTER, quality: 'fine' }).jobs[0]!.quality).toBe('fine')
  })

  test.each<[what: string, options: Partial<PlanOptions>, message: RegExp, remedy: RegExp]>([
    ['a style', { styles: ['nior'] }, /nior/, /noir/],
    ['a chapter', { chapters: ['7'] }, /chapter 7/, /1, 2/],
    ['a model that roughs do not have', { model: 'gpt-9' }, /no model "gpt-9"/, /roughs-1/],
    ['a quality', { provider: PAINTER, quality: 'fin' }, /fin/, /fine/],
    ['any quality where there are none', { quality: 'high' }, /no qualities/, /--quality/],
  ])('refuses %s that does not exist', (_, options, message, remedy) => {
    expect(failure(options)).toMatchObject({
      code: 'WRONG_USE',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
  })
})

describe('a plan for a vendor', () => {
  const openai: ImageProvider = {
    ...PAINTER,
    id: 'openai',
    name: 'OpenAI',
    models: modelsOf('openai', '2026-11-20'),
    capabilities: (model) => findModel('openai', model)!.can!,
    pace: () => ({ concurrency: 2, requestsPerMinute: 5 }),
  }
  const quoted = (over: Partial<PlanOptions> = {}) => plan({ provider: openai, ...over })
  const codes = (over: Partial<PlanOptions> = {}) => quoted(over).diagnostics.map(({ code }) => code)

  function rewrite(panel: number, prompt: string): void {
    const edited = { artStyleId: 'noir', language: 'en', negativePrompt: '', basisHash: '', editedAt: 0 }
    project.store.db
      .insert(promptEdit)
      .values({ panelId: project.panelIds[panel]!, prompt, ...edited })
      .run()
  }

  test('has a price for each picture with its prompt, as a range, and keeps the most on the job', () => {
    const { jobs, quote, ...rest } = quoted()
    const { fromUsd, untilUsd } = jobs[0]!.price!
    expect(fromUsd).toBeGreaterThan(0.004)
    expect(untilUsd).toBeGreaterThan(fromUsd)
    expect(quote).toMatchObject({ jobs: 6, unknownPrices: 0, editions: [{ style: 'noir', lang: 'en', jobs: 6 }] })
    expect(quote.untilUsd).toBeCloseTo(jobs.reduce((sum, { price }) => sum + price!.untilUsd, 0))
    expect(toBatchOrder({ jobs, quote, ...rest }).jobs[0]!.estimateUsd).toBe(untilUsd)
  })

  test('says how long it takes at least by the pace, before anything was measured', () => {
    expect(quoted({ images: 4 }).quote.time).toMatchObject({ measured: 0, perMinute: 5, untilMs: null })
    expect(quoted({ images: 4 }).quote.time!.fromMs).toBeCloseTo((23 / 5) * 60_000)
  })

  test('takes any model, and calls its price unknown', () => {
    expect(quoted({ model: 'gpt-image-9' }).quote).toMatchObject({ jobs: 6, unknownPrices: 6, untilUsd: 0 })
  })

  test('refuses a model that is gone, and warns of one that soon will be, naming another', () => {
    expect(failure({ provider: openai, model: 'gpt-image-1' })).toMatchObject({
      code: 'WRONG_USE',
      message: 'gpt-image-1 was shut down on 2026-10-23.',
      remedy: expect.stringContaining('--model gpt-image-2.5-flare'),
    })
    expect(quoted({ model: 'gpt-image-1.5' }).diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'model-ends',
        message: expect.stringContaining('gpt-image-1.5 is shut down on 2026-12-01'),
        remedy: expect.stringContaining('--model gpt-image-2.5-flare'),
      }),
    )
    expect(codes()).not.toContain('model-ends')
  })

  test('refuses a size the model does not have, and names the nearest', () => {
    expect(failure({ provider: openai, model: 'gpt-image-1.5', size: { width: 1500, height: 1000 } })).toMatchObject({
      code: 'WRONG_USE',
      message: 'gpt-image-1.5 has no size of 1500x1000.',
      remedy: expect.stringMatching(/nearest it has: 1536x1024, /),
    })
    expect(quoted({ size: { width: 1536, height: 1024 } }).jobs[0]).toMatchObject({ width: 1536, height: 1024 })
  })

  test('says once what has no effect', () => {
    const told = quoted({ tuning: { steps: 20 } }).diagnostics.filter(({ code }) => code === 'without-effect')
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ severity: 'info', message: expect.stringMatching(/no effect: seed, steps\.$/) })
    expect(plan().diagnostics.map(({ code }) => code)).not.toContain('without-effect')
  })

  test('leaves out a picture whose prompt the vendor is known to reject, and says which', () => {
    rewrite(0, 'x'.repeat(32_001))
    const found = quoted()
    const { jobs, quote, diagnostics } = found
    expect(jobs[0]).toMatchObject({ wanted: false, problem: expect.stringContaining('32,001 characters') })
    expect(quote).toMatchObject({ jobs: 5, impossible: 1, skipped: {} })
    expect(toBatchOrder(found).jobs).toHaveLength(5)
    const [told, ...others] = diagnostics.filter(({ severity }) => severity === 'error')
    expect(told).toMatchObject({ code: 'picture-impossible', file: expect.any(String) })
    expect(told!.line).toBeGreaterThan(0)
    expect(others).toEqual([])
  })

  test('does not hold an author to a limit that nobody looked up', () => {
    rewrite(0, 'x'.repeat(32_001))
    expect(plan({ provider: PAINTER }).jobs[0]).toMatchObject({ wanted: true, problem: null })
    expect(plan().jobs[0]).toMatchObject({ wanted: true, problem: null })
  })

  test('quotes what is made again on the author’s word, and only then', () => {
    const before = quoted().jobs
    addTake(before[0]!)
    addJob(before[1]!, 'unknown')
    addJob(before[2]!, 'refused')
    addJob(before[3]!, 'queued')
    expect(quoted().quote.jobs).toBe(2)
    expect(quoted({ again: true }).quote.jobs).toBe(4)
    expect(quoted({ retryInterrupted: true }).quote.jobs).toBe(3)
  })
})

describe('pictures that are there or on their way', () => {
  test('are named as such and not asked for again', () => {
    const before = plan().jobs
    addTake(before[0]!)
    for (const [at, state] of (['queued', 'unknown', 'refused', 'failed', 'cancelled'] as const).entries()) {
      addJob(before[at + 1]!, state)
    }
    const after = plan()
    expect(after.jobs.map(({ state }) => state)).toEqual([
      'done',
      'queued',
      'unknown',
      'refused',
      'failed',
      'cancelled',
    ])
    expect(after.quote).toMatchObject({
      jobs: 2,
      skipped: { done: 1, queued: 1, unknown: 1, refused: 1 },
      waiting: { jobs: 1 },
    })
    expect(toBatchOrder(after).jobs.map(({ key }) => key)).toEqual([before[4]!.key, before[5]!.key])
  })

  test.each<[what: string, Partial<typeof take.$inferInsert>]>([
    ['in the trash', { trashedAt: 1 }],
    ['missing on disk', { fileState: 'missing' }],
  ])('are made again when %s', (_, over) => {
    const first = plan().jobs[0]!
    addJob(first, 'done')
    addTake(first, over)
    expect(plan().jobs[0]!.state).toBe('new')
  })

  test('are not made once for each language while prompts stay in one', () => {
    const { jobs, quote, diagnostics } = plan({ languages: ['en', 'es', 'ja'] })
    expect(jobs.slice(0, 3).map(({ lang, state }) => `${lang} ${state}`)).toEqual([
      'en new',
      'es repeated',
      'ja repeated',
    ])
    expect(quote).toMatchObject({ jobs: 6, skipped: { repeated: 12 } })
    expect(diagnostics.filter(({ code }) => code === 'no-translator')).toHaveLength(1)
  })

  test('of a changed panel are new ones, with the reason', () => {
    const before = plan().jobs[0]!
    expect(before.changes).toEqual([])
    queueStore(project.store.sqlite).jobs.insertRequest(before.key, JSON.stringify(before.request))
    addTake(before)
    changePanel(project, project.panelIds[0]!, { what: 'Maren sleeps.', placeId: 'the-river' })
    expect(plan().jobs[0]).toMatchObject({ state: 'new', changes: ['text', 'place'] })
    expect(plan({ styles: ['manga'] }).jobs[0]!.changes).toEqual([])
  })
})

describe('where people stand', () => {
  const speak = (...speakers: string[]) => {
    const { db } = project.store
    const panelId = project.panelIds[0]!
    db.delete(lettering).run()
    for (const [position, speakerId] of speakers.entries()) {
      const line = { kind: 'dialogue', balloon: 'speech', speakerId, text: 'Hey!', sure: true } as const
      db.insert(lettering)
        .values({ id: `${panelId}-${position}`, panelId, position, ...line })
        .run()
    }
  }
  const painted = (over: Partial<PlanOptions> = {}) => plan({ provider: PAINTER, ...over }).jobs[0]!
  const make = (made: PlannedJob) => {
    queueStore(project.store.sqlite).jobs.insertRequest(made.key, JSON.stringify(made.request))
    addTake(made)
  }
  const readFromTheRight = () => project.store.db.update(book).set({ readingDirection: 'rtl' }).run()
  beforeEach(() => {
    addPerson(project, project.panelIds[0]!, 'otto', 1)
    speak('otto', 'maren')
  })

  test('is told to those who paint and those who draw', () => {
    const sentence = 'Otto stands at the left, Maren at the right, looking at each other; '
    expect(painted().prompt).toContain(sentence)
    expect(painted().request.staging!.composition.figures.map(({ personId }) => personId)).toEqual(['otto', 'maren'])
    const { stage, staging } = plan().jobs[0]!.request
    expect(stage!.composition.figures.map(({ personId }) => personId)).toEqual(['otto', 'maren'])
    expect(staging).toBeUndefined()
    readFromTheRight()
    expect(painted().prompt).toContain('Maren stands at the left, Otto at the right')
  })

  test.each<[what: string, change: () => void]>([
    ['another order of two lines', () => speak('maren', 'otto')],
    ['another reading direction', readFromTheRight],
    ['fewer words to leave room for', () => speak()],
  ])('never has a picture painted again for %s', (_, change) => {
    const before = painted()
    make(before)
    change()
    const after = painted()
    expect(after).toMatchObject({ state: 'done', key: before.key, prompt: before.prompt, changes: [] })
    // Who asks for it again gets what holds today.
    const again = painted({ again: true })
    expect(again).toMatchObject({ wanted: true, changes: ['staging'] })
    expect(again.key).not.toBe(before.key)
  })

  test.each<JobState>(['queued', 'running', 'unknown'])(
    'never has a picture ordered again that is %s already',
    (state) => {
      const before = painted()
      queueStore(project.store.sqlite).jobs.insertRequest(before.key, JSON.stringify(before.request))
      addJob(before, state)
      speak('maren', 'otto')
      expect(painted()).toMatchObject({ state, key: before.key, prompt: before.prompt })
      changePanel(project, project.panelIds[0]!, { what: 'Maren sleeps.' })
      expect(painted()).toMatchObject({ state: 'new' })
    },
  )

  test('is no excuse for a picture that shows something else as well', () => {
    make(painted())
    speak('maren', 'otto')
    changePanel(project, project.panelIds[0]!, { what: 'Maren sleeps.' })
    expect(painted()).toMatchObject({ state: 'new', changes: ['text', 'staging'] })
  })

  test('is followed by drawings that cost nothing', () => {
    make(plan().jobs[0]!)
    speak('maren', 'otto')
    expect(plan().jobs[0]).toMatchObject({ state: 'new', changes: ['staging'] })
  })

  test('leaves the author’s own prompt alone, which is not out of date for it', () => {
    const edit = { panelId: project.panelIds[0]!, artStyleId: 'noir', language: 'en', editedAt: 0 }
    const words = { prompt: 'My words.', negativePrompt: '', basisHash: painted().basisHash }
    project.store.db
      .insert(promptEdit)
      .values({ ...edit, ...words })
      .run()
    const { key } = painted()
    speak('maren', 'otto')
    expect(painted()).toMatchObject({ key, prompt: 'My words.', edited: 'current' })
  })
})

describe('a prompt the author rewrote', () => {
  const rewrite = (basisHash: string) =>
    project.store.db
      .insert(promptEdit)
      .values({
        panelId: project.panelIds[0]!,
        artStyleId: 'noir',
        language: 'en',
        prompt: 'My words.',
        negativePrompt: 'fog',
        basisHash,
        editedAt: 0,
      })
      .run()

  test('is used in its edition', () => {
    const composed = plan().jobs[0]!
    rewrite(composed.basisHash)
    const [noir, manga] = plan({ styles: ['noir', 'manga'] }).jobs
    expect(noir).toMatchObject({ prompt: 'My words.', negativePrompt: 'fog', edited: 'current' })
    expect(noir!.key).not.toBe(composed.key)
    expect(manga!.edited).toBe('no')
  })

  test('is used and reported when it was made from an older text', () => {
    rewrite('of another day')
    const { jobs, diagnostics } = plan()
    expect(jobs[0]).toMatchObject({ prompt: 'My words.', edited: 'outdated' })
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'edit-out-of-date', file: 'chapter-1.md', line: 1 }),
    )
  })
})

describe('what the author should know', () => {
  test('people and places without a description, once each', () => {
    for (const id of project.panelIds.slice(1)) addPerson(project, id, 'mrs-lowe', 1, { description: 'woman' })
    addPerson(project, project.panelIds[4]!, 'ada', 2, { description: 'girl' })
    changePanel(project, project.panelIds[3]!, { placeId: 'lost-island' })
    const found = plan({ styles: ['noir', 'manga'] }).diagnostics
    expect(found.map(({ code, file, line, message }) => [code, file, line, message])).toEqual([
      [
        'person-undescribed',
        'chapter-1.md',
        2,
        expect.stringContaining('how to draw Mrs Lowe (line 2), Ada (chapter-2.md:2);'),
      ],
      ['place-undescribed', 'chapter-2.md', 1, expect.stringContaining('lost island')],
    ])
  })

  test('nothing about somebody whom the script describes and does not name', () => {
    addPerson(project, project.panelIds[0]!, 'man', 1, { description: 'bearded man' })
    expect(plan().diagnostics).toEqual([])
  })

  test('scenes without a date, and which looks they get', () => {
    project.store.db.update(scene).set({ date: null }).run()
    const { jobs, diagnostics } = plan()
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'scene-undated', message: expect.stringMatching(/2 scenes .* 1952/) }),
    ])
    expect(jobs[0]!.prompt).toContain('a girl of 12')
  })

  test('a prompt that asks for the manner of an artist', () => {
    changePanel(project, project.panelIds[1]!, { what: 'A quay in the style of Jonas Vermeulen.' })
    expect(plan().diagnostics).toContainEqual(expect.objectContaining({ code: 'artist-named', line: 2 }))
  })

  test('people, clothes, place and action that are too long by themselves, once for all styles', () => {
    changePanel(project, project.panelIds[2]!, { what: `Maren counts ${'rope upon rope '.repeat(300)}` })
    const found = plan({ styles: ['noir', 'manga'] })
    expect(found.diagnostics.map(({ code, line }) => [code, line])).toEqual([['prompt-too-long', 3]])
    const { parts, prompt } = found.jobs.find(({ panel }) => panel === 3)!
    expect(parts.filter(({ mandatory }) => !mandatory).map(({ id }) => id)).toEqual(['style-avoid'])
    expect(prompt).toContain('Maren wears yellow oilskin')
  })
})

test('what a prompt has no room for is named, and kept with the request', () => {
  changePanel(project, project.panelIds[0]!, { what: `Maren counts ${'rope upon rope '.repeat(252)}` })
  const [first, second] = plan().jobs
  expect(first!.leftOut.map(({ id }) => id)).toEqual(['style-words'])
  expect(first!.request.leftOut).toEqual(first!.leftOut.map(({ text }) => text))
  expect(second!.request).not.toHaveProperty('leftOut')
})

describe('the order of a plan', () => {
  test('has a folder for each scene, the lane of its provider and the frozen settings', () => {
    const order = toBatchOrder(plan({ chapters: ['2'] }), { budgetUsd: 3, maxJobs: 2 })
    expect(order).toMatchObject({
      title: 'noir · en · chapter 2',
      priority: 'normal',
      budgetUsd: 3,
      settings: { styles: ['noir'], provider: 'roughs' },
    })
    expect(order.jobs.map(({ folder, lane, estimateUsd }) => [folder, lane, estimateUsd])).toEqual([
      ['ch02/sc01', 'roughs', 0],
      ['ch02/sc01', 'roughs', 0],
    ])
  })
})
