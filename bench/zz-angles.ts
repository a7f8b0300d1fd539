import sharp from 'sharp'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import { FIXTURES, LOOKS } from './roughs-fixtures.ts'

const cells = []
let k = 0
for (const i of [1, 25, 45])
  for (const angle of ['eye-level', 'low', 'high', 'birds-eye', 'worms-eye', 'dutch'] as const) {
    const st = FIXTURES[i]!
    const r = await drawRough({
      prompt: '',
      negativePrompt: '',
      provider: 'roughs',
      providerModel: 'r',
      width: 900,
      height: 600,
      quality: null,
      seed: i,
      references: [],
      artStyle: { id: 'x', version: 1 },
      language: 'en',
      index: 0,
      stage: { ...st, panel: { ...st.panel, angle, shot: i === 1 ? 'full' : st.panel.shot }, look: LOOKS.ink! },
    })
    cells.push({
      input: await sharp(r.bytes).resize(300, 200).toBuffer(),
      left: (k % 6) * 306,
      top: Math.floor(k / 6) * 206,
    })
    k++
  }
let x = 0
for (const [w, h] of [
  [400, 1200],
  [600, 900],
  [800, 800],
  [1200, 400],
  [1000, 600],
] as const)
  for (const i of [12, 25]) {
    const r = await drawRough({
      prompt: '',
      negativePrompt: '',
      provider: 'roughs',
      providerModel: 'r',
      width: w,
      height: h,
      quality: null,
      seed: i,
      references: [],
      artStyle: { id: 'x', version: 1 },
      language: 'en',
      index: 0,
      stage: { ...FIXTURES[i]!, look: LOOKS.gouache! },
    })
    const b = await sharp(r.bytes)
      .resize(Math.round(w / 3), Math.round(h / 3))
      .toBuffer()
    cells.push({ input: b, left: x, top: 640 })
    x += Math.round(w / 3) + 6
  }
await sharp({ create: { width: Math.max(1836, x), height: 1060, channels: 3, background: '#000' } })
  .composite(cells)
  .png()
  .toFile('/tmp/ang.png')
