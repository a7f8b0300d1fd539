import { describe, expect, test } from 'vitest'
import { newestOf } from './newest.ts'

const SAVED = { name: 'Nell', looks: [{ appearance: '', outfit: '' }] }
const WITH_APPEARANCE = { ...SAVED, looks: [{ appearance: 'Copper plaits', outfit: '' }] }
const WITH_BOTH = { ...SAVED, looks: [{ appearance: 'Copper plaits', outfit: 'Oilskins' }] }

describe('an entry that is being edited', () => {
  test('keeps what was typed while older answers come in', () => {
    const newest = newestOf(SAVED)
    newest.change({ looks: WITH_APPEARANCE.looks })
    newest.see(SAVED)
    expect(newest.value()).toEqual(WITH_APPEARANCE)
    newest.change({ looks: WITH_BOTH.looks })
    newest.see(SAVED)
    newest.see(WITH_APPEARANCE)
    expect(newest.value()).toEqual(WITH_BOTH)
  })

  test('follows the book once it has been seen as it is: an undo, another window', () => {
    const newest = newestOf(SAVED)
    newest.change({ looks: WITH_APPEARANCE.looks })
    newest.see(WITH_APPEARANCE)
    newest.see(SAVED)
    expect(newest.value()).toEqual(SAVED)
    newest.change({ name: ' Nell ' })
    newest.see({ ...SAVED, name: 'Eleanor' })
    expect(newest.value()).toEqual({ ...SAVED, name: 'Eleanor' })
  })

  test('goes back to the book’s own words when a change is refused', () => {
    const newest = newestOf(SAVED)
    newest.change({ name: '' })
    newest.believe(SAVED)
    expect(newest.value()).toEqual(SAVED)
  })
})
