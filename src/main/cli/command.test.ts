import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { chapters, decimal, language, wholeNumber } from './command.ts'

describe('option values', () => {
  it.each([
    ['1', ['1']],
    ['5-7', ['5', '6', '7']],
    ['1,3', ['1', '3']],
    ['03', ['3']],
    ['3.5', ['3.5']],
  ])('reads chapters %j as %j', (value, numbers) => expect(chapters(value, undefined)).toEqual(numbers))

  it('adds chapters given one by one', () => expect(chapters('3', ['1'])).toEqual(['1', '3']))

  it.each(['', 'one', '7-5', '1-', '-2', '1-99999999'])('does not take %j for chapters', (value) => {
    expect(() => chapters(value, undefined)).toThrow(InvalidArgumentError)
  })

  it.each([
    ['es', 'es'],
    ['PT-br', 'pt-BR'],
    ['zh-hant', 'zh-Hant'],
  ])('reads the language %s as %s', (value, tag) => expect(language(value)).toBe(tag))

  it.each([
    ['spanish', 'Did you mean es?'],
    ['Japanse', 'Did you mean ja?'],
    ['jp', 'Did you mean ja?'],
    ['qq', 'Give a language as its code'],
    ['!', 'Give a language as its code'],
  ])('does not take %s for a language and says: %s', (value, message) => {
    expect(() => language(value)).toThrow(message)
  })

  it.each(['0', '-1', '1.5', 'ten', '', ' 3'])('does not take %j for a number of jobs', (value) => {
    expect(() => wholeNumber(1)(value)).toThrow('Give a whole number of 1 or more.')
  })

  it('reads amounts with decimals', () => {
    expect(decimal(0)('2.50')).toBe(2.5)
    expect(decimal(0)('.5')).toBe(0.5)
    expect(() => decimal(0, 1)('1.5')).toThrow('from 0 to 1')
    expect(() => decimal(0)('1e9')).toThrow('Give a number')
  })
})
