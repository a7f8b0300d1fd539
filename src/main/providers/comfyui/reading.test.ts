import { describe, expect, test } from 'vitest'
import { parseAddresses } from './address.ts'
import { failedNode } from './failed-node.ts'
import { outcomeOf } from './history.ts'
import { afterMessage, isEnd, type Message, previewIn, startProgress } from './progress.ts'
import { rejection } from './rejection.ts'
import { TWO_PASSES, USUAL } from './workflow/graphs.fixture.ts'

describe('addresses', () => {
  const urls = (text: string) => parseAddresses(text).map(({ url }) => url)
  test.each<[text: string, urls: string[]]>([
    ['', ['http://127.0.0.1:8188']],
    ['http://gpu-box:8188/', ['http://gpu-box:8188']],
    ['gpu-box:8188', ['http://gpu-box:8188']],
    ['http://a:1, http://b:2 ,http://a:1/', ['http://a:1', 'http://b:2']],
    ['https://farm.example/comfy/one/', ['https://farm.example/comfy/one']],
    ['http://a:1,ftp://b', []],
    ['http://a:%zz@b', []],
    ['http://', []],
  ])('%s', (text, expected) => {
    expect(urls(text)).toEqual(expected)
  })

  test('names and passwords become a header, their own before the shared one', () => {
    const [own, shared] = parseAddresses('http://me:p%40ss@a:1, http://b:2', 'you:word')
    expect(own).toEqual({ url: 'http://a:1', host: 'a:1', authorization: `Basic ${btoa('me:p@ss')}` })
    expect(shared!.authorization).toBe(`Basic ${btoa('you:word')}`)
  })
})

describe('the history of a prompt', () => {
  const image = (filename: string, type = 'output') => ({ filename, subfolder: '', type })
  test('gives the pictures of the node that is asked for, those that are kept first', () => {
    const outputs = { '9': { images: [image('b.png', 'temp'), image('a.png')] }, '4': { images: [image('mask.png')] } }
    const status = { status_str: 'success', messages: [['execution_cached', { nodes: ['4', 5] }]] }
    expect(outcomeOf({ outputs, status }, '9')).toEqual({
      is: 'done',
      images: [image('a.png'), image('b.png', 'temp')],
      cachedNodes: ['4', '5'],
    })
    expect(outcomeOf({ outputs, status }, '1')).toMatchObject({ is: 'done', images: [] })
    expect(outcomeOf({ outputs, status }, null)).toMatchObject({ images: { length: 3 } })
  })

  test('tells an interruption from a failure', () => {
    const status = (...messages: unknown[]) => ({ status: { status_str: 'error', completed: false, messages } })
    expect(outcomeOf(status(['execution_interrupted', {}]), '9')).toEqual({ is: 'interrupted' })
    expect(
      outcomeOf(status(['execution_error', { node_id: 3, node_type: 'KSampler', exception_message: 'no' }]), '9'),
    ).toEqual({ is: 'failed', node: '3', nodeClass: 'KSampler', exception: '', message: 'no' })
    expect(outcomeOf(status(), '9')).toMatchObject({ is: 'failed' })
  })

  test('that is nothing like one is a picture of nobody', () => {
    for (const entry of [{}, { outputs: { '9': { images: [null, 'x', { filename: 3 }] } } }])
      expect(outcomeOf(entry, '9')).toEqual({ is: 'done', images: [], cachedNodes: [] })
  })
})

describe('what a node threw', () => {
  const thrown = (nodeClass: string, message: string, exception = 'RuntimeError') =>
    failedNode({ is: 'failed', node: '3', nodeClass, exception, message }, USUAL, 'box:8188')
  test.each<[nodeClass: string, message: string, kind: string, says: RegExp | null]>([
    ['KSampler', 'CUDA out of memory. Tried to allocate 2.5 GiB', 'out-of-memory', null],
    ['KSampler', 'Allocation on device 0 would exceed allowed memory.', 'out-of-memory', null],
    ['KSampler', 'CUDA error: an illegal memory access was encountered', 'overloaded', /graphics card of box:8188/],
    ['IPAdapterUnifiedLoader', 'IPAdapter model not found.', 'missing-part', /IPAdapter nodes, but not the models/],
    ['CheckpointLoaderSimple', 'Error while deserializing header: HeaderTooLarge', 'missing-part', /is damaged/],
    ['UNETLoader', "[Errno 2] No such file or directory: '/home/x/a'", 'missing-part', /is not on box:8188/],
    ['KSampler', 'mat1 and mat2 shapes cannot be multiplied', 'invalid', /failed in KSampler \(3\)/],
  ])('%s: %s', (nodeClass, message, kind, says) => {
    const error = thrown(nodeClass, message)
    expect(error.kind).toBe(kind)
    if (says) expect(error.says).toMatch(says)
    else expect(error.says).toBeNull()
    expect(error.says ?? '').not.toContain('/home/x')
  })

  test('is out of memory also by the name of the exception alone', () => {
    expect(thrown('VAEDecode', '', 'torch.cuda.OutOfMemoryError').kind).toBe('out-of-memory')
  })
})

test('a rejection that is like none known fails without words of the server’s', () => {
  const error = rejection({ graph: USUAL, host: 'box', error: { type: 'new' }, nodeErrors: {}, body: 'raw' }, null)
  expect(error).toMatchObject({ kind: 'invalid', says: null, detail: 'raw' })
})

test('of several faults the missing part is said first', () => {
  const fault = (type: string, input_name: string, received_value: unknown) => ({
    errors: [{ type, extra_info: { input_name, received_value, input_config: [['a', 'b']] } }],
  })
  const nodeErrors = {
    '3': fault('value_bigger_than_max', 'steps', 99_999),
    '4': fault('value_not_in_list', 'ckpt_name', 'c'),
  }
  expect(rejection({ graph: USUAL, host: 'box', error: null, nodeErrors, body: '' }, null)).toMatchObject({
    kind: 'missing-part',
    says: 'There is no checkpoint “c” on box. Did you mean a? There are also: b.',
  })
})

describe('progress', () => {
  const step = (node: string | undefined, value: number, max: number): Message => ({
    type: 'progress',
    data: { value, max, ...(node === undefined ? {} : { node }) },
  })
  const fractionOf = (graph: typeof USUAL, ...messages: Message[]) =>
    messages.reduce(afterMessage, startProgress(graph)).fraction

  test('is shared by all samplers, and never goes back', () => {
    expect(fractionOf(USUAL, step('3', 7, 28))).toBe(0.25)
    expect(fractionOf(TWO_PASSES, step('3', 28, 28))).toBe(0.5)
    expect(fractionOf(TWO_PASSES, step('3', 28, 28), step('1', 14, 28))).toBe(0.75)
    expect(fractionOf(USUAL, step('3', 20, 20), step('3', 1, 20))).toBe(1)
  })

  test('comes from servers that do not name the node, and not from other nodes', () => {
    expect(fractionOf(USUAL, step(undefined, 1, 2))).toBe(0.5)
    expect(fractionOf(USUAL, step('8', 3, 4))).toBe(0)
    expect(fractionOf(USUAL, step('3', 3, 0))).toBe(0)
  })

  test.each<[Message, boolean]>([
    [{ type: 'executing', data: { node: null } }, true],
    [{ type: 'executing', data: { node: '3' } }, false],
    [{ type: 'execution_success', data: {} }, true],
    [{ type: 'execution_error', data: {} }, true],
    [{ type: 'status', data: {} }, false],
  ])('%j ends it: %s', (message, ends) => {
    expect(isEnd(message)).toBe(ends)
  })

  test('a frame is a preview only when it says so', () => {
    const frame = (type: number) => Buffer.from([0, 0, 0, type, 0, 0, 0, 1, 0xff, 0xd8])
    expect(Buffer.from(previewIn(frame(1))!)).toEqual(Buffer.from([0xff, 0xd8]))
    expect(previewIn(frame(3))).toBeNull()
    expect(previewIn(Buffer.from([0, 0]))).toBeNull()
  })
})
