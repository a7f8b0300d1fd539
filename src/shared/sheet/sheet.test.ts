import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SHEET_SETTINGS } from './default-sheet.ts'
import { nextStep, stepsOf } from './gates.ts'
import { boxesOf, combinedPrompt, overridesOf, settingsOf } from './sheet-boxes.ts'
import { firstLine, joinPrompts, splitPrompts } from './split-prompts.ts'

describe('pasted text', () => {
  it('is parted by lines of exactly three dashes', () => {
    expect(
      splitPrompts('---\nOne,\nin two lines\n---\n\nTwo -- or --- not\n----\n - ---\n---  \r\nThree\r---'),
    ).toEqual(['One,\nin two lines', 'Two -- or --- not\n----\n - ---', 'Three'])
    expect(splitPrompts(' \n---\n---\n')).toEqual([])
  })

  it('comes back from its prompts, whatever they say', () => {
    const prompt = fc.string({ unit: 'binary' }).map((text) => text.trim())
    const prompts = fc.array(prompt.filter((text) => text !== '' && splitPrompts(text).length === 1))
    fc.assert(
      fc.property(prompts, (some) => {
        expect(splitPrompts(joinPrompts(some))).toEqual(some)
      }),
    )
  })

  it('shows the first line, cut between characters', () => {
    expect(firstLine('\n A boat.\nA gull.')).toBe('A boat.')
    expect(firstLine('🚤🚤🚤🚤', 3)).toBe('🚤🚤…')
  })
})

describe('a box', () => {
  const master = { ...DEFAULT_SHEET_SETTINGS, model: 'a', quality: 'high', size: { width: 64, height: 64 }, images: 2 }

  it('is made as the master says, but for what it says itself', () => {
    expect(settingsOf({ own: { images: 4, referenceId: null } }, { ...master, referenceId: 'r' })).toMatchObject({
      model: 'a',
      quality: 'high',
      images: 4,
      referenceId: null,
    })
    expect(overridesOf({ own: { images: 2, quality: 'low' } }, master)).toEqual(['quality'])
  })

  it('with a model of its own takes no quality along that the other may not have', () => {
    expect(settingsOf({ own: { model: 'b' } }, master)).toMatchObject({ model: 'b', quality: null, size: null })
  })

  it('opens with the description where it belongs to no panel', () => {
    expect(combinedPrompt({ text: ' She runs. ', panelId: null }, 'A girl of 14. ')).toBe('A girl of 14. She runs.')
    expect(combinedPrompt({ text: 'She runs.', panelId: null }, '  ')).toBe('She runs.')
    expect(combinedPrompt({ text: 'She runs.', panelId: 'p' }, 'A girl')).toBe('She runs.')
  })

  it('stands for each pasted prompt', () => {
    expect(boxesOf({ mode: 'paste', text: 'a\n---\nb', boxes: [] }).map(({ text }) => text)).toEqual(['a', 'b'])
    expect(boxesOf({ mode: 'book', text: 'a', boxes: [] })).toEqual([])
  })
})

describe('a gate', () => {
  it('lets ten through, then fifty, then the rest; a step that holds nothing back is none', () => {
    expect(stepsOf(98, [10, 50])).toEqual([10, 50, 38])
    expect(stepsOf(40, [10, 50])).toEqual([10, 30])
    expect(stepsOf(10, [10, 50])).toEqual([10])
    expect(stepsOf(7, [])).toEqual([7])
    expect(stepsOf(0, [10])).toEqual([])
  })

  it('says what is left of the steps', () => {
    expect(nextStep(88, [50])).toEqual({ pictures: 50, left: [] })
  })
})
