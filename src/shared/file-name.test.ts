import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeFileName } from './file-name.ts'

describe('safeFileName', () => {
  it.each([
    ['Alice', 'Alice'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Windows\\x', 'C Windows x'],
    ['con', '_con'],
    ['LPT1.pdf', '_LPT1.pdf'],
    ['The end. ', 'The end'],
    ['.hidden', 'hidden'],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe'],
    ['Cafe\u0301', 'Café'],
    ['???', 'untitled'],
    ['', 'untitled'],
  ])('makes %j the name %j', (title, name) => {
    expect(safeFileName(title)).toBe(name)
  })

  it('stays within 120 bytes without cutting a character in two', () => {
    expect(safeFileName('é'.repeat(100))).toBe('é'.repeat(60))
    expect(safeFileName(`x${'👍🏽'.repeat(20)}`)).toBe(`x${'👍🏽'.repeat(14)}`)
  })

  it('never gives a name that leaves its folder or that a system refuses, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        const name = safeFileName(title)
        expect(name).not.toBe('')
        expect(name).not.toMatch(/[/\\:*?"<>|]|^\.|[. ]$/)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120)
        expect(safeFileName(name)).toBe(name)
      }),
    )
  })
})
