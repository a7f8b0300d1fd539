import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noisePicture } from '../images/sample-pictures.case.ts'
import { jobKey } from '../prompts/job-key.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { capabilityProblem } from '../queue/capability-problem.ts'
import { queueStore } from '../store/queue/index.ts'
import { take } from '../store/schema/index.ts'
import type { PlannedJob } from './plan/planned-job.ts'
import { type PlanOptions, planBatch } from './planning.ts'
import { type AddOptions, addReferences, preferReference } from './references.ts'
import { addPerson, changePanel, closeTestProject, PAINTER, ROUGHS, testProject } from './test-project.ts'

/** A provider whose requests take so many reference pictures. */
const taking = (references: number, id = 'artist'): ImageProvider => ({
  ...PAINTER,
  id,
  capabilities: (model) => ({ ...PAINTER.capabilities(model), references }),
})

let pictures: Buffer[]
beforeAll(async () => {
  const make = (at: number) =>
    noisePicture(260 + at, 256)
      .png()
      .toBuffer()
  pictures = await Promise.all(Array.from({ length: 20 }, (_, at) => make(at)))
})

let project: ReturnType<typeof testProject>
let clock: number
beforeEach(() => {
  clock = 0
  project = testProject()
  // Each is added a moment after the one before.
  project = { ...project, now: () => Date.UTC(2026, 10, 20) + clock++ }
  for (const [at, bytes] of pictures.entries()) writeFileSync(join(project.folder, '..', `${at}.png`), bytes)
})
afterEach(() => closeTestProject(project))

const plan = (over: Partial<PlanOptions> = {}) =>
  planBatch(project, { styles: ['noir'], provider: taking(16), chapters: ['1'], ...over })
const first = (over: Partial<PlanOptions> = {}) => plan(over).jobs[0]!

async function add(who: string, at: number, over: Partial<AddOptions> = {}) {
  const name = `${at}.png`
  const report = await addReferences(project, {
    ...{ who, files: [{ path: join(project.folder, '..', name), name }] },
    ...{ preferred: false, anyway: false, lookForPerson: null },
    ...over,
  })
  return report.files[0]!.reference!
}

describe('a plan for a model that takes references', () => {
  test('sends those of the people and the place, and says in the prompt which is which', async () => {
    const outfit = await add('Maren', 1, { role: 'outfit' })
    const face = await add('Maren', 0)
    const ferry = await add('the-river/ferry', 2)
    await add('Otto', 3)
    await add('manga', 4)
    changePanel(project, project.panelIds[0]!, { placeId: 'the-river/ferry' })
    const job = first()
    expect(job.request.references).toEqual(
      [face, outfit, ferry].map(({ sha256, role, path, of }) => ({ hash: sha256, role, path, of })),
    )
    expect(job.prompt).toMatch(/^Image 1 shows the face of Maren; keep her .*\. Image 2 shows the clothes of Maren; /)
    expect(job.prompt).toContain('Image 3 shows the place, ferry, The River;')
    // The words of the bible stand as they did.
    expect(job.prompt).toContain('Maren wears yellow oilskin')
    expect(job.request.leftOut).toBeUndefined()
  })

  test('sends that of the style to its own pictures only', async () => {
    const style = await add('manga', 4)
    const [noir, manga] = plan({ styles: ['noir', 'manga'] }).jobs
    expect(noir!.request.references).toEqual([])
    expect(noir!.prompt).not.toContain('Image 1')
    expect(manga!.request.references).toMatchObject([{ hash: style.sha256, role: 'style', of: 'manga' }])
    expect(manga!.prompt).toContain('Image 1 shows the drawing style')
  })

  test('never asks for more than the model takes, and names the rest', async () => {
    for (const [at, id] of ['maren', 'otto'].entries()) {
      await add(id, 2 * at)
      await add(id, 2 * at + 1, { role: 'outfit' })
    }
    addPerson(project, project.panelIds[0]!, 'otto', 1, { role: 'passive' })
    const provider = taking(3)
    const { request } = first({ provider })
    expect(request.references.map(({ of, role }) => `${of} ${role}`)).toEqual([
      'maren face',
      'maren outfit',
      'otto face',
    ])
    expect(request.leftOut).toEqual(['reference of Otto’s outfit'])
    expect(capabilityProblem(request, provider.capabilities('painter-1'))).toBeNull()
    const [reference] = request.references
    const tooMany = {
      ...request,
      references: Array.from({ length: 17 }, (_, at) => ({ ...reference!, hash: `${at}` })),
    }
    expect(capabilityProblem(tooMany, taking(16).capabilities('painter-1'))).toMatch(
      /16 reference pictures at most, not 17/,
    )
  })

  test('says nothing in the prompt to a model that reads tags, and sends the pictures', async () => {
    await add('Maren', 0)
    // A1111 serves models that read prompts as tags.
    const { request, parts } = first({ provider: taking(1, 'a1111') })
    expect(request.references).toHaveLength(1)
    expect(parts.some(({ kind }) => kind === 'references')).toBe(false)
    expect(request.prompt).not.toMatch(/image 1/i)
  })

  test('sends pictures along with an author’s own words, which stay as they are', async () => {
    await add('Maren', 0)
    const composed = first()
    project.promptEdits.set({
      ...{ panelId: project.panelIds[0]!, artStyleId: 'noir', language: 'en' },
      ...{ prompt: 'Maren as in image 1.', negativePrompt: '', basisHash: composed.basisHash, editedAt: 0 },
    })
    expect(first()).toMatchObject({ prompt: 'Maren as in image 1.', edited: 'current' })
    expect(first().request.references).toHaveLength(1)
  })

  test('has another key with another reference, and says so of the picture that is there', async () => {
    const before = first()
    const old = await add('Maren', 0)
    const with0 = first()
    expect(with0.key).not.toBe(before.key)
    made(with0)
    expect(first()).toMatchObject({ state: 'done', changes: [] })
    await add('Maren', 1)
    expect(first()).toMatchObject({ state: 'new', changes: ['references'] })
    // Chosen again, it is the same picture as before.
    preferReference(project, { which: old.sha256 }, true)
    expect(first()).toMatchObject({ state: 'done', key: with0.key })
    expect(jobKey({ ...with0.request, references: [] })).not.toBe(with0.key)
  })
})

describe('a plan for a model that takes none', () => {
  test('stays as it is, and says once that they have no effect', async () => {
    const before = first({ provider: ROUGHS })
    await add('Maren', 0)
    await add('noir', 1)
    const { jobs, diagnostics } = plan({ provider: ROUGHS, styles: ['noir', 'manga'] })
    expect(jobs[0]).toEqual(before)
    expect(diagnostics.filter(({ code }) => code.startsWith('reference'))).toEqual([
      expect.objectContaining({
        severity: 'info',
        code: 'references-without-effect',
        message: expect.stringMatching(/^roughs-1 takes no reference pictures: 2 references have no effect/),
      }),
    ])
  })

  test('says nothing where there are none', () => {
    expect(plan({ provider: ROUGHS }).diagnostics.filter(({ code }) => code.startsWith('reference'))).toEqual([])
  })
})

/** The picture of a job, there, with the request it was made from. */
function made({ key, panelId, request }: PlannedJob): void {
  queueStore(project.store.sqlite).jobs.insertRequest(key, JSON.stringify(request))
  project.store.db
    .insert(take)
    .values({
      ...{ id: `t-${key}`, panelId, key, artStyleId: 'noir', language: 'en', imageIndex: 0 },
      ...{ path: `takes/${key}.png`, sha256: key, bytes: 1, width: 1, height: 1, format: 'png', createdAt: 0 },
    })
    .run()
}

describe('a picture the author chose for all', () => {
  test('comes first, whatever the panel shows, and once', async () => {
    const otto = await add('Otto', 3)
    const maren = await add('Maren', 0)
    const job = first({ referenceId: otto.id })
    expect(job.request.references.map(({ hash }) => hash)).toEqual([otto.sha256, maren.sha256])
    expect(job.prompt).toMatch(/^Image 1 shows the face of Otto;/)
    const same = first({ referenceId: maren.id })
    expect(same.request.references.map(({ hash }) => hash)).toEqual([maren.sha256])
    expect(same.key).toBe(first().key)
  })

  test('is the last to be left out, and none where the model takes none', async () => {
    const otto = await add('Otto', 3)
    await add('Maren', 0)
    const job = first({ referenceId: otto.id, provider: taking(1) })
    expect(job.request.references.map(({ hash }) => hash)).toEqual([otto.sha256])
    expect(job.request.leftOut).toHaveLength(1)
    expect(job.request.leftOut![0]).toContain('Maren')
    expect(first({ referenceId: otto.id, provider: taking(0) }).request.references).toEqual([])
  })
})

test('words of the author stand for the panel’s, in the picture and in its key, and nowhere else', () => {
  const [panelId = '', other = ''] = project.panelIds
  const words = new Map([[panelId, 'A heron on the slipway.']])
  const before = plan()
  const after = plan({ words })
  const jobOf = (id: string, { jobs }: typeof before) => jobs.find((job) => job.panelId === id)!
  expect(jobOf(panelId, after)).toMatchObject({ edited: 'current', basisHash: jobOf(panelId, before).basisHash })
  expect(jobOf(panelId, after).prompt).toContain('A heron on the slipway.')
  expect(jobOf(panelId, after).key).not.toBe(jobOf(panelId, before).key)
  expect(jobOf(other, after).key).toBe(jobOf(other, before).key)
})

test('panels and scenes can be planned by themselves, at the sizes they have in the whole', () => {
  const whole = planBatch(project, { styles: ['noir'], provider: taking(0) }).jobs
  const [one] = whole
  const alone = planBatch(project, { styles: ['noir'], provider: taking(0), panelIds: [one!.panelId] }).jobs
  expect(alone.map(({ key }) => key)).toEqual([one!.key])
  expect(() => plan({ chapters: undefined, panelIds: ['gone'] })).toThrow(/not|None/)
})
