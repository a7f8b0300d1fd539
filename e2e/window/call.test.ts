import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelwright, records } from '../harness/command-line.ts'

/** Every button of the window, from the command line. */
describe('panelwright call', () => {
  const home = mkdtempSync(join(tmpdir(), 'panelwright-call-'))
  const book = join(home, 'Pier.panelwright')
  beforeAll(() => {
    process.env.PANELWRIGHT_SETTINGS = join(home, 'settings')
    records('new', book, '--title', 'Pier')
  })
  afterAll(() => {
    delete process.env.PANELWRIGHT_SETTINGS
    rmSync(home, { recursive: true, force: true })
  })
  const call = (name: string, input: object) => records('call', name, JSON.stringify(input), '--project', book)[0]

  test('answers as the window is answered', () => {
    const text = '# Chapter 1: Pier\n## Scene 1: The pier\n### Strip 001\nA man fishes.\n---\nA gull steals the fish.\n'
    expect(call('script.import', { sources: [{ text, name: 'pier' }] })).toMatchObject({
      ok: true,
      data: { chapters: [{ added: 2 }] },
    })
    expect(call('tree.outline', {})).toMatchObject({ ok: true, data: { panels: 2 } })
  })

  test('ends when the work it started is done', () => {
    expect(call('batch.generate', { styles: ['noir'] })).toMatchObject({ ok: true, data: { working: 2 } })
    expect(call('tree.outline', {})).toMatchObject({ data: { states: { taken: 2 } } })
  })

  test.each([
    ['a request there is not', ['call', 'tree.outlin'], 2, 'Did you mean tree.outline?'],
    ['an input that is no JSON', ['call', 'tree.outline', '{limit: 5}'], 2, 'not valid JSON'],
    ['an input that cannot be meant', ['call', 'tree.panels', '{"limit": 5000}', '--project', book], 2, 'limit'],
    ['no book', ['call', 'tree.outline'], 2, 'No book is open.'],
  ])('says what is wrong with %s', (_, args, code, words) => {
    const ended = panelwright(...args)
    expect(ended.code).toBe(code)
    expect(ended.err).toContain(words)
  })
})
