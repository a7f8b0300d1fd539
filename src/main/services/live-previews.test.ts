import { expect, test } from 'vitest'
import { livePreviews } from './live-previews.ts'

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 9])

test('the newest look of each job is kept until the job has ended', () => {
  const previews = livePreviews()
  expect(previews.keep('a', JPEG)).toBe(1)
  expect(previews.keep('a', PNG)).toBe(2)
  expect(previews.keep('b', JPEG)).toBe(1)
  expect(previews.of('a')).toMatchObject({ index: 2, format: 'png' })
  previews.forget('a')
  expect(previews.of('a')).toBeNull()
  expect(previews.of('b')).not.toBeNull()
})

test('what is no picture, or far too large for a look, is passed over', () => {
  const previews = livePreviews()
  expect(previews.keep('a', new TextEncoder().encode('<svg onload="x">'))).toBeNull()
  expect(previews.keep('a', new Uint8Array(5 * 1024 * 1024).fill(0xff))).toBeNull()
  expect(previews.of('a')).toBeNull()
})
