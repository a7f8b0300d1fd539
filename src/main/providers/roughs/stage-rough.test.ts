import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROUGH_TECHNIQUES } from '../../../shared/domain/art-style.ts'
import type { Box } from '../../../shared/domain/generation.ts'
import { ANGLES, EXPRESSIONS, MOODS, POSES, SHOTS, TIMES_OF_DAY, WEATHERS } from '../../../shared/domain/panel.ts'
import { PROP_NOUNS } from './props/props.ts'
import { BOY, DOG, HARBOUR_MASTER, INK, stageOf } from './stage.fixture.ts'
import { stageRough } from './stage-rough.ts'
import { PLACE_NOUNS } from './vocabulary/places.ts'

const person = (personId: string, changes: object = {}) => ({
  personId,
  role: 'acting' as const,
  expression: 'neutral' as const,
  pose: 'stand' as const,
  evidence: [],
  ...changes,
})

function expectSound(picture: string): void {
  // Packed pixels may spell anything.
  const svg = picture.replaceAll(/data:[^"]*/g, '')
  expect(svg).not.toMatch(/NaN|Infinity|undefined|null/)
  expect(svg).not.toContain('<text')
}

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 1e-3 &&
  inner.y >= outer.y - 1e-3 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-3 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-3

describe('stageRough', () => {
  it('stages every shot, angle and pose in every technique', () => {
    for (const shot of SHOTS) {
      for (const angle of ANGLES) {
        for (const [i, pose] of POSES.entries()) {
          const look = { ...INK, technique: ROUGH_TECHNIQUES[i % ROUGH_TECHNIQUES.length]! }
          const stage = stageOf(
            { shot, angle, people: [person('harbour-master', { pose }), person('pip', { pose })] },
            { look },
          )
          expectSound(stageRough(stage, 300, 200, i).svg)
        }
      }
    }
  })

  it('stages every place, thing, expression, mood, weather and time it has words for', () => {
    const every = (words: Iterable<string>, change: (word: string) => object) => {
      for (const word of words) expectSound(stageRough(stageOf(change(word)), 300, 200, 3).svg)
    }
    every(PLACE_NOUNS.keys(), (placeName) => ({ placeName }))
    every(PROP_NOUNS.keys(), (prop) => ({ props: [prop], shot: 'detail' }))
    every(EXPRESSIONS, (expression) => ({ shot: 'close-up', people: [person('pip', { expression })] }))
    every(MOODS, (mood) => ({ mood }))
    every(WEATHERS, (weather) => ({ weather }))
    every(TIMES_OF_DAY, (timeOfDay) => ({ timeOfDay }))
  })

  it('keeps all regions in the picture and every face in its body', () => {
    const panel = fc.record({
      shot: fc.constantFrom(...SHOTS),
      angle: fc.constantFrom(...ANGLES),
      people: fc
        .subarray(['harbour-master', 'pip', 'rex', 'nobody-we-know'])
        .chain((ids) =>
          fc.tuple(
            ...ids.map((id) => fc.record({ pose: fc.constantFrom(...POSES) }).map((changes) => person(id, changes))),
          ),
        ),
    })
    fc.assert(
      fc.property(panel, fc.integer({ min: 1, max: 9 }), fc.nat(1000), (changes, ratio, seed) => {
        const stage = stageOf(changes, { people: [HARBOUR_MASTER, BOY, DOG] })
        const { regions, svg } = stageRough(stage, 100 * ratio, 300, seed)
        expectSound(svg)
        for (const { body, face } of regions.people) {
          expect(inside(body, { x: 0, y: 0, width: 1, height: 1 })).toBe(true)
          if (face) expect(inside(face, body)).toBe(true)
        }
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  it('shows everybody in the panel once, in its order', () => {
    const { regions } = stageRough(stageOf(), 600, 400, 5)
    expect(regions.people.map(({ personId }) => personId)).toEqual(['harbour-master', 'pip'])
    expect(regions.people.every(({ face }) => face !== null)).toBe(true)
  })

  it('draws people where they were composed, whatever the shot', () => {
    const shots = SHOTS.filter((shot) => !['extreme-close-up', 'detail', 'point-of-view'].includes(shot))
    for (const shot of shots) {
      for (const order of [
        ['harbour-master', 'pip', 'rex'],
        ['rex', 'harbour-master', 'pip'],
      ]) {
        const stage = stageOf(
          { shot, people: [person('harbour-master'), person('pip'), person('rex')] },
          {
            people: [HARBOUR_MASTER, BOY, DOG],
          },
        )
        const figures = order.map((personId, at) => ({ personId, x: 0.2 + at * 0.3, faces: 'right' as const }))
        const composition = { ...stage.composition, figures }
        for (const seed of [1, 2, 3]) {
          const { people } = stageRough({ ...stage, composition }, 600, 400, seed).regions
          const middle = ({ body, face }: (typeof people)[number]) => (face ?? body).x + (face ?? body).width / 2
          const row = people.toSorted((a, b) => middle(a) - middle(b)).map(({ personId }) => personId)
          expect(row, `${shot} ${seed}`).toEqual(order.filter((id) => row.includes(id)))
          expect(row.length, shot).toBeGreaterThan(1)
        }
      }
    }
  })

  it('keeps room for words above heads', () => {
    for (const shot of ['close-up', 'medium-close-up', 'medium', 'medium-long', 'full', 'long', 'two-shot'] as const) {
      const stage = stageOf({ shot })
      const topIn = (headroom: number) => {
        const { people } = stageRough(
          { ...stage, composition: { ...stage.composition, headroom } },
          600,
          400,
          5,
        ).regions
        return Math.min(...people.map(({ face }) => face!.y))
      }
      expect(topIn(1 / 3), shot).toBeGreaterThanOrEqual(topIn(0))
      expect(topIn(1 / 3), shot).toBeGreaterThan(0.28)
    }
  })

  it('keeps somebody alone on their side', () => {
    for (const [x, faces] of [
      [0.4, 'right'],
      [0.6, 'left'],
    ] as const) {
      const stage = stageOf({ shot: 'medium', people: [person('pip')] })
      const composition = { ...stage.composition, figures: [{ personId: 'pip', x, faces }] }
      for (const seed of [1, 2, 3, 4]) {
        const { face } = stageRough({ ...stage, composition }, 600, 400, seed).regions.people[0]!
        expect(face!.x + face!.width / 2 < 0.5).toBe(x < 0.5)
      }
    }
  })

  it('never lets two faces cover each other', () => {
    for (const shot of ['close-up', 'medium', 'full', 'two-shot', 'long'] as const) {
      const [a, b] = stageRough(stageOf({ shot }), 600, 400, 5).regions.people.map(({ face }) => face!)
      const apart = a!.x + a!.width <= b!.x + 0.02 || b!.x + b!.width <= a!.x + 0.02
      expect(apart, shot).toBe(true)
    }
  })

  it('never draws people who are only mentioned', () => {
    const stage = stageOf({ people: [person('harbour-master'), person('pip', { role: 'mentioned' })] })
    const alone = stageOf({ people: [person('harbour-master')] })
    expect(stageRough(stage, 600, 400, 5)).toEqual(stageRough(alone, 600, 400, 5))
  })

  it('turns people away without a face', () => {
    const { regions } = stageRough(stageOf({ people: [person('pip', { pose: 'turn-away' })] }), 600, 400, 5)
    expect(regions.people[0]!.face).toBeNull()
  })

  it('draws the same person in the same colours whatever happens around them', () => {
    const green = /#[0-9a-f]{6}/g
    const coats = ['stand', 'run', 'sit'].map((pose) => {
      const { svg } = stageRough(stageOf({ people: [person('harbour-master', { pose })] }), 600, 400, 5)
      return new Set(svg.match(green))
    })
    const shared = [...coats[0]!].filter((colour) => coats.every((set) => set.has(colour)))
    expect(shared.length).toBeGreaterThan(8)
  })

  it('frames closer shots with bigger faces', () => {
    const faceOf = (shot: (typeof SHOTS)[number]) =>
      stageRough(stageOf({ shot, people: [person('pip')] }), 600, 400, 5).regions.people[0]!.face!
    const heights = (['extreme-long', 'long', 'full', 'medium-long', 'medium', 'close-up'] as const).map(
      (shot) => faceOf(shot).height,
    )
    expect(heights).toEqual(heights.toSorted((a, b) => a - b))
  })

  it('draws children smaller than grown-ups', () => {
    const [ada, pip] = stageRough(stageOf({ shot: 'full' }), 600, 400, 5).regions.people
    expect(pip!.body.height).toBeLessThan(ada!.body.height)
  })

  it('takes a word it does not know for nothing', () => {
    const known = stageOf({ props: [] })
    const unknown = stageOf({ props: ['sprocketeer', 'blorp'] })
    expect(stageRough(unknown, 600, 400, 5)).toEqual(stageRough(known, 600, 400, 5))
  })
})
