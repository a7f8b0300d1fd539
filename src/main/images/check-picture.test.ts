import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkPicture } from './check-picture.ts'
import { claimedPng, noisePicture } from './sample-pictures.case.ts'

async function faultOf(bytes: Uint8Array): Promise<string> {
  const checked = await checkPicture(bytes)
  return checked.ok ? 'none' : checked.fault
}

describe('checking a picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('takes a whole %s and says its size and hash', async (format) => {
    const bytes = await noisePicture(160, 120).toFormat(format).toBuffer()
    expect(await checkPicture(bytes)).toEqual({
      ok: true,
      width: 160,
      height: 120,
      format,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  test.each(['png', 'jpeg', 'webp'] as const)('finds a %s that was cut short anywhere', async (format) => {
    const bytes = await noisePicture(160, 120).toFormat(format).toBuffer()
    for (const share of [0.03, 0.3, 0.6, 0.95]) {
      expect(await faultOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('truncated')
    }
  })

  test('finds damage in the middle of a PNG', async () => {
    const bytes = await noisePicture(160, 120).png().toBuffer()
    const middle = Math.floor(bytes.length / 2)
    bytes.fill(0x55, middle, middle + 200)
    expect(await faultOf(bytes)).toBe('truncated')
  })

  test.each([
    ['nothing', ''],
    ['an error page', '<!doctype html><title>502</title>'],
    ['a refusal in words', '{"error":{"message":"safety"}}'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"></svg>'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00'],
    ['a PDF', '%PDF-1.7'],
  ])('does not take %s for a picture', async (_, text) => {
    expect(await faultOf(Buffer.from(text, 'latin1'))).toBe('not-an-image')
  })

  test('does not unpack a small file that claims to be huge', async () => {
    expect(await faultOf(claimedPng(40_000, 40_000))).toBe('too-large')
  })

  test('refuses a thumbnail sent in place of a picture', async () => {
    expect(await faultOf(await noisePicture(63, 200).png().toBuffer())).toBe('wrong-size')
  })

  test('counts a turned photograph as it is seen', async () => {
    const bytes = await noisePicture(200, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await checkPicture(bytes)).toMatchObject({ ok: true, width: 100, height: 200 })
  })
})
