import { describe, expect, test } from 'vitest'
import { googleAddress, paceOf } from './account.ts'

const settings =
  (all: Record<string, string>) =>
  (name: string): string | undefined =>
    all[name]
const key = { GEMINI_API_KEY: 'key-one' }

describe('where Google is asked', () => {
  test.each([
    ['by default', key, { baseUrl: 'https://generativelanguage.googleapis.com', version: 'v1', key: 'key-one' }],
    ['with both keys', { ...key, GOOGLE_API_KEY: 'key-two' }, { key: 'key-one' }],
    ['with the other key', { GOOGLE_API_KEY: ' key-two ' }, { key: 'key-two' }],
    ['with an empty key', { GEMINI_API_KEY: ' ', GOOGLE_API_KEY: 'key-two' }, { key: 'key-two' }],
    ['elsewhere', { ...key, GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1/g/' }, { baseUrl: 'http://127.0.0.1:1/g' }],
    ['in another version', { ...key, GOOGLE_GENAI_API_VERSION: 'v1beta' }, { version: 'v1beta' }],
    ['in the newest version', { ...key, GOOGLE_GENAI_API_VERSION: 'beta' }, { version: 'v1beta' }],
  ])('%s', (_name, all, address) => {
    expect(googleAddress(settings(all))).toMatchObject(address)
  })

  test.each([
    ['no key', {}, 'no-key'],
    ['a key that was copied badly', { GEMINI_API_KEY: 'two words' }, 'unauthorized'],
    ['no address', { ...key, GOOGLE_GEMINI_BASE_URL: 'google' }, 'wrong-address'],
    ['no version', { ...key, GOOGLE_GENAI_API_VERSION: '../v1' }, 'wrong-address'],
  ])('%s is found before anything is sent', (_name, all, kind) => {
    expect(() => googleAddress(settings(all))).toThrow(expect.objectContaining({ kind }))
  })
})

test('the pace is that of the tier, and of the lowest where there is none of that name', () => {
  const lowest = { concurrency: 2, requestsPerMinute: 10 }
  expect(paceOf('gemini-nano-banana-2.1', settings({}))).toEqual(lowest)
  expect(paceOf('gemini-nano-banana-2.1', settings({ PANELWRIGHT_GOOGLE_TIER: '1' }))).toEqual(lowest)
  expect(paceOf('gemini-nano-banana-2.1', settings({ PANELWRIGHT_GOOGLE_TIER: 'gold' }))).toEqual(lowest)
})
