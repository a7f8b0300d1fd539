import { describe, expect, test } from 'vitest'
import { chooseCrop } from './crop.ts'
import { discPicture, noisePicture } from './sample-pictures.case.ts'

const WIDE = { width: 600, height: 300 }
const DISC_RIGHT = { x: 0.85, y: 0.5, color: '#e07840' }
const FACE_LEFT = { people: [{ personId: 'nell', body: box(0, 0.2, 0.2, 0.8), face: box(0.05, 0.2, 0.1, 0.2) }] }

function box(x: number, y: number, width: number, height: number) {
  return { x, y, width, height }
}

describe('choosing a crop', () => {
  test('goes by the pin, then by people, then by what catches the eye', async () => {
    const picture = await discPicture(WIDE, DISC_RIGHT)
    const pinned = await chooseCrop(picture, 1, { pin: { x: 0.5, y: 0.5 }, regions: FACE_LEFT })
    expect(pinned).toEqual({ box: box(0.25, 0, 0.5, 1), why: 'pin' })

    const people = await chooseCrop(picture, 1, { regions: FACE_LEFT })
    expect(people.why).toBe('people')
    expect(people.box.x).toBeLessThanOrEqual(0.05)

    const seen = await chooseCrop(picture, 1)
    expect(seen.why).toBe('attention')
    expect(seen.box.x).toBeGreaterThan(0.4)
    expect(seen.box.x + seen.box.width).toBeLessThanOrEqual(1)
  })

  test('takes the middle of a picture in which nothing stands out', async () => {
    const flat = await discPicture(WIDE, { ...DISC_RIGHT, color: '#8a8f98' })
    expect(await chooseCrop(flat, 1, { regions: { people: [] } })).toEqual({ box: box(0.25, 0, 0.5, 1), why: 'centre' })
  })

  test('shows the whole picture where the shapes agree', async () => {
    const picture = await discPicture(WIDE, DISC_RIGHT)
    expect(await chooseCrop(picture, 2, { pin: { x: 0, y: 0 } })).toEqual({ box: box(0, 0, 1, 1), why: 'whole' })
  })

  test('goes by the picture as it is seen when a camera turned it', async () => {
    const turned = await noisePicture(200, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await chooseCrop(turned, 0.5)).why).toBe('whole')
  })
})
