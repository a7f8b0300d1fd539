import { describe, expect, it } from 'vitest'
import { castOf } from './cast.ts'
import { figuresIn } from './figures.ts'
import { BIBLE } from './fixtures.ts'
import { tokenize } from './tokens.ts'

function figures(text: string) {
  const tokens = tokenize(text)
  return figuresIn({ text, tokens, mentions: castOf(BIBLE, '1', null).mentions(tokens) })
}

describe('people under a common noun', () => {
  it.each([
    ['A bearded man and a girl with two plaits stand there.', ['bearded man', 'girl with two plaits']],
    ['Two movers in brown overalls lift a trunk.', ['mover in brown overalls']],
    ['An old woman waits.', ['old woman']],
    ['A boy of sixteen folded double over the rail.', ['boy of sixteen']],
    ["A lighthouse keeper's daughter turns a crank.", ["lighthouse keeper's daughter"]],
    ['A man under a pulled-down hat, further up the slip.', ['man under a pulled-down hat']],
    ['A figure in a nightgown and a blue coat climbs.', ['figure in a nightgown and a blue coat']],
    ['A clerk with inky cuffs pretends to look away.', ['clerk with inky cuffs']],
    ['People file up from the landing.', ['person']],
    ['Father and daughter, side by side.', ['father', 'daughter']],
  ])('%s', (text, expected) => {
    expect(figures(text).map(({ description }) => description)).toEqual(expected)
  })

  it.each([
    ['She moves like a man in a dream.'],
    ['A photograph of a woman outside a shop.'],
    ['Without them she looks like somebody’s mother.'],
    ['A woman’s careful hand on an envelope.'],
    ['She nurses the hand under her arm.'],
    ['A guard rail.'],
    ['No man is to be seen.'],
    ['Ruth guards the door.'],
  ])('are not in: %s', (text) => {
    expect(figures(text)).toEqual([])
  })

  it('are as many as the text counts', () => {
    expect(figures('Three men carry a fourth up the slip.').map(({ noun, count }) => [noun, count])).toEqual([
      ['man', 3],
      ['man', 1],
    ])
  })

  it('are known already when the text means somebody known', () => {
    const [both, two, one] = [...figures('Both men look.'), ...figures('Two men look.'), ...figures('The man looks.')]
    expect([both?.definite, two?.definite, one?.definite]).toEqual([true, false, true])
  })
})
