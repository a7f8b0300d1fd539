import { describe, expect, it } from 'vitest'
import type { Lettering, ScriptPanel } from '../../../shared/domain/index.ts'
import { readAuthoredPanels, readShot } from './authored-panels.ts'
import { context, promptPanel, prose } from './fixtures.ts'

const read = (panels: ScriptPanel[], title: string | null = null) =>
  readAuthoredPanels(prose('', { panels, title, paragraphs: [] }), context())

const says = (speakerName: string, text: string, balloon: Lettering['balloon'] = 'speech'): Lettering => ({
  kind: 'dialogue',
  balloon,
  speakerId: null,
  speakerName,
  text,
  sure: true,
})

describe('framing in the author’s words', () => {
  it.each([
    ['extreme long', 'extreme-long', null],
    ['extreme close-up', 'extreme-close-up', null],
    ['medium close-up', 'medium-close-up', null],
    ['close-up', 'close-up', null],
    ['wide', 'long', null],
    ['insert', 'detail', null],
    ["bird's eye", 'extreme-long', 'birds-eye'],
    ['aerial', 'extreme-long', 'birds-eye'],
    ['two-shot', 'two-shot', null],
    ['over the shoulder', 'over-the-shoulder', null],
    ['tracking', 'full', null],
    ['low angle', null, 'low'],
    ['high angle, wide', 'long', 'high'],
    ['medium, seen from below', 'medium', 'low'],
    ['medium, warm light from below, candlelight from above', 'medium', null],
    ['whatever', null, null],
  ])('«%s» is %s %s', (text, shot, angle) => {
    expect(readShot(text)).toEqual({ shot, angle })
  })
})

describe('panels the author cut', () => {
  it('stay as written, one for one, with the sizes the author gave', () => {
    const content = read([promptPanel('Ruth runs.', { importance: 5 }), promptPanel('A door.')])
    expect(content.panels.map((panel) => panel.what)).toEqual(['Ruth runs.', 'A door.'])
    expect(content.panels[0]).toMatchObject({ importance: 5, flags: { splash: true } })
  })

  it('show whom they name and whom they let speak', () => {
    const [panel] = read([promptPanel('Ruth runs down the steps.', { lettering: [says('MAX', 'Wait!')] })]).panels
    expect(panel?.people.map((person) => [person.personId, person.role, person.pose])).toEqual([
      ['ruth', 'acting', 'run'],
      ['max', 'acting', 'stand'],
    ])
    expect(panel?.lettering[0]?.speakerId).toBe('max')
  })

  it('do not show a voice from outside the picture, or the owner of a thing', () => {
    const [panel] = read([
      promptPanel("Ruth holds Art's letter.", { lettering: [says('MAX', 'Wait!', 'off-panel')] }),
    ]).panels
    expect(panel?.people.filter((person) => person.role !== 'mentioned').map((person) => person.personId)).toEqual([
      'ruth',
    ])
  })

  it('never show who is only to be spoken of', () => {
    const [panel] = read([promptPanel('Clara at a desk.')]).panels
    expect(panel?.people[0]?.role).toBe('mentioned')
  })

  it('read a pose from a prompt without a verb', () => {
    expect(read([promptPanel('Ruth climbing, small against the wall.')]).panels[0]?.people[0]?.pose).toBe('climb')
  })

  it('take place and time from the heading of their scene', () => {
    const content = read([promptPanel('Ruth runs.')], 'Scene 1: The loft, evening')
    expect(content).toMatchObject({ placeId: 'mill/loft', timeOfDay: 'evening' })
  })

  it('name their own light and weather', () => {
    expect(read([promptPanel('Night, rain, black ink. Ruth runs.')], 'The loft, morning').panels[0]).toMatchObject({
      timeOfDay: 'night',
      weather: 'rain',
    })
  })

  it('without a heading hold nothing in common', () => {
    const content = read([
      promptPanel('Ruth runs through the loft at night, rain.'),
      promptPanel('She waves from a boat.'),
    ])
    expect(content.panels[0]).toMatchObject({ placeId: 'mill/loft', timeOfDay: 'night', weather: 'rain' })
    expect(content.panels[1]).toMatchObject({ placeId: null, timeOfDay: null, weather: null, people: [] })
  })

  it('read nothing into languages they do not know', () => {
    const content = read([promptPanel('嵐の夜、灯台の灯室。'), promptPanel('Una niña gira la lente.')])
    expect(content.panels.every((panel) => panel.people.length === 0)).toBe(true)
  })
})
