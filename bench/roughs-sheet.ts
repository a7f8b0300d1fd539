/** Draws the fixtures into one contact sheet: `node bench/roughs-sheet.ts <look> <file.png> [columns] [from] [to] [width] [height]`. */
import sharp from 'sharp'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import { FIXTURES, LOOKS } from './roughs-fixtures.ts'

const [
  lookName = 'ink',
  file = `roughs-${lookName}.png`,
  columns = '8',
  from = '0',
  to = String(FIXTURES.length),
  cellWidth = '240',
  cellHeight = '160',
] = process.argv.slice(2)
const look = LOOKS[lookName]
if (!look) throw new Error(`No look "${lookName}"; there are ${Object.keys(LOOKS).join(', ')}.`)

const chosen = FIXTURES.slice(Number(from), Number(to))
const [w, h, across, gap] = [Number(cellWidth), Number(cellHeight), Number(columns), 6]
const rows = Math.ceil(chosen.length / across)
const scale = Math.sqrt((1024 * 1024) / (w * h))
const cells = []
for (const [i, stage] of chosen.entries()) {
  const request = {
    prompt: stage.panel.what,
    negativePrompt: '',
    provider: 'roughs',
    providerModel: 'roughs-1',
    width: Math.round(w * scale),
    height: Math.round(h * scale),
    quality: null,
    seed: 7 + i,
    references: [],
    artStyle: { id: lookName, version: 1 },
    language: 'en',
    index: 0,
    stage: { ...stage, look },
  }
  const { bytes } = await drawRough(request)
  cells.push({
    input: await sharp(bytes).resize(w, h).toBuffer(),
    left: gap + (i % across) * (w + gap),
    top: gap + Math.floor(i / across) * (h + gap),
  })
}
await sharp({
  create: { width: gap + across * (w + gap), height: gap + rows * (h + gap), channels: 3, background: '#17171a' },
})
  .composite(cells)
  .png()
  .toFile(file)
console.log(`${chosen.length} pictures in ${file}`)
