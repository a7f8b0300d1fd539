import { expect, test } from 'vitest'
import { checkAddress, checkHeaderValue } from './address.ts'

test.each([
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['https://gateway.example/openai/v1//', 'https://gateway.example/openai/v1'],
  ['http://127.0.0.1:1234', 'http://127.0.0.1:1234'],
])('%s is an address', (address, checked) => {
  expect(checkAddress('OPENAI_BASE_URL', address)).toBe(checked)
})

test.each(['api.openai.com/v1', 'localhost:1234', 'ftp://x/v1', '/v1', 'https://a:b@x/v1', 'https://x/v1?key=secret'])(
  '%s is none, and is not repeated',
  (address) => {
    expect(() => checkAddress('OPENAI_BASE_URL', address)).toThrow(
      expect.objectContaining({ kind: 'wrong-address', says: expect.stringMatching(/^OPENAI_BASE_URL /) }),
    )
    expect(() => checkAddress('OPENAI_BASE_URL', address)).not.toThrow(address)
  },
)

test('a key goes into a header or is turned away unseen', () => {
  expect(checkHeaderValue('OPENAI_API_KEY', 'sk-proj_0123.~')).toBe('sk-proj_0123.~')
  for (const key of ['sk 1', 'sk\n1', 'sk–1', 'schlüssel', ''])
    expect(() => checkHeaderValue('OPENAI_API_KEY', key)).toThrow(expect.objectContaining({ kind: 'unauthorized' }))
})
