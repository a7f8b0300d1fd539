import { describe, expect, test } from 'vitest'
import type { Graph } from '../graph.ts'
import { placeText } from './bindings.ts'
import { FLUX, TWO_PASSES, USUAL } from './graphs.fixture.ts'
import { guessBindings } from './guess-bindings.ts'

function places(graph: Graph): Record<string, string> {
  return Object.fromEntries(guessBindings(graph).map(({ field, places }) => [field, places.map(placeText).join(' ')]))
}
const with_ = (graph: Graph, changes: Graph): Graph => ({ ...graph, ...changes })

describe('where the parts of a request go', () => {
  test('is found along the links of the sampler, with the reason', () => {
    expect(places(USUAL)).toEqual({
      prompt: '6.text',
      negative: '7.text',
      seed: '3.seed',
      width: '5.width',
      height: '5.height',
      steps: '3.steps',
      guidance: '3.cfg',
      sampler: '3.sampler_name',
      scheduler: '3.scheduler',
      denoise: '3.denoise',
      output: '9',
    })
    expect(guessBindings(USUAL)[0]!.why).toBe('KSampler (3) takes its positive words from it')
  })

  test('is found where the sampler is put together from nodes, and values come from nodes of their own', () => {
    expect(places(FLUX)).toEqual({
      prompt: '2.value',
      seed: '6.noise_seed',
      width: '12.value',
      height: '9.height',
      steps: '8.steps',
      guidance: '4.guidance',
      sampler: '7.sampler_name',
      scheduler: '8.scheduler',
      denoise: '8.denoise',
      output: '13',
    })
  })

  test('is that of the first of two samplers, through nodes that pass both sides on', () => {
    expect(places(TWO_PASSES)).toMatchObject({
      prompt: '6.text',
      negative: '7.text',
      seed: '3.seed',
      width: '5.width',
      denoise: '3.denoise',
      reference1: '22.image',
    })
  })

  test('is both texts of an encoder that has two', () => {
    const encoder = {
      class_type: 'CLIPTextEncodeSDXL',
      inputs: { clip: ['4', 1], width: 1024, height: 1024, text_g: 'a cat', text_l: 'ink' },
    }
    expect(places(with_(USUAL, { '6': encoder })).prompt).toBe('6.text_g 6.text_l')
  })

  test('is no negative prompt where that side is emptied or has the words of the other', () => {
    const emptied = { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['6', 0] } }
    expect(places(with_(USUAL, { '7': emptied }))).not.toHaveProperty('negative')
    const sampler = { ...USUAL['3']!, inputs: { ...USUAL['3']!.inputs, negative: ['6', 0] } }
    expect(places(with_(USUAL, { '3': sampler }))).not.toHaveProperty('negative')
  })

  test('is what the author has marked in titles and texts, whatever the links say', () => {
    const graph = with_(USUAL, {
      '30': { class_type: 'Text Multiline', inputs: { text: 'masterpiece, %prompt%, ink' } },
      '31': { class_type: 'PrimitiveInt', inputs: { value: 3 }, _meta: { title: 'the %seed% of it' } },
      '32': { class_type: 'LoadImage', inputs: { image: 'a.png' }, _meta: { title: '%reference2%' } },
      '33': { class_type: 'PreviewImage', inputs: { images: ['8', 0] }, _meta: { title: '%output%' } },
    })
    expect(places(graph)).toMatchObject({
      prompt: '30.text',
      seed: '31.value',
      reference1: '32.image',
      reference2: '32.image',
      output: '33',
    })
  })

  test('is nothing in a graph without a sampler but what it loads and puts out', () => {
    const graph: Graph = {
      a: { class_type: 'LoadImage', inputs: { image: 'a.png' } },
      b: { class_type: 'SaveImage', inputs: { images: ['a', 0], filename_prefix: 'x' } },
    }
    expect(places(graph)).toEqual({ reference1: 'a.image', output: 'b' })
  })

  test('ends in a graph that goes round in a circle', () => {
    const round = { class_type: 'ConditioningCombine', inputs: { conditioning_1: ['7', 0], conditioning_2: ['7', 0] } }
    expect(places(with_(USUAL, { '7': round })).prompt).toBe('6.text')
  })
})
