import { describe, expect, test } from 'vitest'
import { counted } from '../quantities.ts'
import { recogniser } from './recognise.ts'
import { said } from './said.ts'
import { fill } from './template.ts'

test('what is said is the English sentence', () => {
  expect(said`${counted(1, 'panel')} of “${'Quay'}”`).toBe('1 panel of “Quay”')
  expect(said`Nothing to fill in.`).toBe('Nothing to fill in.')
})

describe('a template', () => {
  const pictures = '{0|صورة واحدة|صورتان|# صور|# صورة} في {1}'

  test.each([
    ['1', 'صورة واحدة في A'],
    ['2', 'صورتان في A'],
    ['3', '3 صور في A'],
    ['11', '11 صورة في A'],
    ['100', '100 صورة في A'],
  ])('has the forms of Arabic: %s', (count, text) => {
    expect(fill(pictures, [count, 'A'], 'ar')).toBe(text)
  })

  test('has one form in Japanese and two in German', () => {
    expect(fill('{0|# 枚}', ['1'], 'ja')).toBe('1 枚')
    expect(fill('{0|# Bild|# Bilder}', ['1'], 'de')).toBe('1 Bild')
    expect(fill('{0|# Bild|# Bilder}', ['2,400'], 'de')).toBe('2,400 Bilder')
  })

  test('writes values as it is told, counts too, and nothing of a value is taken for a template', () => {
    expect(fill('{1}: {0|# a|# b}', ['3', '$& {0}'], 'en', (value) => `<${value}>`)).toBe('<$& {0}>: <3> b')
  })
})

describe('texts known again', () => {
  const recognise = recogniser([
    'There is no file {0}.',
    'There is no {0}.',
    '{0} ({1}) is {2|# page|# pages} long.',
    '{0|1 picture goes|# pictures go} on, and {0|is|are} kept.',
    'Is 10 % (a+b) enough?',
  ])

  test.each([
    ['There is no file a b.txt.', 'There is no file {0}.', ['a b.txt']],
    ['There is no end.', 'There is no {0}.', ['end']],
    ['Nell (2) is 1,200 pages long.', '{0} ({1}) is {2|# page|# pages} long.', ['Nell', '2', '1,200']],
    ['1 picture goes on, and is kept.', '{0|1 picture goes|# pictures go} on, and {0|is|are} kept.', ['1']],
    ['4 pictures go on, and are kept.', '{0|1 picture goes|# pictures go} on, and {0|is|are} kept.', ['4']],
    ['Is 10 % (a+b) enough?', 'Is 10 % (a+b) enough?', []],
  ])('%s', (text, template, values) => {
    expect(recognise(text)).toMatchObject({ template, values })
  })

  test('of other texts there is none', () => {
    expect(recognise('There was no file a.')).toBeNull()
    expect(recognise('')).toBeNull()
  })
})
