import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from './open-store.ts'
import { addTestPanels, addTestTake, openTestStore } from './open-test-store.ts'
import { type TakeCheckRepository, takeCheckRepository } from './take-checks.ts'

let store: Store
let checks: TakeCheckRepository
let takes: string[]

beforeEach(() => {
  store = openTestStore()
  checks = takeCheckRepository(store)
  takes = ['1', '2'].flatMap((chapter) => addTestPanels(store, 2, chapter).map((panel) => addTestTake(store, panel)))
})
afterEach(() => store.close())

const people = (probability: number, message = 'Two are there.') => ({ kind: 'people' as const, probability, message })
const text = { kind: 'text' as const, probability: 0.8, message: 'There is writing.' }

test('pictures come in reading order, with their places; rejected and lost ones are left out', () => {
  expect(checks.checkable({}).map(({ takeId, chapter, panel }) => [takeId, chapter, panel])).toEqual([
    [takes[0], '1', 1],
    [takes[1], '1', 2],
    [takes[2], '2', 1],
    [takes[3], '2', 2],
  ])
  store.sqlite.prepare("update take set state = 'rejected' where id = ?").run(takes[0])
  store.sqlite.prepare("update take set file_state = 'missing' where id = ?").run(takes[3])
  expect(checks.checkable({}).map(({ takeId }) => takeId)).toEqual([takes[1], takes[2]])
  expect(checks.checkable({ chapters: ['2'] }).map(({ takeId }) => takeId)).toEqual([takes[2]])
  expect(checks.checkable({ styles: ['manga'] })).toEqual([])
})

test('a new look takes the place of the one before, and moderation stands beside it', () => {
  checks.write(takes[0]!, 'a model', [people(0.9), text], 1)
  checks.write(takes[0]!, 'omni', [{ kind: 'moderation', probability: 0.7, message: 'Flagged.' }], 2)
  expect(checks.flags(0.5, {}).map(({ kind }) => kind)).toEqual(['moderation', 'people', 'text'])
  checks.write(takes[0]!, 'b model', [people(0.6)], 3)
  expect(checks.flags(0.5, {}).map(({ kind, checker }) => [kind, checker])).toEqual([
    ['moderation', 'omni'],
    ['people', 'b model'],
  ])
  expect(checks.lookedAt('a model', 'vision').size).toBe(0)
  expect([...checks.lookedAt('b model', 'vision')]).toEqual([takes[0]])
  expect([...checks.lookedAt('omni', 'moderation')]).toEqual([takes[0]])
  expect(checks.lookedAt('omni', 'vision').size).toBe(0)
  expect(checks.countLookedAt()).toBe(1)
})

test('flags are what is likely and says something, of the part of the book that is meant', () => {
  checks.write(takes[0]!, 'a model', [people(0.4)], 1)
  checks.write(takes[1]!, 'a model', [people(0.9, '')], 1)
  checks.write(takes[2]!, 'a model', [people(0.7)], 1)
  expect(checks.flags(0.5, {}).map(({ chapter, panel }) => [chapter, panel])).toEqual([['2', 1]])
  expect(checks.flags(0.5, { chapters: ['1'] })).toEqual([])
})

test('a model that would not look is noted, but covers nothing that another one found', () => {
  checks.writeDeclined(takes[0]!, 'shy model', 'It declined.', 1)
  checks.write(takes[1]!, 'a model', [people(0.9)], 1)
  checks.writeDeclined(takes[1]!, 'shy model', 'It declined.', 2)
  expect([...checks.lookedAt('shy model', 'vision')]).toEqual([takes[0]])
  expect(checks.flags(0.5, {})).toMatchObject([{ takeId: takes[1], checker: 'a model' }])
})

test('the first accepted picture of a style is known', () => {
  expect(checks.firstPicked('noir')).toMatchObject({ takeId: takes.toSorted()[0] })
  expect(checks.firstPicked('manga')).toBeNull()
})
