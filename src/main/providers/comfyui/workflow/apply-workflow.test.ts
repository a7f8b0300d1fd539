import { describe, expect, test } from 'vitest'
import type { GenerationRequest } from '../../../../shared/domain/generation.ts'
import type { UploadedReference } from '../references.ts'
import { applyWorkflow } from './apply-workflow.ts'
import type { Bindings, Workflow } from './bindings.ts'
import { FLUX, TWO_PASSES, USUAL } from './graphs.fixture.ts'
import { bindingsOf, guessBindings } from './guess-bindings.ts'
import { readExport } from './read-export.ts'

const workflow = (graph: Workflow['graph'], over: Bindings = {}): Workflow => ({
  kind: 'comfyui-workflow',
  graph,
  bindings: { ...bindingsOf(guessBindings(graph)), ...over },
})
const request: GenerationRequest = {
  prompt: 'Nell on the stairs, costs $& and $1',
  negativePrompt: 'photograph',
  provider: 'comfyui',
  providerModel: 'sd_xl_base_1.0.safetensors',
  width: 832,
  height: 1216,
  quality: null,
  seed: 99,
  references: [],
  artStyle: { id: 'noir', version: 1 },
  language: 'en',
  index: 0,
  stage: null,
}
const nell: UploadedReference = { hash: 'a', role: 'face', path: 'n.png', of: 'nell', name: 'panelwright/a.png' }

describe('a request put into a workflow', () => {
  test('changes what is bound and nothing else', () => {
    const before = structuredClone(USUAL)
    const { graph, output, withoutEffect } = applyWorkflow(workflow(USUAL), request, 'p/1', [])
    expect(USUAL).toEqual(before)
    expect(graph['6']!.inputs.text).toBe(request.prompt)
    expect(graph['7']!.inputs.text).toBe('photograph')
    expect(graph['5']!.inputs).toEqual({ width: 832, height: 1216, batch_size: 1 })
    expect(graph['3']!.inputs).toEqual({ ...USUAL['3']!.inputs, seed: 99 })
    expect(graph['4']).toEqual(USUAL['4'])
    expect(graph['10']).toEqual(USUAL['10'])
    expect([output, graph['9']!.inputs.filename_prefix, withoutEffect]).toEqual(['9', 'p/1', []])
  })

  test('sets the sampler only where the author says so', () => {
    const tuning = { steps: 9, guidance: 3, sampler: 'ddim', scheduler: 'simple', denoise: 0.5 }
    const { graph, sent } = applyWorkflow(workflow(USUAL), { ...request, tuning }, 'p/1', [])
    const { steps, cfg, sampler_name, scheduler, denoise } = graph['3']!.inputs
    expect([steps, cfg, sampler_name, scheduler, denoise]).toEqual([9, 3, 'ddim', 'simple', 0.5])
    expect(sent).toMatchObject({ ...tuning, seed: 99, width: 832, height: 1216 })
  })

  test('takes the place of the mark alone where the author has marked one', () => {
    const graph = { ...USUAL, '6': { ...USUAL['6']!, inputs: { text: 'ink, %prompt%, hatching', clip: ['4', 1] } } }
    expect(applyWorkflow(workflow(graph), request, 'p/1', []).graph['6']!.inputs.text).toBe(
      `ink, ${request.prompt}, hatching`,
    )
  })

  test('says what has no place in it', () => {
    const { withoutEffect } = applyWorkflow(workflow(FLUX), { ...request, tuning: { referenceWeight: 1 } }, 'p/1', [
      nell,
    ])
    expect(withoutEffect).toEqual(['negative', 'reference weight', 'reference1'])
  })

  test('makes a node that only shows its picture save it under our name', () => {
    const { graph, output } = applyWorkflow(workflow(FLUX), request, 'p/1', [])
    expect(graph[output]).toEqual({ class_type: 'SaveImage', inputs: { images: ['11', 0], filename_prefix: 'p/1' } })
  })

  test('fills references in their order and leaves the author’s own where there are fewer', () => {
    const two = workflow(TWO_PASSES, { reference2: [{ node: '22', input: 'other' }] })
    const filled = applyWorkflow(two, request, 'p/1', [nell])
    expect(filled.graph['22']!.inputs.image).toBe('panelwright/a.png')
    expect(filled.sent).toMatchObject({ reference1: 'face of nell', ownPictures: ['22.other'] })
    expect(applyWorkflow(two, request, 'p/1', []).graph['22']!.inputs.image).toBe('pose.png')
  })

  test('sets the checkpoint only where it is bound', () => {
    const bound = workflow(USUAL, { checkpoint: [{ node: '4', input: 'ckpt_name' }] })
    expect(applyWorkflow(bound, request, 'p/1', []).graph['4']!.inputs.ckpt_name).toBe(request.providerModel)
  })
})

describe('a file that is no workflow for the API', () => {
  test.each<[what: string, text: string, message: RegExp, remedy: RegExp, line?: number]>([
    ['no JSON', '{\n"3": {,\n', /not valid JSON/, /Export \(API\)/, 2],
    ['a list', '[]', /object of nodes/, /Export \(API\)/],
    [
      'the form of the window',
      JSON.stringify({ nodes: [{ id: 3, type: 'KSampler' }], links: [], version: 0.4 }),
      /form of ComfyUI’s window/,
      /Export \(API\)/,
    ],
    ['something else', '{"name": "noir", "version": 1}', /“name” is not a node/, /Export \(API\)/],
    ['empty', '{}', /no nodes/, /Export \(API\)/],
    [
      'cut in two',
      JSON.stringify({ '9': USUAL['9'] }),
      /“images” of SaveImage \(9\) hangs on node 8, which is not there/,
      /Export \(API\)/,
    ],
    [
      'without an output',
      JSON.stringify({ ...USUAL, '9': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } } }),
      /Nothing in this workflow puts out a picture/,
      /Save Image/,
    ],
  ])('because it is %s is told what to export', (_, text, message, remedy, line) => {
    const read = readExport(text)
    expect(read).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    if (line !== undefined) expect(read).toMatchObject({ line })
  })

  test('is taken when it is the whole body that goes to the server', () => {
    expect(readExport(JSON.stringify({ prompt: USUAL, client_id: 'x' }))).toEqual({ ok: true, graph: USUAL })
  })
})
