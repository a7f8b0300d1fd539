import { describe, expect, test } from 'vitest'
import { eventLog } from './event-log.ts'

const changed = { nouns: ['tree' as const] }

describe('the log of events', () => {
  test('numbers them without a gap, and tells each at once', () => {
    const log = eventLog(() => 7)
    const told: number[] = []
    log.subscribe(({ seq }) => told.push(seq))
    log.publish('changed', changed)
    log.publish('changed', changed)
    expect(told).toEqual([1, 2])
  })

  test('gives who was away what they missed', () => {
    const log = eventLog(() => 7)
    for (let n = 0; n < 5; n++) log.publish('changed', changed)
    expect(log.since(log.life, 3)).toMatchObject({ seq: 5, complete: true, events: [{ seq: 4 }, { seq: 5 }] })
    expect(log.since(log.life, 5)).toMatchObject({ seq: 5, complete: true, events: [] })
  })

  test('says when it cannot: too much was missed, another life, a number of the future', () => {
    const log = eventLog(() => 7, 3)
    for (let n = 0; n < 5; n++) log.publish('changed', changed)
    expect(log.since(log.life, 2)).toMatchObject({ complete: true })
    expect(log.since(log.life, 1)).toMatchObject({ complete: false, events: [], seq: 5 })
    expect(log.since('another', 4)).toMatchObject({ complete: false, events: [] })
    expect(log.since(log.life, 6)).toMatchObject({ complete: false })
  })

  test('keeps what was told as it was then', () => {
    const log = eventLog(() => 7)
    const data = { nouns: ['tree' as 'tree' | 'takes'] }
    log.publish('changed', data)
    data.nouns[0] = 'takes'
    expect(log.since(log.life, 0).events[0]!.data).toEqual({ nouns: ['tree'] })
  })
})
