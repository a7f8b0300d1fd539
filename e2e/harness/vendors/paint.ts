import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { drawRough } from '../../../src/main/providers/roughs/draw.ts'
import { NOBODY_COMPOSED } from '../../../src/shared/domain/composition.ts'
import type { Stage } from '../../../src/shared/domain/generation.ts'
import { png } from '../tiny-picture.ts'

export interface Wanted {
  prompt: string
  width: number
  height: number
  /** Absent = made of the prompt. */
  seed?: number
  /** Default png. */
  format?: 'png' | 'jpeg' | 'webp'
}

/** Makes the pictures of a stand-in. Different prompts, seeds and sizes give different bytes. */
export type Painter = (wanted: Wanted) => Promise<Buffer>

/** One colour, made in a few milliseconds whatever the size: where only the wire is looked at. */
export const plainPicture: Painter = async ({ prompt, width, height, seed, format = 'png' }) => {
  const colour = digest(prompt, seed).readUIntBE(0, 3)
  const row = Buffer.alloc(width * 3 + 1)
  for (let x = 0; x < width; x++) row.writeUIntBE(colour, 1 + x * 3, 3)
  const picture = png(width, height, deflateSync(Buffer.concat(Array<Buffer>(height).fill(row)), { level: 1 }))
  return format === 'png' ? picture : sharp(picture).toFormat(format).toBuffer()
}

/** A real picture by the built-in roughs, from what the prompt can be made to mean: where people look at the result. */
export const roughPicture: Painter = async ({ prompt, width, height, seed, format = 'png' }) => {
  const hash = digest(prompt, seed)
  const { bytes } = await drawRough({
    width,
    height,
    seed: seed ?? hash.readUInt32BE(0) >>> 1,
    stage: stageFor(prompt, hash),
  })
  return sharp(bytes).toFormat(format).toBuffer()
}

function digest(prompt: string, seed: number | undefined): Buffer {
  return createHash('sha256')
    .update(`${seed ?? ''}\n${prompt}`)
    .digest()
}

const SHOTS = ['establishing', 'long', 'medium', 'close-up'] as const
const TIMES = ['dawn', 'morning', 'dusk', 'night'] as const

/** One or two people somewhere, as the words and a bit of chance have it. */
function stageFor(prompt: string, hash: Buffer): Stage {
  const people = Array.from({ length: hash[4]! % 3 }, (_, n) => `person-${n}`)
  return {
    panel: {
      what: prompt.slice(0, 400),
      people: people.map((personId) => ({
        personId,
        role: 'acting',
        expression: 'neutral',
        pose: 'stand',
        evidence: [],
      })),
      placeId: null,
      placeName: 'somewhere',
      timeOfDay: TIMES[hash[5]! % TIMES.length]!,
      weather: null,
      mood: null,
      shot: SHOTS[hash[6]! % SHOTS.length]!,
      angle: 'eye-level',
      importance: 3,
      props: [],
      flags: { sceneStart: false, reveal: false, action: false, splash: false },
    },
    people: people.map((personId, n) => ({
      personId,
      name: personId,
      kind: 'person',
      gender: hash[7 + n]! % 2 ? 'female' : 'male',
      age: 20 + (hash[9 + n]! % 50),
      appearance: prompt.slice(0, 200),
      outfit: '',
    })),
    composition: NOBODY_COMPOSED,
    place: null,
    look: { technique: 'pencil', screentone: false, colour: 'full', tint: '#808080', tintStrength: 0, lineWeight: 1 },
  }
}
