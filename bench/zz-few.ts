import sharp from 'sharp'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import { FIXTURES, LOOKS } from './roughs-fixtures.ts'

const [looks = 'ink', is = '0', file = '/tmp/few.png', w = '1024', h = '683'] = process.argv.slice(2)
const cells = []
let k = 0
const L = looks.split(','),
  I = is.split(',').map(Number)
const per = Math.min(2, L.length * I.length)
for (const l of L)
  for (const i of I) {
    const r = await drawRough({
      prompt: '',
      negativePrompt: '',
      provider: 'roughs',
      providerModel: 'r',
      width: +w,
      height: +h,
      quality: null,
      seed: 7 + i,
      references: [],
      artStyle: { id: l, version: 1 },
      language: 'en',
      index: 0,
      stage: { ...FIXTURES[i]!, look: LOOKS[l]! },
    })
    cells.push({ input: r.bytes, left: (k % per) * +w, top: Math.floor(k / per) * +h })
    k++
  }
await sharp({ create: { width: per * +w, height: Math.ceil(k / per) * +h, channels: 3, background: '#000' } })
  .composite(cells)
  .png()
  .toFile(file)
