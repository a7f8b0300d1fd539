import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMarkup } from '../../../comic/text/markup.ts'
import { breakDownScene } from './break-down-scene.ts'
import { markEmphasis, marksOfTags, readEmphasis, stripEmphasis } from './emphasis.ts'
import { context, prose } from './fixtures.ts'

/** What is stressed, in brackets. */
function shown(raw: string): string {
  const { plain, stressed } = readEmphasis(raw)
  return plain.replace(/./gs, (char, at: number) => {
    const on = stressed?.[at] ?? false
    const before = stressed?.[at - 1] ?? false
    const after = stressed?.[at + 1] ?? false
    return `${on && !before ? '[' : ''}${char}${on && !after ? ']' : ''}`
  })
}

describe('marks of emphasis', () => {
  it.each([
    ['I *never* said that.', 'I [never] said that.'],
    ['I _never_ said that.', 'I [never] said that.'],
    ['**Stop** right ***there***.', '[Stop] right [there].'],
    ['<em>You?</em> or <B>him</B>', '[You?] or [him]'],
    ['the file old_map_2 of *mine*', 'the file old_map_2 of [mine]'],
    ['a star * and another *', 'a star  and another '],
    ['*open and never closed', 'open and never closed'],
    ['3 * 4 * 5', '3  4  5'],
    ['in*cred*ible', 'in[cred]ible'],
    ['NO means NO', 'NO means NO'],
    ['*a **b** c*', 'a [b] c'],
  ])('%s', (raw, expected) => {
    expect(shown(raw)).toBe(expected)
    expect(stripEmphasis(raw)).toBe(readEmphasis(raw).plain)
  })

  it('come back round the same letters, however the words are shared out', () => {
    const { stressed } = readEmphasis('He is *not here, he* left.')
    const letters = stressed!.filter((_, at) => !/\s/.test('He is not here, he left.'[at]!))
    expect(markEmphasis(['He is not', 'here, he left.'], letters)).toEqual(['He is *not*', '*here, he* left.'])
    expect(markEmphasis(['He is not here,\nhe left.'], letters)).toEqual(['He is *not here,*\n*he* left.'])
  })

  it('are read by lettering as they were in the script, whatever the text', () => {
    const words = fc.array(fc.tuple(fc.constantFrom('so', 'it', 'Ed,', 'no_one', 'end.'), fc.boolean()), {
      minLength: 1,
    })
    fc.assert(
      fc.property(words, (all) => {
        const raw = all.map(([word, on]) => (on ? `*${word}*` : word)).join(' ')
        const { plain, stressed } = readEmphasis(raw)
        const letters = (stressed ?? []).filter((_, at) => !/\s/.test(plain[at]!))
        const { text, emphasis } = readMarkup(markEmphasis([plain], letters)[0]!)
        expect(text).toBe(plain)
        for (const [at, char] of [...plain].entries()) {
          if (/\s/.test(char)) continue
          expect(emphasis.some(({ start, end }) => start <= at && at < end)).toBe(stressed?.[at] ?? false)
        }
      }),
      { seed: 6 },
    )
  })
})

it('tags in words an author lettered become marks; nothing else of them changes', () => {
  expect(marksOfTags('It is <b>mine</b>, <i>all.')).toBe('It is *mine*, all.')
  expect(marksOfTags('* See chapter 2. _So_ it goes *')).toBe('* See chapter 2. _So_ it goes *')
})

describe('what is lettered', () => {
  const linesOf = (story: string) =>
    breakDownScene(prose(story), context({ minPanels: 1 })).panels.flatMap(({ lettering }) =>
      lettering.filter(({ kind }) => kind === 'dialogue').map(({ text }) => text),
    )

  it.each([
    ['"I *never* said that," said Ruth.', ['I *never* said that.']],
    ['"Well," said Ruth, "it is _ours_, Max."', ['Well, it is *ours*, Max.']],
    ['*"Never,"* said Ruth and left. "Go!"', ['*Never.* Go!']],
    ['"He said \'do *not* open it\' to me," said Ruth.', ["He said 'do *not* open it' to me."]],
    ['"**Run!** RUN, all of you!" said Ruth.', ['*Run!* RUN, all of you!']],
    ['"It is *all over," said Ruth.', ['It is all over.']],
    ['"The snake_case is <i>yours</i>," said Ruth.', ['The snake_case is *yours*.']],
  ])('keeps the marks of %s', (story, expected) => {
    expect(linesOf(`Ruth stood in the loft.\n\n${story}`)).toEqual(expected)
  })

  it('keeps them over balloons a long speech is cut into', () => {
    const long = `"${'We waited for a long time in the rain. '.repeat(4)}And *he never once came to see us. Nobody came* at all," said Ruth.`
    const lines = linesOf(`Ruth stood in the loft.\n\n${long}`)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join(' ')).toContain('*he never once came to see us. Nobody came* at all.')
  })

  it('shows no marks to pictures, matching or search', () => {
    const marked = breakDownScene(prose('Ruth *ran* to the loft.\n\n"I *never* ran," said Ruth.'), context())
    const plain = breakDownScene(prose('Ruth ran to the loft.\n\n"I never ran," said Ruth.'), context())
    const unlettered = ({ panels }: typeof plain) => panels.map(({ lettering: _, ...panel }) => panel)
    expect(unlettered(marked)).toEqual(unlettered(plain))
    expect(JSON.stringify(unlettered(marked))).not.toContain('*')
  })
})
