import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box, PictureRegions } from '../shared/domain/generation.ts'
import { cropAround, cropForPeople, cropWindow } from './crop.ts'

const aspect = fc.double({ min: 0.2, max: 5, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const box = fc
  .tuple(share, share, share, share)
  .map(([x, y, width, height]): Box => ({ x, y, width: width * (1 - x), height: height * (1 - y) }))

function regions(...boxes: { body: Box; face: Box | null }[]): PictureRegions {
  return { people: boxes.map((one, index) => ({ personId: String(index), ...one })) }
}

function expectInside(crop: Box): void {
  expect(crop.x).toBeGreaterThanOrEqual(0)
  expect(crop.y).toBeGreaterThanOrEqual(0)
  expect(crop.x + crop.width).toBeLessThanOrEqual(1 + 1e-9)
  expect(crop.y + crop.height).toBeLessThanOrEqual(1 + 1e-9)
}

describe('a crop', () => {
  test('has the shape of its slot, stays inside the picture and is as large as it can be', () => {
    fc.assert(
      fc.property(aspect, aspect, share, share, (picture, slot, x, y) => {
        const crop = cropAround(cropWindow(picture, slot), { x, y })
        expectInside(crop)
        expect((crop.width * picture) / crop.height).toBeCloseTo(slot, 6)
        expect(Math.max(crop.width, crop.height)).toBeCloseTo(1)
      }),
    )
  })

  test('stays inside the picture wherever people stand', () => {
    fc.assert(
      fc.property(aspect, aspect, fc.array(box, { minLength: 1, maxLength: 4 }), (picture, slot, boxes) => {
        const crop = cropForPeople(
          cropWindow(picture, slot),
          regions(...boxes.map((body) => ({ body, face: { ...body, height: body.height / 4 } }))),
        )
        expectInside(crop!)
      }),
    )
  })

  test('keeps a face whole before the rest of the body', () => {
    const face = { x: 0.05, y: 0.02, width: 0.2, height: 0.25 }
    const body = { x: 0, y: 0, width: 0.3, height: 1 }
    const crop = cropForPeople(cropWindow(1, 3), regions({ body, face }))!
    expect(crop.y).toBeLessThanOrEqual(face.y)
    expect(crop.y + crop.height).toBeGreaterThanOrEqual(face.y + face.height)
  })

  test('keeps both faces when both fit, though they stand to one side', () => {
    const left = { x: 0.5, y: 0.2, width: 0.12, height: 0.2 }
    const right = { x: 0.85, y: 0.2, width: 0.12, height: 0.2 }
    const crop = cropForPeople(
      cropWindow(1.5, 0.75),
      regions({ body: left, face: left }, { body: right, face: right }),
    )!
    expect(crop.x).toBeLessThanOrEqual(0.5)
    expect(crop.x + crop.width).toBeGreaterThanOrEqual(0.97 - 1e-9)
  })

  test('has nothing to say about a picture without people', () => {
    expect(cropForPeople(cropWindow(1, 2), regions())).toBeNull()
  })
})
