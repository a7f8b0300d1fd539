import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Lettering } from '../shared/domain/lettering.ts'
import { type PanelPerson, SHOTS, type Shot } from '../shared/domain/panel.ts'
import { composePanels, type PanelToCompose } from './composition.ts'

const person = (personId: string, over: Partial<PanelPerson> = {}): PanelPerson => ({
  personId,
  role: 'acting',
  expression: 'neutral',
  pose: 'stand',
  evidence: [],
  ...over,
})
const line = (speakerId: string, text = 'Yes.', over: Partial<Lettering> = {}): Lettering => ({
  kind: 'dialogue',
  balloon: 'speech',
  speakerId,
  speakerName: null,
  text,
  sure: true,
  ...over,
})

let ids = 0
/** `people` in the order the breakdown has them, `speaking` turn by turn. */
function panel(
  people: string,
  speaking = '',
  content: Partial<PanelToCompose['content']> = {},
  over: Partial<PanelToCompose> = {},
): PanelToCompose {
  const words = (list: string) => list.split(' ').filter(Boolean)
  return {
    id: `p${ids++}`,
    sceneId: 'one',
    povId: null,
    content: {
      people: words(people).map((id) => person(id)),
      lettering: words(speaking).map((id) => line(id)),
      shot: 'medium',
      placeId: null,
      importance: 3,
      what: '',
      ...content,
    },
    ...over,
  }
}
const rows = (panels: PanelToCompose[], direction: 'ltr' | 'rtl' | 'vertical' = 'ltr') =>
  [...composePanels(panels, direction).values()].map(({ figures }) => figures.map(({ personId }) => personId).join(' '))
const only = (one: PanelToCompose, direction: 'ltr' | 'rtl' = 'ltr') => composePanels([one], direction).get(one.id)!

describe('in one panel', () => {
  test.each([
    ['who speaks first stands on the side that is read first', 'ed nell', 'nell ed', 'ltr', 'nell ed'],
    ['in a book read from the right that is the right', 'ed nell', 'nell ed', 'rtl', 'ed nell'],
    ['strips are read from the left', 'ed nell', 'nell ed', 'vertical', 'nell ed'],
    ['a talk to and fro stays uncrossed', 'ed nell', 'nell ed nell ed', 'ltr', 'nell ed'],
    ['three stand in the order they speak in', 'ed nell tom', 'tom nell ed', 'ltr', 'tom nell ed'],
    ['who is silent stands behind those who speak', 'dog ed nell', 'nell ed', 'ltr', 'nell ed dog'],
  ] as const)('%s', (_, people, speaking, direction, expected) => {
    expect(rows([panel(people, speaking)], direction)).toEqual([expected])
  })

  test('nobody stands in it who is only mentioned, or heard from beside it', () => {
    const people = [person('ed'), person('nell'), person('ghost', { role: 'mentioned' })]
    const lettering = [line('nell', 'Hey!', { balloon: 'off-panel' }), line('ghost'), line('ed')]
    expect(rows([panel('', '', { people, lettering })])).toEqual(['ed nell'])
  })

  test('somebody without an entry is known by what the script calls them', () => {
    const lettering = [line('', 'Tickets!', { speakerId: null, speakerName: 'the old man' })]
    expect(rows([panel('ed old-man', '', { lettering })])).toEqual(['old-man ed'])
  })

  test('people look at whom they talk with', () => {
    const { figures } = only(panel('ed nell tom', 'tom nell ed nell'))
    expect(figures.map(({ faces }) => faces)).toEqual(['right', 'right', 'left'])
    expect(figures.map(({ x }) => x)).toEqual([...figures.map(({ x }) => x)].toSorted((a, b) => a - b))
  })

  test('somebody alone who speaks stands at the side and looks across; who is silent may stand anywhere', () => {
    expect(only(panel('nell', 'nell')).figures).toEqual([{ personId: 'nell', x: 0.4, faces: 'right' }])
    expect(only(panel('nell', 'nell'), 'rtl').figures).toEqual([{ personId: 'nell', x: 0.6, faces: 'left' }])
    expect(only(panel('nell')).figures).toEqual([{ personId: 'nell', x: 0.5, faces: 'open' }])
  })

  test('who turns away shows their back, and so does the listener in front', () => {
    const people = [person('nell', { pose: 'turn-away' }), person('ed')]
    expect(only(panel('', 'ed nell', { people })).figures.at(-1)).toMatchObject({ personId: 'nell', faces: 'away' })
    const over = only(panel('ed nell', 'ed nell', { shot: 'over-the-shoulder' }))
    expect(over.figures.map(({ faces }) => faces)).toEqual(['right', 'away'])
  })

  test('the one through whose eyes it is seen is not in it', () => {
    const shown = panel('ed nell', 'nell', { shot: 'point-of-view' }, { povId: 'nell' })
    expect(only(shown)).toMatchObject({ viewerId: 'nell', figures: [{ personId: 'ed' }] })
    const alone = panel('ed', 'ed', { shot: 'point-of-view' }, { povId: 'nell' })
    expect(only(alone)).toMatchObject({ viewerId: null, figures: [{ personId: 'ed', faces: 'viewer' }] })
    expect(only(panel('ed nell', '', { shot: 'point-of-view' })).viewerId).toBe('ed')
  })

  test('a face that fills the picture is the first speaker’s', () => {
    expect(rows([panel('ed nell', 'nell ed', { shot: 'extreme-close-up' })])).toEqual(['nell'])
  })

  test('more words keep more room above heads, less of it in a bigger panel', () => {
    const room = (words: number, importance = 3) =>
      only(panel('nell', '', { importance, lettering: [line('nell', 'word '.repeat(words))] })).headroom
    expect(only(panel('nell')).headroom).toBe(0)
    expect(only(panel('nell', '', { lettering: [line('', 'CRASH', { kind: 'sfx' })] })).headroom).toBe(0)
    expect([room(5), room(20), room(60)]).toEqual([0.2, 1 / 3, 0.4])
    expect(room(16, 5)).toBeLessThan(room(16))
  })

  test.each([
    ['Nell stands on the left, Ed on the right.', 'nell ed', true],
    ['Ed waits at the far left while Nell comes in from the right.', 'ed nell', true],
    ['At the right Nell, reading.', 'ed nell', true],
    ['Somebody on the left waves.', 'nell ed', true],
    ['Ed holds a cup in the right hand and stands to the left of the door.', 'nell ed', false],
    ['Nell turns left.', 'nell ed', false],
  ])('the author’s words come first: %s', (what, expected, said) => {
    const shown = panel('ed nell', 'nell ed', { what })
    expect(rows([shown])).toEqual([expected])
    expect(only(shown).said).toBe(said)
  })
})

describe('through a scene', () => {
  test('people keep their side, whoever speaks first', () => {
    const talk = [panel('ed nell', 'nell ed'), panel('ed nell', 'ed nell'), panel('nell ed', 'ed')]
    expect(rows(talk)).toEqual(['nell ed', 'nell ed', 'nell ed'])
  })

  test('also alone in the picture, and then look across to the other', () => {
    const [, second, third] = [
      ...composePanels([panel('ed nell', 'nell ed'), panel('ed', 'ed'), panel('nell')], 'ltr').values(),
    ]
    expect(second!.figures).toEqual([{ personId: 'ed', x: 0.6, faces: 'left' }])
    expect(third!.figures).toEqual([{ personId: 'nell', x: 0.4, faces: 'right' }])
  })

  test('who comes in takes the free side', () => {
    expect(rows([panel('ed nell', 'nell ed'), panel('ed tom', 'ed tom'), panel('nell tom', 'tom nell')])).toEqual([
      'nell ed',
      'tom ed',
      'nell tom',
    ])
  })

  test.each([
    ['another scene', {}, { sceneId: 'two' }],
    ['another place', { placeId: 'mill' }, {}],
    ['a view of the whole place', { shot: 'long' as const }, {}],
  ])('%s begins anew', (_, content, over) => {
    const first = panel('ed nell', 'nell ed', { placeId: 'quay' })
    const next = panel('ed nell', 'ed nell', { placeId: 'quay', ...content }, over)
    expect(rows([first, next])).toEqual(['nell ed', 'ed nell'])
  })

  test('so does what follows a look at a thing, or at nobody', () => {
    const around = (between: PanelToCompose) =>
      rows([panel('ed nell', 'nell ed'), between, panel('ed nell', 'ed nell')])
    expect(around(panel('ed', '', { shot: 'detail' })).at(-1)).toBe('ed nell')
    expect(around(panel('')).at(-1)).toBe('ed nell')
    expect(around(panel('ed')).at(-1)).toBe('nell ed')
  })
})

describe('whatever the scene', () => {
  const cast = ['ada', 'bo', 'cy', 'di']
  const anyPanel = fc.record({
    people: fc.uniqueArray(fc.constantFrom(...cast), { maxLength: 4 }),
    speaking: fc.array(fc.constantFrom(...cast), { maxLength: 5 }),
    shot: fc.constantFrom<Shot>(...SHOTS),
  })
  const built = (all: { people: string[]; speaking: string[]; shot: Shot }[]) =>
    all.map(({ people, speaking, shot }, at) => panel(people.join(' '), speaking.join(' '), { shot }, { id: `q${at}` }))

  test('what comes later moves nobody in what was before', () => {
    fc.assert(
      fc.property(fc.array(anyPanel, { maxLength: 8 }), fc.nat(8), (all, cut) => {
        const panels = built(all)
        const whole = [...composePanels(panels, 'ltr').values()]
        expect([...composePanels(panels.slice(0, cut), 'ltr').values()]).toEqual(whole.slice(0, cut))
      }),
      { seed: 3 },
    )
  })

  test('everybody stands in the picture once, and a book read from the right is its mirror', () => {
    fc.assert(
      fc.property(fc.array(anyPanel, { maxLength: 8 }), (all) => {
        const panels = built(all)
        const mirrored = composePanels(panels, 'rtl')
        for (const [id, { figures, viewerId }] of composePanels(panels, 'ltr')) {
          const shown = figures.map(({ personId }) => personId)
          const { content } = panels.find((one) => one.id === id)!
          const most = content.shot === 'extreme-close-up' ? 1 : 4
          const drawn = content.people.map(({ personId }) => personId).filter((one) => one !== viewerId)
          expect(new Set(shown).size).toBe(shown.length)
          expect(shown).toHaveLength(Math.min(most, drawn.length))
          for (const { x } of figures) expect(x > 0 && x < 1).toBe(true)
          expect(mirrored.get(id)!.figures.map(({ personId }) => personId)).toEqual(shown.toReversed())
        }
      }),
      { seed: 4 },
    )
  })

  test('between two panels in which both are seen nobody changes sides with another', () => {
    const near = fc.record({
      people: fc.uniqueArray(fc.constantFrom(...cast), { minLength: 2, maxLength: 4 }),
      speaking: fc.array(fc.constantFrom(...cast), { maxLength: 5 }),
    })
    fc.assert(
      fc.property(fc.array(near, { maxLength: 8 }), (all) => {
        const seen = new Map<string, boolean>()
        for (const row of rows(built(all.map((one) => ({ ...one, shot: 'medium' as const }))))) {
          const people = row.split(' ')
          for (const [at, a] of people.entries())
            for (const b of people.slice(at + 1)) {
              expect(seen.get(`${b} ${a}`), `${a} left of ${b}`).toBeUndefined()
              seen.set(`${a} ${b}`, true)
            }
        }
      }),
      { seed: 5 },
    )
  })
})
