import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { walkOnOf } from '../../prompts/walk-on.ts'
import { breakDownScene } from './break-down-scene.ts'
import { context, prose } from './fixtures.ts'

const STORY = `
Ruth sat in the loft with a lantern on her knees. Rain ticked on the roof. She had waited since noon.

Boots rang on the ladder. Max climbed in with a sack over his shoulder and dropped it on the boards.

"Is that all of it?" she said.

"All I could carry." He wiped his face on his sleeve. "There's more in the cave. Art is watching it."

Ruth untied the sack. A skull rolled out, and then another, and she jumped up and kicked over the lantern. The light went out.

"Max," she said in the dark. "What have you done?"

Nobody answered. Somewhere below them a door slammed.
`

const wordsOf = (text: string) => text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length
const squeeze = (text: string) => text.replace(/\s+/g, '')

describe('a scene in panels', () => {
  it('is cut at the ends of sentences and loses no word', () => {
    const { panels } = breakDownScene(prose(STORY), context())
    expect(squeeze(panels.map((panel) => panel.source).join(' '))).toBe(squeeze(STORY))
    for (const panel of panels) expect(panel.source).toMatch(/[.?!]"?$/)
  })

  it('has more panels the fewer words one may hold', () => {
    const story = prose(`${STORY}\n\n`.repeat(4))
    const count = (density: number) => breakDownScene(story, context({ density })).panels.length
    expect(count(40)).toBeGreaterThan(count(90))
    expect(count(90)).toBeGreaterThan(count(240))
  })

  it('keeps near the wished length in the long run', () => {
    const { panels } = breakDownScene(prose(`${STORY}\n\n`.repeat(10)), context())
    const mean = panels.reduce((sum, panel) => sum + wordsOf(panel.source), 0) / panels.length
    expect(mean).toBeGreaterThan(60)
    expect(mean).toBeLessThan(120)
  })

  it('shows action in the present tense, without speech', () => {
    const all = breakDownScene(prose(STORY), context({ density: 40 })).panels
    const told = all.map((panel) => panel.what).join(' ')
    expect(told).toContain('Max climbs in with a sack over his shoulder and drops it on the boards.')
    expect(told).not.toContain('What have you done')
    for (const panel of all) expect(panel.what).not.toBe('')
  })

  it('sets speech, sounds and captions in reading order', () => {
    const lines = breakDownScene(prose(STORY), context()).panels.flatMap((panel) => panel.lettering)
    expect(lines.filter((line) => line.kind === 'dialogue').map((line) => line.speakerId)).toEqual([
      'ruth',
      'max',
      'max',
      'ruth',
    ])
    expect(lines.filter((line) => line.kind === 'sfx').map((line) => line.text)).toContain('SLAM')
  })

  it('lists things, not verbs: what she saw is no saw', () => {
    const { panels } = breakDownScene(prose('Ruth saw the boat. Max lit a lamp. Ruth watched the light.'), context())
    const props = panels.flatMap((panel) => panel.props)
    expect(props).toEqual(expect.arrayContaining(['boat', 'lamp']))
    expect(props).not.toContain('saw')
    expect(props).not.toContain('watch')
  })

  it('gives one panel the page, and the scene its opening', () => {
    const { panels } = breakDownScene(prose(STORY), context({ density: 40 }))
    expect(panels[0]?.flags.sceneStart).toBe(true)
    expect(panels.filter((panel) => panel.importance === 5).length).toBeLessThanOrEqual(1)
    expect(Math.max(...panels.map((panel) => panel.importance))).toBeGreaterThanOrEqual(4)
  })

  it('fills a scene of one sentence up to three panels', () => {
    const { panels } = breakDownScene(prose('Ruth opened the door.'), context())
    expect(panels).toHaveLength(3)
    expect(panels.map((panel) => panel.source).join('')).toBe('Ruth opened the door.')
    expect(panels.filter((panel) => panel.flags.sceneStart)).toHaveLength(1)
  })

  it('makes no panel of a scene without words', () => {
    expect(breakDownScene(prose(''), context()).panels).toEqual([])
  })

  it('explains every guess', () => {
    const content = breakDownScene(prose(STORY), context())
    for (const about of ['place', 'time-of-day', 'pov', 'present:ruth'])
      expect(content.evidence.some((evidence) => evidence.about === about)).toBe(true)
    for (const panel of content.panels) {
      for (const person of panel.people) expect(person.evidence.length).toBeGreaterThan(0)
    }
  })

  it('is the same for the same text', () => {
    expect(breakDownScene(prose(STORY), context())).toEqual(breakDownScene(prose(STORY), context()))
  })

  const scrap = fc.constantFrom(
    'Ruth',
    'Max',
    'she',
    'he',
    'said',
    'ran',
    'was',
    'had',
    'not',
    'the',
    'a',
    'door',
    'lamp',
    'and',
    'because',
    'who',
    ',',
    '.',
    '?',
    '!',
    '—',
    ';',
    '"',
    '“',
    '”',
    '‘',
    '’',
    "'",
    '«',
    '»',
    '*',
    '(',
    ')',
    '\n\n',
    'with',
    'his',
    'up',
    '…',
    '🎏',
    'é',
    '10.50',
  )

  it('never throws, keeps every word in order and makes at least three panels of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(scrap, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 80 }), (scraps) => {
        const scene = prose(scraps.join(' '))
        const { panels } = breakDownScene(scene, context())
        const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
        const told = letters(scene.paragraphs.map((paragraph) => paragraph.text).join(''))
        expect(letters(panels.map((panel) => panel.source).join(''))).toBe(told)
        if (told) expect(panels.length).toBeGreaterThanOrEqual(3)
      }),
      { numRuns: 300 },
    )
  })
})

it('somebody who only has a name is a person of that name, not a thing called so', () => {
  const { panels } = breakDownScene(prose('The hall was dark.\n\n"You are late," said Corvin.\n'), context())
  const [somebody] = panels.flatMap(({ people }) => people).filter(({ personId }) => personId === 'corvin')
  expect(somebody).toMatchObject({ description: 'person' })
  expect(walkOnOf(somebody!)).toMatchObject({ name: 'Corvin', isNamed: true, kind: 'person' })
})
