import { describe, expect, test } from 'vitest'
import { ABILITIES, capabilitiesOf, readAbilities } from './abilities.ts'

const can = (text: string) => capabilitiesOf(readAbilities(text))

describe('what a server can', () => {
  test.each([
    ['', { qualities: [], seed: false, negativePrompt: false, references: 0 }],
    ['edits', { references: 16 }],
    ['json-edits', { references: 16 }],
    ['seed, negative', { seed: true, negativePrompt: true }],
    ['sd-args', { seed: true, negativePrompt: true }],
    [' quality ,, free,', { qualities: ['low', 'medium', 'high'] }],
    [
      'sizes=1024x1024+1536x1024',
      {
        sizes: {
          kind: 'list',
          sizes: [
            { width: 1024, height: 1024 },
            { width: 1536, height: 1024 },
          ],
        },
      },
    ],
  ])('%o', (text, expected) => {
    expect(can(text)).toMatchObject(expected)
  })

  test('is any size within reason where none is named', () => {
    expect(can('free').sizes).toMatchObject({ kind: 'free', multipleOf: 64 })
  })

  test.each(['edit', 'Edits', 'sizes', 'sizes=', 'sizes=big', 'sizes=1024x', 'seed=7', 'edits seed', 'toString'])(
    '%s is no ability, and the list is told',
    (text) => {
      expect(() => readAbilities(`free,${text}`)).toThrow(
        expect.objectContaining({
          code: 'WRONG_USE',
          message: `PANELWRIGHT_ENDPOINT_CAN has "${text}" in it, which is no ability.`,
          remedy: expect.stringContaining('There are: edits, json-edits, quality, seed, negative, sd-args, sizes='),
        }),
      )
    },
  )

  test('every word of the list is one', () => {
    for (const word of Object.keys(ABILITIES))
      expect(() => readAbilities(word === 'sizes' ? 'sizes=512x512' : word)).not.toThrow()
  })
})
