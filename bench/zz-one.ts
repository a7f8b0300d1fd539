import { writeFileSync } from 'node:fs'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import { FIXTURES, LOOKS } from './roughs-fixtures.ts'

const [look = 'ink', i = '0', file = '/tmp/one.jpg', w = '1254', h = '836'] = process.argv.slice(2)
const r = await drawRough({
  prompt: '',
  negativePrompt: '',
  provider: 'roughs',
  providerModel: 'r',
  width: +w,
  height: +h,
  quality: null,
  seed: 7 + +i,
  references: [],
  artStyle: { id: look, version: 1 },
  language: 'en',
  index: 0,
  stage: { ...FIXTURES[+i]!, look: LOOKS[look]! },
})
writeFileSync(file, r.bytes)
console.log(r.bytes.length, JSON.stringify(r.regions))
