import { describe, expect, it } from 'vitest'
import { parseSceneHeading, parseSlugLine } from './parse-slug.ts'

describe('slug lines', () => {
  it.each([
    ['The slipway, Pellow Quay — 15 August 1931, afternoon', 'The slipway, Pellow Quay', 'afternoon', '1931-08-15'],
    [
      'Aboard the *Santa Rita*, off the Kettle — 11 January 1938, night',
      'Aboard the Santa Rita, off the Kettle',
      'night',
      '1938-01-11',
    ],
    ["Carrow, the office – 20 January 1938, ten o'clock", 'Carrow, the office', "ten o'clock", '1938-01-20'],
    ['INT. LAMP ROOM - NIGHT', 'LAMP ROOM', 'NIGHT', null],
    ['EXT. SEA - CONTINUOUS', 'SEA', 'CONTINUOUS', '1900-01-01'],
    ['INT. OFFICE – LATER', 'OFFICE', 'LATER', '1900-01-01'],
    ['INT. KÜCHE - NACHT', 'KÜCHE', 'night', null],
    ['The harbour — March 1927', 'The harbour', '', '1927-03'],
    ['The harbour — spring 1931', 'The harbour', 'spring', '1931'],
    ['The harbour — August 15, 1931', 'The harbour', '', '1931-08-15'],
    ['The harbour — 1931-08-15, dawn', 'The harbour', 'dawn', '1931-08-15'],
    ['The kitchen — two hours later', 'The kitchen', 'two hours later', '1900-01-01'],
    ['The kitchen — the same evening', 'The kitchen', 'the same evening', '1900-01-01'],
    ['The kitchen — Tuesday, 7.30 pm', 'The kitchen', 'Tuesday, 7.30 pm', null],
  ])('reads “%s”', (line, place, time, date) => {
    const slug = parseSlugLine(line, 3, '1900-01-01')
    expect(slug).toMatchObject({ place, time, date, line: 3 })
  })

  it('reads the ages a line states', () => {
    const slug = parseSlugLine('The quay — 2 March 1927, morning (Nell, 14; Art, 17)', 1, null)
    expect(slug).toMatchObject({ place: 'The quay', time: 'morning', date: '1927-03-02' })
    expect(slug?.ages).toEqual([
      { name: 'Nell', age: 14 },
      { name: 'Art', age: 17 },
    ])
  })

  it.each([
    'He looked at the sea — it was night',
    'He looked at the sea — later',
    '“Go on — tonight.”',
    'She knew one thing — the lamp was out.',
    'Well — now then, Sir',
    'Nobody came that evening',
    '— Tonight',
    'The light — well, the light',
  ])('leaves the prose “%s” alone', (line) => {
    expect(parseSlugLine(line, 1, null)).toBeNull()
  })

  it('finds place and time in a scene heading with commas', () => {
    expect(parseSceneHeading('The Dredger, back room, evening', 1, null)).toMatchObject({
      place: 'The Dredger, back room',
      time: 'evening',
    })
    expect(parseSceneHeading('The oil store', 1, null)).toBeNull()
  })

  it('rejects dates that no calendar has', () => {
    expect(parseSlugLine('The quay — 1931-13-40, dawn', 1, null)?.date).not.toBe('1931-13-40')
  })
})
