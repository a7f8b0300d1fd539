import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ComfyUiServer } from '../../../e2e/harness/vendors/comfyui/comfyui-server.ts'
import { AppError } from '../../shared/errors.ts'
import { comfyuiSetup } from '../providers/comfyui/comfyui-setup.ts'
import type { Workflow } from '../providers/comfyui/workflow/bindings.ts'
import { USUAL } from '../providers/comfyui/workflow/graphs.fixture.ts'
import { planBatch } from './planning.ts'
import { closeTestProject, PAINTER, testProject } from './test-project.ts'
import {
  addWorkflow,
  bindWorkflow,
  checkWorkflow,
  findWorkflow,
  listWorkflows,
  readWorkflow,
  removeWorkflow,
  showWorkflow,
  workflowDraft,
} from './workflows.ts'

let project: ReturnType<typeof testProject>
beforeEach(() => {
  project = testProject()
})
afterEach(() => closeTestProject(project))

function file(content: unknown, name = 'my inks.json'): string {
  const path = join(project.folder, '..', name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function refusal(work: () => unknown): Promise<AppError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const stored = (path: string): Workflow => JSON.parse(readFileSync(join(project.folder, path), 'utf8'))

describe('a workflow of the author’s', () => {
  test('lies in the project by its content, with its bindings and why they are so', () => {
    const added = addWorkflow(project, file(USUAL))
    expect(added).toMatchObject({ name: 'my inks', nodes: 8, replaced: false, diagnostics: [] })
    expect(added.path).toBe(`workflows/${added.hash.slice(0, 16)}.json`)
    expect(stored(added.path)).toMatchObject({
      kind: 'comfyui-workflow',
      graph: USUAL,
      bindings: { prompt: [{ node: '6', input: 'text' }] },
    })
    expect(added.bindings[0]).toEqual({
      field: 'prompt',
      places: ['6.text'],
      nodes: ['“What to draw” (CLIPTextEncode, 6)'],
      why: 'KSampler (3) takes its positive words from it',
    })
    expect(listWorkflows(project)).toEqual([{ name: 'my inks', hash: added.hash, path: added.path }])
    expect(showWorkflow(project, 'my inks').bindings).toEqual(added.bindings)
  })

  test('is bound as the author says, against the guess', () => {
    const bind = ['prompt=7.text', 'negative=', 'steps=', 'reference1=4.ckpt_name', 'output=8']
    const added = addWorkflow(project, file(USUAL), { name: 'ink', bind })
    const shown = new Map(added.bindings.map(({ field, places, why }) => [field, { places, why }]))
    expect(shown.get('prompt')).toEqual({ places: ['7.text'], why: 'you said so' })
    expect(shown.get('negative')).toEqual({ places: [], why: null })
    expect(shown.has('steps')).toBe(false)
    expect(shown.get('output')?.places).toEqual(['8'])
    expect(stored(added.path).bindings).not.toHaveProperty('negative')
    expect(showWorkflow(project, 'ink').bindings).toEqual(added.bindings)
  })

  test('that takes the place of another leaves the old one to the pictures that are queued with it', () => {
    const first = addWorkflow(project, file(USUAL), { name: 'ink' })
    const second = addWorkflow(project, file(USUAL), { name: 'ink', bind: ['seed='] })
    expect([second.replaced, first.path === second.path]).toEqual([true, false])
    expect(stored(first.path).bindings.seed).toBeDefined()
    expect(findWorkflow(project, 'ink').hash).toBe(second.hash)
    expect(addWorkflow(project, file(USUAL), { name: 'ink', bind: ['seed='] }).replaced).toBe(false)
  })

  test('that takes no seed or no size is added with a warning', () => {
    const { diagnostics } = addWorkflow(project, file(USUAL), { bind: ['seed=', 'width='] })
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('The seed goes nowhere'),
      expect.stringContaining('The size goes nowhere'),
    ])
  })

  test('is in the request of each picture and in its key', () => {
    const { hash, path } = addWorkflow(project, file(USUAL), { name: 'ink' })
    const provider = comfyuiSetup.connect(() => undefined)
    const plan = (workflow?: string) => planBatch(project, { styles: ['noir'], provider, workflow })
    expect(plan('ink').jobs[0]!.request.tuning).toEqual({ workflow: { hash, path } })
    expect(plan('ink').jobs[0]!.key).not.toBe(plan().jobs[0]!.key)
    expect(plan('ink').jobs[0]!.key).toBe(plan('ink').jobs[0]!.key)
  })
})

describe('what cannot be', () => {
  test.each<
    [
      what: string,
      content: unknown,
      options: Parameters<typeof addWorkflow>[2],
      code: string,
      message: RegExp,
      remedy: RegExp,
    ]
  >([
    ['the form of the window', { nodes: [], links: [] }, {}, 'BAD_INPUT', /form of ComfyUI’s window/, /Export \(API\)/],
    [
      'a graph where the prompt goes nowhere',
      { ...USUAL, '3': { class_type: 'Odd', inputs: { model: ['10', 0], a: ['6', 0], b: ['7', 0] } } },
      {},
      'BAD_INPUT',
      /not clear where the prompt goes/,
      /--bind prompt=6\.text/,
    ],
    ['a binding to a node that is not there', USUAL, { bind: ['prompt=66.text'] }, 'WRONG_USE', /no node 66/, /./],
    [
      'a binding to an input that is not there',
      USUAL,
      { bind: ['prompt=6.txt'] },
      'WRONG_USE',
      /no input “txt”; it has text, clip/,
      /Did you mean prompt=6\.text\?/,
    ],
    ['a binding without an input', USUAL, { bind: ['prompt=6'] }, 'WRONG_USE', /needs an input/, /./],
    [
      'a field that is none',
      USUAL,
      { bind: ['promt=6.text'] },
      'WRONG_USE',
      /no field "promt"/,
      /Did you mean prompt\?/,
    ],
    ['what is no binding', USUAL, { bind: ['6.text'] }, 'WRONG_USE', /is no binding/, /prompt=6\.text/],
    ['an empty name', USUAL, { name: ' ' }, 'WRONG_USE', /cannot be the name/, /--name/],
  ])('%s is refused, and nothing is added', async (_, content, options, code, message, remedy) => {
    const error = await refusal(() => addWorkflow(project, file(content), options))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(error.remedy ?? '-').toMatch(remedy)
    expect(listWorkflows(project)).toEqual([])
  })

  test('a file that is no JSON is refused with its line', async () => {
    const path = file('{\n"3": {\n,')
    expect(await refusal(() => addWorkflow(project, path))).toMatchObject({
      code: 'BAD_INPUT',
      place: { file: path, line: 3 },
    })
  })

  test('a workflow that is asked for by another name, or of a book without any', async () => {
    expect(await refusal(() => findWorkflow(project, 'ink'))).toMatchObject({
      message: expect.stringContaining('the book has none'),
    })
    addWorkflow(project, file(USUAL), { name: 'inks' })
    expect(await refusal(() => findWorkflow(project, 'ink'))).toMatchObject({ remedy: 'Did you mean inks?' })
  })

  test('a workflow for a provider that has none', async () => {
    addWorkflow(project, file(USUAL), { name: 'ink' })
    const error = await refusal(() => planBatch(project, { styles: ['noir'], provider: PAINTER, workflow: 'ink' }))
    expect(error).toMatchObject({ code: 'WRONG_USE', message: 'Painter does not work with workflows.' })
  })

  test('a workflow whose file was changed by hand', async () => {
    const { path } = addWorkflow(project, file(USUAL), { name: 'ink' })
    writeFileSync(join(project.folder, path), '{}')
    expect(await refusal(() => showWorkflow(project, 'ink'))).toMatchObject({ code: 'DAMAGED_BOOK' })
  })
})

describe('asked of the servers', () => {
  let server: ComfyUiServer
  afterEach(() => server.close())
  const env = (...urls: string[]) => ({ COMFYUI_URL: urls.join(','), PANELWRIGHT_SETTINGS: project.folder })

  test('what each lacks is told, and nothing is drawn', async () => {
    addWorkflow(project, file(USUAL), { name: 'ink' })
    server = await ComfyUiServer.start({ checkpoints: ['ink.safetensors'] })
    const gone = await ComfyUiServer.start()
    await gone.close()
    const { servers } = await checkWorkflow(project, 'ink', env(server.url, gone.url))
    expect(servers).toEqual([
      {
        host: new URL(server.url).host,
        reachable: true,
        problems: [expect.stringContaining('wants lora_name “hatching.safetensors”')],
      },
      { host: new URL(gone.url).host, reachable: false, problems: [expect.stringContaining('Nothing answers')] },
    ])
    expect(server.calls.size).toBe(0)
    server.loras = ['hatching.safetensors']
    expect((await checkWorkflow(project, 'ink', env(server.url))).servers[0]!.problems).toEqual([])
  })

  test('that none answers is said', async () => {
    addWorkflow(project, file(USUAL), { name: 'ink' })
    server = await ComfyUiServer.start()
    await server.close()
    expect(await refusal(() => checkWorkflow(project, 'ink', env(server.url)))).toMatchObject({ code: 'UNAVAILABLE' })
  })
})

describe('binding by picking', () => {
  test('shows before it is taken in what each field could go to, with what stands there', () => {
    const draft = readWorkflow(file(USUAL))
    expect(draft).toMatchObject({ name: 'my inks', nodes: 8 })
    expect(draft.bindings.find(({ field }) => field === 'prompt')!.places).toEqual(['6.text'])
    expect(draft.bindings.find(({ field }) => field === 'reference1')!.places).toEqual([])
    const words = draft.choices.filter(({ kind }) => kind === 'words').map(({ place }) => place)
    expect(words).toContain('6.text')
    expect(draft.choices.filter(({ kind }) => kind === 'output').length).toBeGreaterThan(0)
    // Links are no places.
    expect(draft.choices.map(({ input }) => input)).not.toContain('latent_image')
  })

  test('of one the book has changes what is named, and lets the rest stand', () => {
    addWorkflow(project, file(USUAL), { name: 'ink' })
    const bound = bindWorkflow(project, 'ink', ['prompt=7.text', 'negative='])
    expect(bound).toMatchObject({ name: 'ink', replaced: true })
    const shown = new Map(workflowDraft(project, 'ink').bindings.map(({ field, places }) => [field, places]))
    expect([shown.get('prompt'), shown.get('negative'), shown.get('seed')]).toEqual([['7.text'], [], ['3.seed']])
    expect(() => bindWorkflow(project, 'ink', ['prompt='])).toThrow(/not clear where the prompt goes/)
  })

  test('a name that is taken out stands for nothing, and can come again', () => {
    const { hash } = addWorkflow(project, file(USUAL), { name: 'ink' })
    removeWorkflow(project, 'ink')
    expect(listWorkflows(project)).toEqual([])
    expect(() => removeWorkflow(project, 'ink')).toThrow(/no workflow/)
    expect(addWorkflow(project, file(USUAL), { name: 'ink' }).hash).toBe(hash)
  })
})
