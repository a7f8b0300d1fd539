import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { ROUGH_TECHNIQUES } from '../../../shared/domain/art-style.ts'
import { ANGLES, SHOTS } from '../../../shared/domain/panel.ts'
import { drawRough } from './draw.ts'
import { INK, requestOf, stageOf } from './stage.fixture.ts'

/** The widest spread of brightness in any channel; an empty frame has next to none. */
async function contrastOf(bytes: Buffer): Promise<number> {
  const { channels } = await sharp(bytes).stats()
  return Math.max(...channels.map(({ stdev }) => stdev))
}

describe('drawRough', () => {
  it('gives the same bytes for the same request', async () => {
    for (const technique of ROUGH_TECHNIQUES) {
      const request = requestOf(stageOf({ weather: 'rain', timeOfDay: 'night' }, { look: { ...INK, technique } }))
      const first = await drawRough(request)
      const second = await drawRough(structuredClone(request))
      expect(first.bytes.equals(second.bytes)).toBe(true)
      expect(second.regions).toEqual(first.regions)
    }
  })

  it('gives another picture for another seed', async () => {
    const request = requestOf(stageOf())
    const { bytes } = await drawRough(request)
    const other = await drawRough({ ...request, seed: request.seed + 1 })
    expect(bytes.equals(other.bytes)).toBe(false)
  })

  it.each([
    [200, 600],
    [600, 200],
    [320, 320],
    [301, 199],
  ])('draws %i × %i pixels exactly', async (width, height) => {
    const { bytes, mimeType } = await drawRough(requestOf(stageOf(), { width, height }))
    const metadata = await sharp(bytes).metadata()
    expect(metadata).toMatchObject({ width, height, format: mimeType.split('/')[1] })
    expect(await contrastOf(bytes)).toBeGreaterThan(8)
  })

  it('never leaves a frame empty, whatever the shot, the angle and the technique', async () => {
    for (const [i, shot] of SHOTS.entries()) {
      for (const angle of ANGLES) {
        const technique = ROUGH_TECHNIQUES[(i + ANGLES.indexOf(angle)) % ROUGH_TECHNIQUES.length]!
        const stage = stageOf({ shot, angle }, { look: { ...INK, technique } })
        const { bytes } = await drawRough(requestOf(stage, { width: 120, height: 80 }))
        expect(await contrastOf(bytes), `${shot}, ${angle}, ${technique}`).toBeGreaterThan(6)
      }
    }
  })

  it('draws a plain place for a panel with nobody and no words it knows', async () => {
    const stage = stageOf({ what: 'Qwertz blorp.', people: [], placeName: null, timeOfDay: null }, { people: [] })
    const { bytes, regions } = await drawRough(requestOf(stage))
    expect(regions.people).toEqual([])
    expect(await contrastOf(bytes)).toBeGreaterThan(8)
  })

  it('shows no colour in a grey look and little but black and white in a spot look', async () => {
    const grey = await drawRough(requestOf(stageOf({}, { look: { ...INK, colour: 'grey' } })))
    const { channels } = await sharp(grey.bytes).stats()
    expect(Math.abs(channels[0]!.mean - channels[2]!.mean)).toBeLessThan(6)
    const full = await drawRough(requestOf(stageOf({ timeOfDay: 'dawn' })))
    const coloured = (await sharp(full.bytes).stats()).channels
    expect(Math.abs(coloured[0]!.mean - coloured[2]!.mean)).toBeGreaterThan(6)
  })

  it('stops when it is cancelled', async () => {
    await expect(drawRough(requestOf(stageOf()), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })

  it('says what is missing when there is no stage', async () => {
    await expect(drawRough(requestOf(null))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})
