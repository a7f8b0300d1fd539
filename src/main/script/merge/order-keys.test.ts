import fc from 'fast-check'
import { generateNKeysBetween } from 'fractional-indexing'
import { describe, expect, it } from 'vitest'
import { orderKeysFor } from './order-keys.ts'

const [a, b, c, d] = generateNKeysBetween(null, null, 4) as [string, string, string, string]

describe('orderKeysFor', () => {
  it('moves one row when one row is moved', () => {
    const keys = orderKeysFor([a, d, b, c])
    expect([keys[0], keys[2], keys[3]]).toEqual([a, b, c])
    expect(keys[1]! > a && keys[1]! < b).toBe(true)
  })

  it('gives rising keys to any list and keeps those of a list that is in order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(generateNKeysBetween(null, null, 30)), fc.array(fc.nat(40)), (kept, inserts) => {
        const list: (string | null)[] = [...kept]
        for (const at of inserts) list.splice(Math.min(at, list.length), 0, null)
        const keys = orderKeysFor(list)
        expect(keys).toEqual([...new Set(keys)].sort((x, y) => (x < y ? -1 : 1)))
        const inOrder = [...kept].sort((x, y) => (x < y ? -1 : 1))
        expect(orderKeysFor(inOrder)).toEqual(inOrder)
      }),
    )
  })
})
