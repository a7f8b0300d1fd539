import { describe, expect, it } from 'vitest'
import { BOY, HARBOUR_MASTER } from '../stage.fixture.ts'
import { COLOURS } from '../vocabulary/looks.ts'
import { buildOf } from './build.ts'

describe('buildOf', () => {
  it('reads hair, spectacles and clothes with their colours', () => {
    const build = buildOf(HARBOUR_MASTER)
    expect(build.hair).toMatchObject({ style: 'bun', colour: COLOURS.get('grey') })
    expect(build.spectacles).toBe(true)
    expect(build.top).toEqual({ garment: 'coat', colour: COLOURS.get('green') })
    expect(build.neck).toMatchObject({ garment: 'scarf', colour: COLOURS.get('red') })
  })

  it('gives a person without words the same look every time, and others another', () => {
    const plain = { ...BOY, appearance: '', outfit: '' }
    expect(buildOf(plain)).toEqual(buildOf({ ...plain }))
    expect(buildOf({ ...plain, personId: 'someone-else' })).not.toEqual(buildOf(plain))
  })

  it('keeps the face when the clothes change', () => {
    const { face, skin, eyes } = buildOf(HARBOUR_MASTER)
    expect(buildOf({ ...HARBOUR_MASTER, outfit: 'blue dress, straw hat' })).toMatchObject({ face, skin, eyes })
  })

  it('keeps a colour with the garment it is said of', () => {
    const build = buildOf({ ...BOY, outfit: 'white shirt, brown skirt, black boots' })
    expect(build.top.colour).toBe(COLOURS.get('white'))
    expect(build.lower).toEqual({ garment: 'skirt', colour: COLOURS.get('brown') })
    expect(build.feet).toEqual({ garment: 'boots', colour: COLOURS.get('black') })
  })

  it('draws children with bigger heads for their height', () => {
    expect(buildOf(BOY).heads).toBeLessThan(buildOf(HARBOUR_MASTER).heads)
  })

  it('puts the animal of the bible on a dressed body', () => {
    const rabbit = { ...BOY, kind: 'rabbit', outfit: 'checked waistcoat' }
    expect(buildOf(rabbit).species?.name).toBe('rabbit')
  })

  it('takes a bald crown for no crown and a pink face for no pink beard', () => {
    const build = buildOf({ ...BOY, age: 50, appearance: 'pink, waxed moustache, bald crown', outfit: '' })
    expect(build.hat).toBeNull()
    expect(build.hair.style).toBe('ring')
    expect(build.beard?.colour).not.toBe(COLOURS.get('pink'))
  })

  it('leaves out what somebody is said not to wear', () => {
    expect(buildOf({ ...BOY, outfit: 'shirt, no collar, no gloves' })).toMatchObject({ neck: null, gloves: null })
  })
})
