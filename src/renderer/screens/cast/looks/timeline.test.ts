import { expect, test } from 'vitest'
import { readDate, timelineOf } from './timeline.ts'

const look = (from: string | null, until: string | null) => ({ from, until })

test('looks stand on the years they hold in', () => {
  expect(timelineOf([look('1926', '1930'), look('1931', null), look(null, null)])).toMatchObject({
    from: 1926,
    until: 1931,
    ticks: [{ year: 1926, at: 0 }, { year: 1927, at: 0.2 }, {}, {}, {}],
    bars: [
      { start: 0, end: 1, openStart: false, openEnd: false },
      { start: 1, end: 1, openEnd: true },
      { start: 0, end: 1, openStart: true, openEnd: true },
    ],
  })
})

test('one moment has years around it, a long life few ticks', () => {
  expect(timelineOf([look('1931-04-09', '1931-04-09')])).toMatchObject({ from: 1930, until: 1934 })
  expect(timelineOf([look('1850', '1953')])!.ticks.map(({ year }) => year)).toEqual([1860, 1880, 1900, 1920, 1940])
})

test('undated looks need no axis', () => {
  expect(timelineOf([look(null, null)])).toBeNull()
})

test.each([
  ['1931', '1931'],
  [' 1931-4 ', '1931-04'],
  ['1931/4/9', '1931-04-09'],
  ['1931.02.29', null],
  ['1931-13', null],
  ['31', null],
  ['autumn', null],
  ['1931-', null],
])('%j is the date %j', (typed, date) => {
  expect(readDate(typed)).toBe(date)
})
