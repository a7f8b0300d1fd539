import { describe, expect, it } from 'vitest'
import { separateKeys } from './separate-keys.ts'

const entry = (id: string, orderKey: string, isPlaced = false) => ({ id, orderKey, isPlaced })

describe('order keys that are alike', () => {
  it('are left alone where there are none', () => {
    expect(separateKeys([entry('b', 'a1'), entry('a', 'a0')])).toEqual(new Map())
  })

  it('stay with what the author placed there', () => {
    const entries = [entry('own', 'a1', true), entry('read', 'a1'), entry('also', 'a1', true), entry('next', 'a2')]
    const changed = separateKeys(entries)
    expect(changed.has('also')).toBe(false)
    const order = entries
      .map(({ id, orderKey }) => ({ id, key: changed.get(id) ?? orderKey }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ id }) => id)
    expect(order).toEqual(['also', 'own', 'read', 'next'])
    expect(new Set(entries.map(({ id, orderKey }) => changed.get(id) ?? orderKey)).size).toBe(4)
  })
})
