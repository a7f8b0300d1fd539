import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { glowSprite } from './glow-sprite.ts'

describe('glowSprite', () => {
  it('is a picture of the colour, full in the middle and gone at the edge', async () => {
    const bytes = Buffer.from(glowSprite('#ff9a4a').split(',')[1]!, 'base64')
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
    const middle = at(info.width / 2, info.height / 2)
    expect(middle.slice(0, 3)).toEqual([0xff, 0x9a, 0x4a])
    expect(middle[3]).toBeGreaterThan(240)
    expect(at(0, info.height / 2)[3]).toBeLessThan(10)
    expect(at(0, 0)[3]).toBe(0)
  })
})
