import { describe, expect, it } from 'vitest'
import { chapterNumberFromFileName, parseHeading } from './parse-heading.ts'
import { parseNumber } from './parse-number.ts'

describe('numbers of chapters', () => {
  it.each([
    ['7', '7'],
    ['012', '12'],
    ['3.5', '3.5'],
    ['XIV', '14'],
    ['iv', '4'],
    ['Twenty-One', '21'],
    ['twenty one', '21'],
    ['one hundred and three', '103'],
    ['Twelfth', '12'],
    ['fortieth', '40'],
  ])('reads %s as %s', (written, number) => {
    expect(parseNumber(written)).toBe(number)
  })

  it.each(['', 'Mix', 'twenty twenty', 'IIII', '1.2.3', 'hundred', 'the'])('takes %s for no number', (written) => {
    expect(parseNumber(written)).toBeNull()
  })
})

describe('headings', () => {
  it('have numbers in other languages only where these end', () => {
    expect(parseHeading('Part Once Upon a Time', true)).toMatchObject({ number: null })
    expect(parseHeading('Parte once: El mar', true)).toMatchObject({ role: 'part', number: '11', title: 'El mar' })
    expect(parseHeading('Einundzwanzigstes Kapitel', false)).toMatchObject({ role: 'chapter', number: '21' })
    expect(parseHeading('Chapitre vingt et un', false)).toMatchObject({ role: 'chapter', number: '21' })
  })

  it.each([
    ['Chapter One: The Night', { role: 'chapter', number: '1', title: 'The Night' }],
    ['Chapter 3 — Twelve Winters', { role: 'chapter', number: '3', title: 'Twelve Winters' }],
    ['CHAPTER XI. Who Stole the Tarts?', { role: 'chapter', number: '11', title: 'Who Stole the Tarts?' }],
    ['CHAPTER TWO', { role: 'chapter', number: '2', title: '' }],
    ['Chapter Twenty-One', { role: 'chapter', number: '21', title: '' }],
    ['Chapter 3.5: What the Kettle Kept', { role: 'chapter', number: '3.5', title: 'What the Kettle Kept' }],
    ['Part Two', { role: 'part', number: '2', title: '' }],
    ['Prologue', { role: 'prologue', number: null, title: '' }],
    ['Epilogue: After the Storm', { role: 'epilogue', number: null, title: 'After the Storm' }],
    ['**Kapitel 4: Das Licht**', { role: 'chapter', number: '4', title: 'Das Licht' }],
  ])('knows a plain line “%s”', (line, heading) => {
    expect(parseHeading(line, false)).toEqual(heading)
  })

  it.each(['Chapter two was dull.', 'Part of the wall fell.', 'Actual snow', 'I', 'Seven'])(
    'leaves the prose line “%s” alone',
    (line) => {
      expect(parseHeading(line, false)).toBeNull()
    },
  )

  it('reads bare numbers and numbers without a mark only in marked headings', () => {
    expect(parseHeading('IV', true)).toEqual({ role: 'chapter', number: '4', title: '' })
    expect(parseHeading('Chapter 12 The Sea', true)).toEqual({ role: 'chapter', number: '12', title: 'The Sea' })
    expect(parseHeading('The Last Watch', true)).toEqual({ role: 'other', number: null, title: 'The Last Watch' })
    expect(parseHeading('1984', true)?.role).toBe('other')
    expect(parseHeading('Mix', true)?.role).toBe('other')
  })
})

describe('chapter numbers in file names', () => {
  it.each([
    ['chapter_04.md', '4'],
    ['book/Chapter 10 - The Sea.txt', '10'],
    ['04 - The Sea.txt', '4'],
    ['ch03.5-what-the-kettle-kept.md', '3.5'],
    ['chapter-twelve.md', '12'],
    ['chapter-twenty-one.md', '21'],
    ['Chapter IV.md', '4'],
    ['story_7.txt', '7'],
    ['bible.md', null],
    ['summer1931.txt', null],
  ])('finds in %s the number %s', (file, number) => {
    expect(chapterNumberFromFileName(file)).toBe(number)
  })
})
