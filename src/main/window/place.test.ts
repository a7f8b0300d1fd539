import { describe, expect, test } from 'vitest'
import { placeOn } from './place.ts'

const MAIN = { x: 0, y: 25, width: 1920, height: 1055 }
const SECOND = { x: 1920, y: 0, width: 2560, height: 1440 }

describe('where a window goes', () => {
  test('at the first time it has its usual size, or what the screen has room for', () => {
    expect(placeOn([MAIN], null)).toEqual({ width: 1440, height: 900, maximized: false })
    expect(placeOn([{ x: 0, y: 0, width: 1280, height: 720 }], null)).toMatchObject({ width: 1280, height: 720 })
  })

  test('otherwise where the last one was', () => {
    const last = { x: 2000, y: 100, width: 1600, height: 1000, maximized: true }
    expect(placeOn([MAIN, SECOND], last)).toEqual(last)
  })

  test.each([
    ['its screen is gone', [MAIN], { x: 2000, y: 100, width: 1600, height: 1000, maximized: false }],
    ['its top edge is above every screen', [MAIN], { x: 10, y: -900, width: 1600, height: 1000, maximized: false }],
    ['only a sliver of it would show', [MAIN], { x: 1900, y: 100, width: 1600, height: 1000, maximized: false }],
  ])('but on the main screen when %s', (_, screens, last) => {
    const place = placeOn(screens, last)
    expect(place.x).toBeUndefined()
    expect(place).toMatchObject({ width: 1600, height: 1000 })
  })
})
