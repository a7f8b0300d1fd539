import { describe, expect, it } from 'vitest'
import { stageOf } from './stage.fixture.ts'
import { stageRough } from './stage-rough.ts'
import { walkOnsOf } from './walk-ons.ts'

const alone = (what: string) => walkOnsOf(stageOf({ what, people: [] }))

describe('walkOnsOf', () => {
  it('counts people as the words do and dresses them so', () => {
    const { people, crowd } = alone('Two movers in brown overalls carry a bench past.')
    expect(people.map(({ outfit }) => outfit)).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('brown overalls')),
    )
    expect(crowd).toBe(false)
  })

  it('sees a crowd in a queue', () => {
    const { people, crowd } = alone('A queue runs out of the doors.')
    expect(people.length).toBeGreaterThan(4)
    expect(crowd).toBe(true)
  })

  it('takes a single noun for somebody new only where nobody is listed', () => {
    expect(alone('A clerk looks into a drawer.').people).toHaveLength(1)
    expect(walkOnsOf(stageOf({ what: 'Ada nods. The clerk is nowhere.' })).people).toEqual([])
  })

  it('takes verbs for no people', () => {
    expect(alone('She nurses her hand.').people).toEqual([])
  })

  it('draws them without giving them a place among the cast', () => {
    const { regions } = stageRough(stageOf({ what: 'Ada and Pip before a crowd.' }), 600, 400, 5)
    expect(regions.people.map(({ personId }) => personId)).toEqual(['harbour-master', 'pip'])
  })
})
