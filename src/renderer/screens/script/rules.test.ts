import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { familyOf, shortQuote } from './rules.ts'

test('rules are told in words of an author', () => {
  expect(familyOf('said-verb-after')).toBe('said')
  expect(familyOf('a-rule-of-tomorrow')).toBe('words')
})

test('every rule that is told by itself is one of the breakdown', () => {
  const folder = join(import.meta.dirname, '../../../main/script/breakdown')
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const own = readFileSync(join(import.meta.dirname, 'rules.ts'), 'utf8')
  const rules = [...own.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, rule]) => rule!)
  const missing = rules.filter((rule) => !sources.includes(rule) && !sources.includes(rule.replace(/-pronoun$/, '')))
  expect(missing).toEqual([])
})

test('short words of the script speak for themselves', () => {
  expect(shortQuote(' her father ')).toBe('her father')
  expect(shortQuote('because everything in the lamp room had a nail')).toBeNull()
  expect(shortQuote('')).toBeNull()
})
