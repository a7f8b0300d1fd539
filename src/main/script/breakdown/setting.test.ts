import { describe, expect, it } from 'vitest'
import { breakDownScene } from './break-down-scene.ts'
import { context, prose } from './fixtures.ts'
import { timeInWords } from './time-of-day.ts'
import { weatherIn } from './weather.ts'

const scene = (text: string, more = {}) => breakDownScene(prose(text), context(more))

describe('the place of a scene', () => {
  it.each([
    ['the room its people are in', 'Ruth sat in the loft. The wheel room was below.', 'mill/loft'],
    ['a room by the thing in it', 'Ruth leaned on the kitchen table.', 'mill/kitchen'],
    ['a room by its words apart', 'Ruth walked round the great wheel in the middle of the room.', 'mill/wheel-room'],
    ['no place for a word that is only spelt like it', 'The kettle boiled. Ruth poured the tea.', null],
    ['none for a part of a word', 'The loftiest of plans failed. Ruth sighed.', null],
  ])('is %s', (_, text, expected) => {
    expect(scene(text).placeId).toBe(expected)
  })

  it('is what its opening line says', () => {
    const slug = {
      text: 'The Mill, the loft — 3 May 1931, morning',
      place: 'The Mill, the loft',
      time: 'morning',
      date: '1931-05-03',
      line: 1,
      ages: [],
    }
    const content = breakDownScene(prose('Ruth sat down.', { slug }), context())
    expect(content).toMatchObject({ placeId: 'mill/loft', timeOfDay: 'morning', date: '1931-05-03' })
    expect(content.panels[0]?.lettering[0]).toMatchObject({ kind: 'caption', text: slug.text })
  })

  it('is carried over from the scene before, and says so', () => {
    const before = scene('Ruth sat in the loft at midnight.')
    const content = scene('Max sat down beside the box.', { previousScene: before })
    expect(content.placeId).toBe('mill/loft')
    expect(content.timeOfDay).toBe('night')
    expect(content.evidence.find((evidence) => evidence.about === 'place')?.rule).toBe('carried-from-scene-before')
  })

  it('changes inside the scene when somebody walks into another room', () => {
    const talk =
      'The wind leaned on the boards and the old wood talked to itself for a long while, as it did in any weather. '.repeat(
        5,
      )
    const content = scene(`Ruth sat in the loft. ${talk}\n\nRuth walked into the kitchen. ${talk}`)
    expect(content.panels[0]?.placeId).toBe('mill/loft')
    expect(content.panels.at(-1)?.placeId).toBe('mill/kitchen')
  })

  it('is where the author says', () => {
    const row = { about: 'place', sceneKey: 's', anchor: '', personId: null, value: 'kettle/cave' } as const
    expect(scene('Ruth sat in the loft.', { overrides: [row] })).toMatchObject({
      placeId: 'kettle/cave',
      placeName: 'The Kettle, cave',
    })
  })
})

describe('the time of a scene', () => {
  it.each([
    ['Ruth woke early that morning.', 'morning'],
    ['The sun came up over the hill. Ruth yawned.', 'dawn'],
    ['The sun had gone down. Ruth lit the lamp.', 'dusk'],
    ['Ruth crossed the yard by moonlight, in the dark.', 'night'],
    ['Later Ruth was late.', 'day'],
    ['Every night she had dreamt of it. Ruth swept the yard.', 'day'],
  ])('%s', (text, expected) => {
    expect(scene(text).timeOfDay).toBe(expected)
  })

  it.each([
    ['ten o’clock', 'morning'],
    ['3 p.m.', 'afternoon'],
    ['two in the morning', 'night'],
    ['21:30', 'evening'],
    ['the same evening', 'evening'],
    ['1931', null],
  ])('reads «%s» as %s', (text, expected) => {
    expect(timeInWords(text)).toBe(expected)
  })
})

describe('weather', () => {
  it.each([
    ['Rain ticked on the glass.', 'rain'],
    ['The training went on in the train.', null],
    ['A snow globe stood on the shelf.', null],
    ['Fog, and then a storm.', 'storm'],
  ])('is whole words: %s', (text, expected) => {
    expect(weatherIn(text)?.weather ?? null).toBe(expected)
  })
})
