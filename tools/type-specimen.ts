/**
 * Sets a page of balloons in every script that ships and writes it as a picture, for eyes to judge:
 * `node tools/type-specimen.ts specimen.png`
 */
import { join } from 'node:path'
import sharp from 'sharp'
import type { PageShape } from '../src/comic/page.ts'
import { formatPath, type PathCommand, rectanglePath, transformPath } from '../src/comic/path.ts'
import { shapesSvg } from '../src/comic/shapes-svg.ts'
import {
  type BrokenText,
  breakLines,
  breakToWidth,
  drawLines,
  ellipseProfile,
  type MeasuredText,
  measureText,
  type PrepareOptions,
  prepareText,
} from '../src/comic/text/index.ts'
import { openTypeCase } from '../src/main/images/typefaces.ts'

interface Sample extends PrepareOptions {
  text: string
}

const SAMPLES: Sample[] = [
  {
    language: 'en',
    role: 'dialogue',
    text: "I think it's *still* out there—the light, I mean. In fifty years I've never seen it fail...",
  },
  {
    language: 'en',
    role: 'dialogue',
    caps: false,
    text: 'The lamp went out at nine, and *nobody* came to light it again.',
  },
  {
    language: 'en',
    role: 'caption',
    text: 'Meanwhile, at FBI headquarters in Washington, three men are waiting for a telephone to ring.',
  },
  { language: 'en', role: 'shout', text: 'Get away from *there*, you fool!!' },
  {
    language: 'de',
    role: 'dialogue',
    text: 'Der große Donaudampfschifffahrtsgesellschaftskapitän heißt Weiß – und er weiß es *nicht*!',
  },
  {
    language: 'fr',
    role: 'dialogue',
    text: 'Où étais-tu ? Ça fait des heures que je t’attends « dehors », à côté de la fenêtre…',
  },
  { language: 'tr', role: 'dialogue', text: 'İstanbul’da ışıklar söndü, kimse *gelmiyor* artık, değil mi?' },
  { language: 'pl', role: 'dialogue', text: 'Zażółć gęślą jaźń! Byliśmy w *ogrodzie* i nikt nas nie widział.' },
  { language: 'vi', role: 'dialogue', text: 'Trời ơi, ngọn hải đăng *tắt* rồi! Ai đã ở đó đêm qua?' },
  { language: 'ru', role: 'dialogue', text: 'Маяк погас! Никто *не знает* почему — и никто не пришёл.' },
  { language: 'el', role: 'dialogue', text: 'Το φως έσβησε ξανά! Κανείς δεν ξέρει *γιατί* έγινε αυτό.' },
  {
    language: 'ar',
    role: 'dialogue',
    text: 'هل رأيت الضوء؟ لقد انطفأ *المصباح* في الساعة 9:30 — ولم يأتِ أحد (حتى الآن)...',
  },
  { language: 'ar', role: 'shout', text: 'اهربوا من هنا! الآن!' },
  { language: 'fa', role: 'dialogue', text: 'چراغ دریایی خاموش شد، هیچ‌کس *نمی‌داند* چرا؟ گفتم «برو» ۱۲ بار!' },
  { language: 'he', role: 'dialogue', text: 'המגדלור כבה ב-9:30 בלילה! מישהו *ראה* את זה (חוץ מ־FBI)?' },
  { language: 'hi', role: 'dialogue', text: 'क्या तुमने वह रोशनी देखी? दीपस्तंभ *बुझ* गया है, और कोई नहीं आया।' },
  { language: 'th', role: 'dialogue', text: 'ไฟประภาคารดับแล้ว ไม่มีใครรู้ว่าเกิดอะไรขึ้น *รีบ* ไปดูกันเถอะ!' },
  { language: 'ko', role: 'dialogue', text: '등대 불이 꺼졌어! 도대체 *누가* 그런 거지? 아무도 안 왔는데…' },
  { language: 'zh-CN', role: 'dialogue', text: '灯塔的灯灭了！没有人知道为什么——“*快*去看看吧”，他说…' },
  { language: 'zh-TW', role: 'dialogue', text: '燈塔的燈滅了！沒有人知道*為什麼*，「快去看看吧」，他說。' },
  {
    language: 'ja',
    role: 'dialogue',
    text: '灯台の明かりが消えた。誰も理由を知らないのに、「*早く*見に行こう」と彼は言った。',
  },
  {
    language: 'ja',
    role: 'dialogue',
    writing: 'vertical',
    text: '灯台《とうだい》の明かりが消えた！？ もう12時だぞ……「早く」見に行こう――。',
  },
  {
    language: 'ja',
    role: 'dialogue',
    writing: 'vertical',
    text: 'えーっ!! FBIが来るって？ 2026年に、*絶対*Tokyoで待ってるよ。',
  },
  { language: 'ja', role: 'shout', writing: 'vertical', text: 'うわああーっ!!' },
  {
    language: 'zh-TW',
    role: 'dialogue',
    writing: 'vertical',
    text: '燈塔的燈滅了！「快去看看吧」，他說——沒有人知道。',
  },
  { language: 'en', role: 'sfx', text: 'Krakoom!' },
  { language: 'ko', role: 'sfx', text: '쿠구궁' },
  { language: 'zh-CN', role: 'shout', text: '快跑！这里危险！' },
  { language: 'hi', role: 'shout', text: 'भागो यहाँ से!' },
  { language: 'th', role: 'shout', text: 'หนีเร็ว! ระวังน้ำ!' },
  { language: 'vi', role: 'shout', text: 'Chạy đi! Ở đó nguy hiểm lắm!' },
  { language: 'he', role: 'shout', text: 'ברחו מכאן!' },
]

const COLUMNS = 4
const CELL = { width: 58, height: 46 }
const SIZE_MM = 3.2
const INK = '#141211'

const folder = join(import.meta.dirname, '..', 'resources', 'fonts')
const shapes: PageShape[] = []
for (const [index, sample] of SAMPLES.entries()) {
  const centre = { x: ((index % COLUMNS) + 0.5) * CELL.width, y: (Math.floor(index / COLUMNS) + 0.5) * CELL.height }
  const typeCase = await openTypeCase(folder, sample.language, [sample])
  const prepared = prepareText(sample.text, sample)
  const sizeMm = sample.role === 'dialogue' || sample.role === 'caption' ? SIZE_MM : SIZE_MM * 1.5
  const measured = measureText(prepared, typeCase, { sizeMm, maxWidthMm: CELL.width * 0.8 })
  const broken = sample.role === 'caption' ? breakToWidth(measured, CELL.width * 0.8) : bestBalloon(measured)
  if (broken === null) throw new Error(`${sample.text} does not fit`)
  const set = drawLines(measured, broken)
  const place = (path: readonly PathCommand[]) => formatPath(transformPath(path, [1, 0, 0, 1, centre.x, centre.y]))
  const outline =
    sample.role === 'caption' ? rectanglePath(grown(set.box, 1.5)) : ellipse(set.box.width / 2, set.box.height / 2)
  shapes.push({ path: place(outline), fill: '#ffffff', stroke: { color: INK, widthMm: 0.25 }, opacity: 1 })
  shapes.push({ path: place(set.lines.flatMap(({ path }) => path)), fill: INK, stroke: null, opacity: 1 })
  const lines = set.lines.map(({ text }) => text).join(' / ')
  console.log(
    `${sample.language} ${sample.role}: ${lines}  [${broken.cost.toFixed(3)}]${measured.missing.length > 0 ? ` MISSING ${measured.missing.join('')}` : ''}`,
  )
}

const area = { x: 0, y: 0, width: COLUMNS * CELL.width, height: Math.ceil(SAMPLES.length / COLUMNS) * CELL.height }
const size = { widthPx: Math.round(area.width * 8), heightPx: Math.round(area.height * 8) }
const svg = shapesSvg(shapes, area, size)
await sharp(Buffer.from(svg))
  .flatten({ background: '#c8d4da' })
  .png()
  .toFile(process.argv[2] ?? 'specimen.png')

/** Of all counts of lines the one nearest to a balloon of pleasing shape. */
function bestBalloon(measured: MeasuredText): BrokenText | null {
  const vertical = measured.prepared.writing === 'vertical'
  const wanted = vertical ? 0.75 : 1.6
  let best: { broken: BrokenText; score: number } | null = null
  for (let count = Math.max(1, measured.fewestLines); count <= 9; count++) {
    const broken = breakLines(measured, count, { profile: vertical ? () => 1 : ellipseProfile })
    if (broken === null) continue
    const aspect = vertical ? broken.heightMm / broken.widthMm : broken.widthMm / broken.heightMm
    const score = Math.abs(Math.log(aspect / wanted)) + 4 * broken.cost
    if (best === null || score < best.score) best = { broken, score }
  }
  return best?.broken ?? null
}

function grown({ x, y, width, height }: { x: number; y: number; width: number; height: number }, by: number) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function ellipse(halfWidth: number, halfHeight: number): PathCommand[] {
  const [rx, ry] = [halfWidth * 1.3 + 1, halfHeight * 1.3 + 1]
  const k = 0.5523
  return [
    { type: 'M', points: [rx, 0] },
    { type: 'C', points: [rx, ry * k, rx * k, ry, 0, ry] },
    { type: 'C', points: [-rx * k, ry, -rx, ry * k, -rx, 0] },
    { type: 'C', points: [-rx, -ry * k, -rx * k, -ry, 0, -ry] },
    { type: 'C', points: [rx * k, -ry, rx, -ry * k, rx, 0] },
    { type: 'Z', points: [] },
  ]
}
