import { expect, test } from 'vitest'
import { coverPalette } from './cover-palette.ts'
import { sharp } from './sharp.ts'

function plain(color: string): Promise<Buffer> {
  return sharp({ create: { width: 80, height: 80, channels: 3, background: color } })
    .png()
    .toBuffer()
}

function channels(color: string): [red: number, green: number, blue: number] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)) as [number, number, number]
}

test('the accent answers the colour of the picture, the ink is nearly black', async () => {
  const { accent, ink } = await coverPalette(await plain('#c06020'))
  const [red, , blue] = channels(accent)
  expect(blue).toBeGreaterThan(red + 80)
  expect(Math.max(...channels(ink))).toBeLessThan(40)
})

test('grey pictures, black ones and none get amber', async () => {
  const none = await coverPalette(null)
  expect(await coverPalette(await plain('#777777'))).toEqual(none)
  expect(await coverPalette(await plain('#000000'))).toEqual(none)
  const [red, green, blue] = channels(none.accent)
  expect(red).toBeGreaterThan(green)
  expect(green).toBeGreaterThan(blue)
})
