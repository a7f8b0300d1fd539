import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from './redact.ts'

const SECRET = 'Zx81kQp0Vt5nAa93'

test.each([
  `Authorization: Bearer ${SECRET}`,
  `Incorrect API key provided: sk-proj-${SECRET}.`,
  `https://example.com/v1?key=${SECRET}&size=1024`,
  `{"api_key": "${SECRET}"}`,
  `x-goog-api-key: ${SECRET}`,
  `AIza${SECRET}${SECRET}`,
  `https://user:${SECRET}@example.com/`,
  `password=${SECRET}`,
])('%s keeps no secret', (text) => {
  expect(redact(text)).not.toContain(SECRET)
})

test('what is no secret stays readable', () => {
  const text = 'Your request was rejected by the safety system (request id req_123).'
  expect(redact(text)).toBe(text)
})

test('picture bytes are left out', () => {
  expect(redact(`{"b64_json":"${'iVBORw0KGgo'.repeat(100)}"}`).length).toBeLessThan(60)
})

test('a known secret is removed wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[A-Za-z0-9]{12,40}$/), fc.string(), (before, secret, after) => {
      expect(redact(before + secret + after, [secret])).not.toContain(secret)
    }),
  )
})
