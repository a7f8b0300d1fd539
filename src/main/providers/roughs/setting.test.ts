import { describe, expect, it } from 'vitest'
import { settingOf } from './setting.ts'
import { stageOf } from './stage.fixture.ts'

const place = { id: 'tower', name: 'The tower', signature: 'white tower on black rock', light: '', indoors: null }

describe('settingOf', () => {
  it('lets a named zone win over the place around it', () => {
    expect(settingOf(stageOf({ placeId: 'tower/lamp-room', placeName: 'The tower' }, { place })).kind).toBe('lamp-room')
    expect(settingOf(stageOf({ placeId: 'tower', placeName: 'The tower' }, { place })).kind).toBe('lighthouse')
  })

  it('sees a building from outside when it is seen from very far, though the scene plays in one of its rooms', () => {
    const what = 'A white lighthouse on a black rock, far out at sea.'
    const seen = (shot: 'extreme-long' | 'medium') => settingOf(stageOf({ what, shot, placeName: 'The lamp room' }))
    expect(seen('extreme-long').kind).toBe('lighthouse')
    expect(seen('medium').kind).toBe('lamp-room')
  })

  it('keeps an indoor place under its roof when the words speak of the sea outside', () => {
    const indoors = { ...place, name: 'The house', signature: 'low beams', indoors: true }
    expect(
      settingOf(stageOf({ what: 'She hears the sea and the waves.', placeName: 'The house' }, { place: indoors }))
        .indoors,
    ).toBe(true)
  })

  it('reads time and weather from the words when the panel leaves them open', () => {
    const setting = settingOf(
      stageOf({ what: 'Snow falls on the street at midnight.', timeOfDay: null, placeName: null }),
    )
    expect(setting).toMatchObject({ time: 'night', weather: 'snow', kind: 'street' })
  })

  it('puts the named props first and takes verbs for no things', () => {
    const setting = settingOf(stageOf({ what: 'He turns to watch a boat and grips the rope.', props: ['lantern'] }))
    expect(setting.props).toEqual(['lantern', 'boat', 'rope'])
  })

  it('does not draw a second dog beside the dog of the cast', () => {
    const collie = {
      personId: 'rex',
      name: 'Rex',
      kind: 'collie',
      gender: 'male' as const,
      age: null,
      appearance: '',
      outfit: '',
    }
    expect(settingOf(stageOf({ what: 'The dog sleeps.' }, { people: [collie] })).animals).toEqual([])
    expect(settingOf(stageOf({ what: 'A cat sleeps.' }, { people: [collie] })).animals).toEqual(['cat'])
  })

  it('knows a rabbit hole from a rabbit', () => {
    expect(settingOf(stageOf({ what: 'She falls down the rabbit hole.' })).animals).toEqual([])
  })

  it('does not lay about what people wear or what they are called', () => {
    const button = {
      personId: 'button',
      name: 'Button',
      kind: 'dog',
      gender: 'unknown' as const,
      age: null,
      appearance: '',
      outfit: '',
    }
    const stage = stageOf(
      { what: 'Button in his hat looks at a lantern.', props: ['button', 'hat', 'lantern'] },
      { people: [button] },
    )
    expect(settingOf(stage).props).toEqual(['lantern'])
  })

  it('goes inside with the furniture where the place has an inside', () => {
    const hut = { id: 'pass', name: 'The pass', signature: 'iron bridge; log hut at its end', light: '', indoors: null }
    const on = (what: string) =>
      settingOf(stageOf({ what, placeName: 'The pass', shot: 'medium' }, { place: hut })).kind
    expect(on('They stand in the wind.')).not.toBe('room')
    expect(on('They sit round the stove.')).toBe('room')
  })
})
