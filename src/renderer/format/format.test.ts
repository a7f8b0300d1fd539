import { expect, test } from 'vitest'
import { formatFor } from './format.ts'

const en = formatFor('en', 'price unknown')
const de = formatFor('de', 'Preis unbekannt')
const ar = formatFor('ar', 'السعر غير معروف')

test('money nobody knows is said in words, small money keeps its third decimal', () => {
  expect(en.money(null)).toBe('price unknown')
  expect(en.money(0)).toBe('$0.00')
  expect(en.money(0.003)).toBe('$0.003')
  expect(en.money(5.834)).toBe('$5.83')
  expect(de.money(1234.5)).toBe('1.234,50\u00a0$')
})

test('digits are the same in every language, so that figures stand beside each other', () => {
  expect(ar.number(1234)).toMatch(/[0-9]/)
})

test('a stretch of time keeps two units at most', () => {
  expect(en.duration(4_200)).toBe('4.2 sec')
  expect(en.duration(59 * 60_000 + 59_000)).toBe('60 min')
  expect(en.duration(3 * 3_600_000 + 5 * 60_000)).toBe('3 hr 5 min')
  expect(en.duration(3_600_000 + 59.9 * 60_000)).toBe('2 hr')
})

test('sizes of files go by thousands', () => {
  expect(en.bytes(999)).toBe('999 byte')
  expect(en.bytes(2_840_000)).toBe('2.8 MB')
})

test('languages are named in the words of the window', () => {
  expect(en.language('es')).toBe('Spanish')
  expect(de.language('es')).toBe('Spanisch')
})
