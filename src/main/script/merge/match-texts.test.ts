import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonRun } from './common-run.ts'
import { type FreshText, matchTexts, type OldText } from './match-texts.ts'

const PASSAGES = [
  'Nell climbs the wet stairs of the tower with the lantern in her left hand.',
  'The keeper turns the great lens and listens to the sea below the windows.',
  'A gull strikes the glass and leaves a feather on the iron gallery rail.',
  'Down on the quay the fitters unload crates of mantles from the tender.',
  'Rain hides the lighthouse; only the beam still sweeps over black water.',
]

/** `a: text` lines: group and text. */
const old = (...texts: [group: string, text: string, trashed?: boolean][]): OldText[] =>
  texts.map(([group, text, trashed = false], at) => ({ id: `old-${at}`, group, hash: text, text, trashed }))
const fresh = (...texts: [group: string | null, text: string][]): FreshText[] =>
  texts.map(([group, text]) => ({ group, hash: text, text }))

const [nell, keeper, gull, quay, rain] = PASSAGES as [string, string, string, string, string]

describe('matchTexts', () => {
  it('knows unchanged texts in their place, repeated ones by their order', () => {
    const match = matchTexts(
      old(['a', 'He nods.'], ['a', nell], ['a', 'He nods.']),
      fresh(['a', 'He nods.'], ['a', nell], ['a', 'He nods.']),
    )
    expect(match).toEqual(['old-0', 'old-1', 'old-2'])
  })

  it('knows an edited text among its neighbours', () => {
    const edited = nell.replace('wet stairs', 'dark narrow stairs')
    expect(
      matchTexts(old(['a', keeper], ['a', nell], ['a', gull]), fresh(['a', keeper], ['a', edited], ['a', gull])),
    ).toEqual(['old-0', 'old-1', 'old-2'])
  })

  it('knows a moved text, also in another group', () => {
    expect(
      matchTexts(old(['a', nell], ['a', keeper], ['b', gull]), fresh(['b', gull], ['b', keeper], ['a', nell])),
    ).toEqual(['old-2', 'old-1', 'old-0'])
  })

  it('knows a text that was moved and edited', () => {
    const edited = rain.replace('black', 'dark')
    expect(
      matchTexts(old(['a', nell], ['a', rain], ['b', gull]), fresh(['a', nell], ['b', gull], ['b', edited])),
    ).toEqual(['old-0', 'old-2', 'old-1'])
  })

  it('takes a rewritten text between known neighbours for the same slot', () => {
    expect(
      matchTexts(old(['a', nell], ['a', keeper], ['a', gull]), fresh(['a', nell], ['a', quay], ['a', gull])),
    ).toEqual(['old-0', 'old-1', 'old-2'])
  })

  it('takes an added text for new and a removed one for removed', () => {
    expect(matchTexts(old(['a', nell], ['a', gull]), fresh(['a', nell], ['a', quay], ['a', gull]))).toEqual([
      'old-0',
      null,
      'old-1',
    ])
    expect(matchTexts(old(['a', nell], ['a', quay], ['a', gull]), fresh(['a', nell], ['a', gull]))).toEqual([
      'old-0',
      'old-2',
    ])
  })

  it('brings a text back from the trash, but prefers one that is in use', () => {
    expect(matchTexts(old(['a', nell], ['a', gull, true]), fresh(['a', nell], ['a', gull]))).toEqual(['old-0', 'old-1'])
    expect(matchTexts(old(['a', gull, true], ['b', gull]), fresh(['c', gull]))).toEqual(['old-1'])
  })

  it('does not take a short text from elsewhere, which could be any', () => {
    expect(matchTexts(old(['a', nell], ['a', 'He nods.', true]), fresh(['b', 'He nods.']))).toEqual([null])
  })

  it('does not take a new text for an unlike one in the trash', () => {
    expect(matchTexts(old(['a', nell], ['a', gull, true]), fresh(['a', nell], ['a', quay]))).toEqual(['old-0', null])
  })

  it('uses no old text twice and matches everything when nothing changed, whatever the texts', () => {
    const text = fc.constantFrom(...PASSAGES, 'He nods.', 'She nods.', '')
    const list = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), text), { maxLength: 30 })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const match = matchTexts(old(...before), fresh(...after)).filter((id) => id !== null)
        expect(new Set(match).size).toBe(match.length)
        const sorted = before.toSorted((x, y) => (x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : 0))
        expect(matchTexts(old(...sorted), fresh(...sorted))).toEqual(sorted.map((_, at) => `old-${at}`))
      }),
    )
  })

  it('knows every text of a long book, all of them edited', () => {
    const words = Array.from({ length: 4000 }, (_, i) => `word${i}`)
    const passage = (seed: number) =>
      Array.from({ length: 40 }, (_, i) => words[(seed * 7919 + i * i * 31) % words.length]).join(' ')
    const before = Array.from({ length: 3000 }, (_, i): [string, string] => [`scene-${i % 200}`, passage(i)])
    const after = before.map(([group, text], i): [string, string] => [group, `${text} and then ${i}`])
    expect(matchTexts(old(...before), fresh(...after))).toEqual(before.map((_, at) => `old-${at}`))
  })
})

describe('commonRun', () => {
  it('finds a longest common run in order', () => {
    const letters = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const run = commonRun(a, b)
        expect(run.every(([i, j]) => a[i] === b[j])).toBe(true)
        expect(run.slice(1).every(([i, j], n) => i > run[n]![0] && j > run[n]![1])).toBe(true)
        expect(run.length).toBe(longest(a, b))
      }),
    )
  })
})

/** The textbook definition. */
function longest([x, ...a]: string[], [y, ...b]: string[]): number {
  if (x === undefined || y === undefined) return 0
  return x === y ? 1 + longest(a, b) : Math.max(longest(a, [y, ...b]), longest([x, ...a], b))
}
