import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTakeFileName, readTemporaryName, takeFileName, temporaryName } from './take-path.ts'

const KEY = 'a'.repeat(64)
const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/)
const name = fc.record({
  panelId: fc.uuid(),
  artStyleId: slug,
  language: fc.constantFrom('en', 'pt-BR', 'zh-Hant-TW'),
  imageIndex: fc.nat(999),
  key: fc.stringMatching(/^[0-9a-f]{64}$/),
})

test('a file name says what its row said, whatever the format and however many copies', () => {
  fc.assert(
    fc.property(
      name,
      fc.constantFrom('png', 'jpeg', 'webp' as const),
      fc.integer({ min: 1, max: 99 }),
      (take, format, copy) => {
        expect(readTakeFileName(takeFileName(take, format, copy))).toEqual(take)
        expect(readTemporaryName(temporaryName(take))).toEqual(take)
      },
    ),
  )
})

test('names are made of ids, in the order a reader expects', () => {
  const take = { panelId: 'p1', artStyleId: 'ligne-claire', language: 'en', imageIndex: 2, key: KEY }
  expect(takeFileName(take, 'jpeg', 1)).toBe(`p1_ligne-claire_en_2_${KEY}.jpg`)
  expect(takeFileName(take, 'jpeg', 3)).toBe(`p1_ligne-claire_en_2_${KEY}_3.jpg`)
})

test.each(['photo.png', 'Thumbs.db', `p1_noir_en_0_${KEY.slice(1)}.png`, `p1_noir_en_0_${KEY}.gif`, '.x.tmp'])(
  '%s is not ours',
  (fileName) => {
    expect(readTakeFileName(fileName)).toBeNull()
    expect(readTemporaryName(fileName)).toBeNull()
  },
)
