import { describe, expect, test } from 'vitest'
import { tinyPng } from '../../../../e2e/harness/tiny-picture.ts'
import { ProviderError } from '../provider.ts'
import { readReply } from './reply.ts'

const [one, two, three] = [1, 2, 3].map((seed) => tinyPng(seed))
const base64 = (...pictures: (Buffer | undefined)[]) => pictures.map((picture) => picture?.toString('base64'))

describe('the picture of a reply', () => {
  test.each([
    ['alone', { images: base64(one), info: '{"all_seeds":[7]}' }, one],
    ['behind a contact sheet', { images: base64(two, one), info: '{"index_of_first_image":1,"all_seeds":[7]}' }, one],
    ['before maps', { images: base64(one, two, three), info: '{"index_of_first_image":0,"seed":7}' }, one],
    ['as a data URL', { images: [`data:image/png;base64,${base64(one)[0]}`], info: '{"seed":7}' }, one],
  ])('%s', (_, reply, picture) => {
    const made = readReply(reply)
    expect(Buffer.compare(made.bytes, picture!)).toBe(0)
    expect(made.seed).toBe(7)
  })

  test.each([['not JSON'], [undefined], ['[]'], ['null']])('is kept when what is said of it is %s', (info) => {
    expect(readReply({ images: base64(one), info })).toMatchObject({ seed: null, checkpoint: null })
  })

  test.each([
    ['no pictures', { images: [], info: '{}' }, 'no-image'],
    ['nothing', null, 'no-image'],
    ['a place beyond the last', { images: base64(one), info: '{"index_of_first_image":3}' }, 'no-image'],
    ['text', { images: ['aGVsbG8='], info: '{}' }, 'corrupt'],
  ])('is missing: %s', (_, reply, kind) => {
    expect(() => readReply(reply)).toThrow(ProviderError)
    expect(() => readReply(reply)).toThrow(expect.objectContaining({ kind }))
  })
})
