import { describe, expect, test } from 'vitest'
import { plainValue } from './node.ts'
import { readYaml, readYamlText } from './read-yaml.ts'

const faultsOf = (text: string) => {
  const read = readYamlText(text)
  return read.ok ? [] : read.faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('a file that cannot be read', () => {
  test.each([
    ['a: 1\nb:"c d"\ne: 2\n', '2:1 a space is missing after the colon of b'],
    ['a: "b" c\n', '1:7 there is text behind the closing quote'],
    ['a: 1\na: 2\n', '2:1 the same key stands here twice'],
    ['a:\n\tb: 1\n', '2:1 the line is indented with a tab'],
    ['a: 1\n---\nb: 2\n', '2:1 a second document begins here'],
    ['- a: b\n  c\n', '1:1 the file has no keys at its top level'],
    ['a: "b\nc: d\n', '3:1 a quote, a bracket or a comma is missing before this place'],
    ['', '1:1 the file is empty'],
    ['just words', '1:1 the file has no keys at its top level'],
  ])('%j is told by place and in plain words', (text, fault) => {
    const faults = faultsOf(text)
    if (fault.includes('no keys')) expect(faults.length).toBeGreaterThan(0)
    else expect(faults).toContain(fault)
  })

  test('a bomb of aliases is refused, not followed', () => {
    const lines = ['a: &a ["x","x","x","x","x","x","x","x","x"]']
    for (let n = 1; n < 9; n++) {
      const [name, before] = ['abcdefghij'[n]!, 'abcdefghij'[n - 1]!]
      lines.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`)
    }
    expect(faultsOf(lines.join('\n'))[0]).toContain('aliases')
  })

  test('keys that stand twice are all told, however many stand beside them', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `k${at}: &x 1`)
    expect(faultsOf([...keys, 'k7: 2', '', '', 'k9: 3'].join('\n'))).toHaveLength(2)
  })

  test('a quote that is never closed costs no more than its length', () => {
    expect(faultsOf(`a: "${'x\n '.repeat(200_000)}`)).not.toHaveLength(0)
  })

  test('a hundred thousand lists on one line are refused', () => {
    expect(faultsOf(`a:\n${'- '.repeat(100_000)}x`)[0]).toContain('nested deeper')
  })

  test('a bomb of merged maps is refused, not followed', () => {
    const lines = ['a: &a {k0: 1, k1: 1, k2: 1, k3: 1}']
    for (let n = 1; n < 12; n++) {
      const [name, before] = ['abcdefghijkl'[n]!, 'abcdefghijkl'[n - 1]!]
      lines.push(`${name}: &${name} {${Array.from({ length: 9 }, (_, at) => `m${at}: *${before}`).join(', ')}}`)
    }
    expect(faultsOf(lines.join('\n'))[0]).toContain('aliases')
  })

  test.each([
    ['maps', 300, (depth: number) => Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}k:`).join('\n')],
    ['lists', 5_000, (depth: number) => `a:\n${'- '.repeat(depth)}x`],
    ['braces', 5_000, (depth: number) => `a: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`],
  ])('%s nested beyond measure are refused', (_, depth, text) => {
    expect(faultsOf(`${text(depth)}\n`)[0]).toContain('nested deeper')
  })

  test.each([
    ['in a map of a list', 'images:\n- custom_id: a\n  size: 1\n  size: 2\n', '4:3'],
    ['in braces', 'a: {b: 1, b: 2}\n', '1:11'],
    ['in other quotes', 'a: 1\n"a": 2\n', '2:1'],
  ])('the same key twice %s is told by its place', (_, text, place) => {
    expect(faultsOf(text)).toContain(`${place} the same key stands here twice`)
  })

  test.each([
    ['a third document', 'a: 1\n---\nb: 2\n---\nc: 3\n'],
    ['an alias of nothing', 'a: *none\n'],
    ['an alias of itself', 'a: &a [*a]\n'],
  ])('%s is refused', (_, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0)
  })

  test.each([1_000, 100_000])('brackets %i deep are refused', (depth) => {
    expect(faultsOf(`a: ${'['.repeat(depth)}${']'.repeat(depth)}\n`)[0]).toContain('nested deeper')
  })

  test('bytes that are no UTF-8 are told', () => {
    const read = readYaml(Uint8Array.from([0x61, 0x3a, 0x20, 0xff, 0xfe]))
    expect(read.ok ? null : read.faults[0]!.message).toBe('the file is not UTF-8 text')
    const later = readYaml(Buffer.from('a: 1\nb: caf\xe9\n', 'latin1'))
    expect(later.ok ? null : later.faults[0]).toMatchObject({ line: 2, column: 7 })
  })

  test('a list at the top is no imagery file', () => {
    expect(faultsOf('- custom_id: a\n  prompt_used: One\n')).toEqual(['1:1 the file has no keys at its top level'])
  })
})

test('a tag that names code is text, and nothing is run', () => {
  const read = readYamlText('a: !!js/function "() => 1"\n')
  expect(read.ok && plainValue(read.root)).toEqual({ a: '() => 1' })
})

test('anchors and aliases that stay small are read', () => {
  const read = readYamlText('a: &x {b: 1}\nc: *x\n')
  expect(read.ok && plainValue(read.root)).toEqual({ a: { b: 1 }, c: { b: 1 } })
})

test('a byte order mark is no part of the first key', () => {
  const read = readYaml(Buffer.from('\ufeffa: 1\n'))
  expect(read.ok && plainValue(read.root)).toEqual({ a: 1 })
})
