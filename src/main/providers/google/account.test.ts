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

test('the pace is what the author says the account allows, and a careful one where that is nothing', () => {
  const paceWith = (perMinute?: string) =>
    paceOf('gemini-nano-banana-2.1', settings(perMinute ? { PANELWRIGHT_GOOGLE_PER_MINUTE: perMinute } : {}))
  const careful = { concurrency: 2, requestsPerMinute: 10 }
  expect([paceWith(), paceWith('lots'), paceWith('0')]).toEqual([careful, careful, careful])
  expect(paceWith('3')).toEqual({ concurrency: 1, requestsPerMinute: 3 })
  expect(paceWith('60')).toEqual({ concurrency: 12, requestsPerMinute: 60 })
  expect(paceWith('600').concurrency).toBe(16)
})
