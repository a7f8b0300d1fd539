import { describe, expect, it } from 'vitest'
import { command } from './command.ts'
import { addLayoutOptions, type LayoutFlags, layoutWish } from './layout-options.ts'

function wishOf(...args: string[]) {
  const parsed = addLayoutOptions(
    command('layout <project>', 'Lay out', ['layout tide.panelwright', 'layout tide.panelwright --json']),
  )
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .parse(['tide', ...args], { from: 'user' })
  return layoutWish(parsed.opts<LayoutFlags>())
}

describe('options of a layout', () => {
  it('leave out what was not said', () => {
    expect(wishOf()).toEqual({})
    expect(wishOf('--dial', '0.6', '--house-style', 'manga')).toEqual({ dial: 0.6, houseStyle: 'manga' })
  })

  it('take a number of pages, or what it should be a multiple of', () => {
    expect(wishOf('--pages', '48')).toEqual({ pageCount: 48 })
    expect(wishOf('--pages', 'x4')).toEqual({ pageCount: { multipleOf: 4 } })
    expect(wishOf('--pages', 'free')).toEqual({ pageCount: 'free' })
    expect(wishOf('--pages', '×16')).toEqual({ pageCount: { multipleOf: 16 } })
  })

  it.each([
    ['--pages', '0', /number of pages/],
    ['--pages', 'many', /number of pages/],
    ['--pages', '4.5', /number of pages/],
    ['--dial', '2', /from 0 to 1/],
    ['--house-style', 'mangga', /Did you mean manga/],
  ])('refuse %s %s', (option, value, message) => {
    expect(() => wishOf(option, value)).toThrow(message)
  })
})
