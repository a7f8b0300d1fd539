import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTypeCase } from '../../main/images/typefaces.ts'
import { formatPath, parsePath } from '../path.ts'
import { bodyBox } from './body.ts'
import { bodyOutline, drawLettering } from './draw-lettering.ts'
import { protectedFace } from './face-zone.ts'
import { type LetterLanguage, letterPanel } from './letter-panel.ts'
import { figureAt, PAGE, STYLE, says, sceneOf } from './lettering.case.ts'
import type { LetteringKind, PlacedLettering } from './lettering.ts'
import { flatten, hasPoint, polygonsMeet, rectPolygon } from './polygon.ts'
import { readerOrder } from './reading-order.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const ROLES = ['dialogue', 'caption', 'shout', 'sfx'] as const

async function languageOf(code: string, text: string, writing: LetterLanguage['writing'] = 'horizontal') {
  const needs = ROLES.map((role) => ({ role, text }))
  return { code, writing, typeCase: await openTypeCase(FONTS, code, needs) } satisfies LetterLanguage
}

const ENGLISH = await languageOf('en', 'abc … “”')
const SENTENCE = 'The tide takes everything you leave on the steps, so bring the lamp in.'
const ANSWER = 'And who is going to carry it? Not me.'

/** The outlines of everything placed, one after the other. */
const outlines = (placed: readonly PlacedLettering[]) => placed.map((item) => flatten(bodyOutline(item)))

describe('the lettering of a panel', () => {
  const figures = [figureAt('nell', 45, 62), figureAt('ed', 92, 60)]
  const requests = [says('nell', SENTENCE), says('ed', ANSWER), says('nell', 'I have the dog.')]
  const { placed, problems } = letterPanel(requests, sceneOf({ figures }), ENGLISH, STYLE)

  test('stands without a fault', () => {
    expect(problems).toEqual([])
    expect(placed.map(({ id }) => id)).toEqual(requests.map(({ id }) => id))
  })

  test('covers no face and overlaps nothing', () => {
    const drawn = outlines(placed)
    for (const [index, outline] of drawn.entries()) {
      for (const { face } of figures)
        expect(polygonsMeet(outline, rectPolygon(protectedFace(face!, sceneOf().frame)))).toBe(false)
      for (const other of drawn.slice(index + 1)) expect(polygonsMeet(outline, other)).toBe(false)
    }
  })

  test('is read in the order of the script', () => {
    expect(
      readerOrder(
        placed.map(({ body }) => bodyBox(body)),
        'ltr',
      ),
    ).toEqual([0, 1, 2])
  })

  test('has a tail towards each speaker', () => {
    for (const { speakerId, tail, body } of placed) {
      const { mouth } = figures.find(({ personId }) => personId === speakerId)!
      const from = (point: { x: number; y: number }) => Math.hypot(mouth.x - point.x, mouth.y - point.y)
      expect(from(tail!.tip)).toBeLessThan(from(body.centre))
    }
  })

  test('is the same every time', () => {
    expect(drawLettering(letterPanel(requests, sceneOf({ figures }), ENGLISH, STYLE).placed, STYLE)).toEqual(
      drawLettering(placed, STYLE),
    )
  })

  test('is mirrored in a book read from right to left', () => {
    const rtl = letterPanel(requests.slice(0, 2), sceneOf({ direction: 'rtl' }), ENGLISH, STYLE)
    expect(rtl.problems).toEqual([])
    expect(
      readerOrder(
        rtl.placed.map(({ body }) => bodyBox(body)),
        'rtl',
      ),
    ).toEqual([0, 1])
  })

  test('never has smaller letters for want of room', () => {
    const crowded = letterPanel(requests, sceneOf({ frame: { x: 20, y: 20, width: 52, height: 40 } }), ENGLISH, STYLE)
    for (const { sizeMm } of crowded.placed) expect(sizeMm).toBe(STYLE.sizeMm)
  })
})

describe('words', () => {
  const KINDS: LetteringKind[] = ['speech', 'thought', 'whisper', 'burst', 'electric', 'off-panel', 'caption', 'note']

  test.each([
    ['en', SENTENCE, 'horizontal'],
    ['de', 'Donaudampfschifffahrtsgesellschaften fahren heute nicht, also bring die Lampe herein.', 'horizontal'],
    ['ar', 'المدّ يأخذ كل ما تتركه على الدرج، فأدخل المصباح إلى البيت.', 'horizontal'],
    ['ja', '石段に置いたものは潮がみんなさらっていく。灯りを中に入れておけ。', 'vertical'],
    ['ru', 'Прилив уносит всё, что ты оставишь на ступенях.', 'horizontal'],
    ['el', 'Η παλίρροια παίρνει ό,τι αφήνεις στα σκαλιά.', 'horizontal'],
    ['he', 'הגאות לוקחת כל מה שמשאירים על המדרגות.', 'horizontal'],
    ['th', 'น้ำขึ้นพัดพาทุกอย่างที่เธอวางไว้บนบันได', 'horizontal'],
    ['hi', 'ज्वार सीढ़ियों पर रखी हर चीज़ ले जाता है।', 'horizontal'],
    ['ko', '밀물은 계단에 둔 것을 모두 가져간다.', 'horizontal'],
    ['zh', '潮水会把你放在台阶上的东西全都带走。', 'horizontal'],
  ] as const)('in %s are inside every kind of balloon', async (code, text, writing) => {
    const language = await languageOf(code, text, writing)
    for (const kind of KINDS) {
      const { placed, problems, missing } = letterPanel([says('nell', text, kind)], sceneOf(), language, STYLE)
      expect({ kind, problems, missing }).toEqual({ kind, problems: [], missing: [] })
      for (const item of placed) {
        const outline = flatten(bodyOutline(item))
        const ink = item.set.bounds!
        const { x, y } = item.body.centre
        for (const corner of rectPolygon(item.set.box)) {
          // The block's corners may stand out of a round balloon; its lines may not.
          if (item.body.corners === 'square') expect(hasPoint(outline, { x: corner.x + x, y: corner.y + y })).toBe(true)
        }
        for (const { box } of item.set.lines) {
          for (const corner of rectPolygon(box))
            expect(hasPoint(outline, { x: corner.x + x, y: corner.y + y })).toBe(true)
        }
        expect(ink.width).toBeGreaterThan(5)
      }
    }
  })

  test('of a sound lean, and stay as they are from one export to the next', () => {
    const request = says(null, 'KRAKOOM', 'sfx')
    const [first] = letterPanel([request], sceneOf(), ENGLISH, STYLE).placed
    expect(Math.abs(first!.rotation)).toBeGreaterThan(0.05)
    expect(letterPanel([request], sceneOf(), ENGLISH, STYLE).placed[0]!.rotation).toBe(first!.rotation)
    expect(first!.sizeMm).toBeGreaterThan(STYLE.sizeMm * 1.5)
  })
})

describe('shapes', () => {
  const shapesOf = (kind: LetteringKind) =>
    drawLettering(letterPanel([says('nell', SENTENCE, kind)], sceneOf(), ENGLISH, STYLE).placed, STYLE)

  test('a whisper is dashed, wires have two lines, a shout a heavier one', () => {
    expect(shapesOf('whisper').overBorders.some(({ stroke }) => stroke?.dashMm !== undefined)).toBe(true)
    const widths = (kind: LetteringKind) => shapesOf(kind).overBorders.flatMap(({ stroke }) => stroke?.widthMm ?? [])
    expect(widths('electric')).toHaveLength(2)
    expect(Math.max(...widths('burst'))).toBeGreaterThan(Math.max(...widths('speech')))
  })

  test('every outline is thinner than the border of a panel', () => {
    for (const kind of ['speech', 'whisper', 'burst'] as const) {
      for (const { stroke } of shapesOf(kind).overBorders) expect(stroke?.widthMm ?? 0).toBeLessThan(PAGE.width / 300)
    }
  })

  test('a caption stands in a corner and shares its borders', () => {
    const [caption] = letterPanel([says(null, SENTENCE, 'caption')], sceneOf(), ENGLISH, STYLE).placed
    expect(caption!.butted).toMatchObject({ left: true, top: true })
    expect(shapesOf('caption').underBorders.length).toBeGreaterThan(0)
  })

  test('can be read by every painter', () => {
    for (const kind of ['speech', 'thought', 'burst', 'electric', 'whisper', 'caption', 'sfx'] as const) {
      const { underBorders, overBorders } = shapesOf(kind)
      for (const { path } of [...underBorders, ...overBorders]) expect(formatPath(parsePath(path))).toBe(path)
    }
  })
})

describe('a panel with a leaning side', () => {
  const [x, y, width, height] = [20, 20, 70, 60]
  const lean = 26
  const length = Math.hypot(lean, height)
  const slants = [{ point: { x: x + width, y }, inwards: { x: -height / length, y: -lean / length } }]
  const scene = sceneOf({ frame: { x, y, width, height }, slants, figures: [figureAt('nell', 35, 66)] })

  test.each(['speech', 'burst', 'caption'] as const)('keeps %s within it', (kind) => {
    const requests = [says('nell', ANSWER, kind), says('nell', 'I have the dog, and the lamp.', kind)]
    const { placed, problems } = letterPanel(requests, scene, ENGLISH, STYLE)
    expect(problems).toEqual([])
    for (const outline of outlines(placed)) {
      for (const point of outline) {
        const sideAt = x + width - (lean * (point.y - y)) / height
        expect(point.x).toBeLessThanOrEqual(sideAt + STYLE.breakoutMm)
      }
    }
  })
})

describe('two balloons of one speaker', () => {
  const figures = [figureAt('nell', 70, 72)]

  test('are tied together and have one tail', () => {
    const { placed } = letterPanel(
      [says('nell', ANSWER), says('nell', 'I have the dog.')],
      sceneOf({ figures }),
      ENGLISH,
      STYLE,
    )
    expect(placed.map(({ joined }) => joined)).toEqual([false, true])
    expect(placed.filter(({ tail }) => tail !== null)).toHaveLength(1)
    const balloons = drawLettering(placed, STYLE).overBorders.filter(({ stroke }) => stroke !== null)
    expect(balloons).toHaveLength(1)
  })

  test('of different kinds are not', () => {
    const { placed } = letterPanel(
      [says('nell', ANSWER), says('nell', 'Hush.', 'whisper')],
      sceneOf({ figures }),
      ENGLISH,
      STYLE,
    )
    expect(placed.map(({ joined }) => joined)).toEqual([false, false])
    expect(placed.every(({ tail }) => tail !== null)).toBe(true)
  })
})

describe('what the author moved', () => {
  test('stays where it was put, and the others make room', () => {
    const figures = [figureAt('nell', 45, 70)]
    const requests = [says('nell', SENTENCE), says('nell', 'Now.')]
    const locks = new Map([[requests[0]!.id, { at: { x: 0.7, y: 0.6 } }]])
    const { placed, problems } = letterPanel(requests, sceneOf({ figures }), ENGLISH, STYLE, { locks })
    const { frame } = sceneOf()
    expect(placed[0]!.body.centre).toEqual({ x: frame.x + frame.width * 0.7, y: frame.y + frame.height * 0.6 })
    expect(problems.map(({ code }) => code)).not.toContain('overlap')
  })

  test('is kept even where it covers a face, and that is told', () => {
    const figures = [figureAt('nell', 70, 55)]
    const request = says('nell', SENTENCE)
    const locks = new Map([[request.id, { at: { x: 0.5, y: 0.5 } }]])
    const { problems } = letterPanel([request], sceneOf({ figures }), ENGLISH, STYLE, { locks })
    expect(problems.map(({ code }) => code)).toContain('covers-face')
  })

  test('a tail may be taken away or aimed', () => {
    const request = says('nell', ANSWER)
    const scene = sceneOf({ figures: [figureAt('nell', 45, 70)] })
    const withLock = (lock: { tailTo: { x: number; y: number } | null }) =>
      letterPanel([request], scene, ENGLISH, STYLE, { locks: new Map([[request.id, lock]]) }).placed[0]!
    expect(withLock({ tailTo: null }).tail).toBeNull()
    expect(withLock({ tailTo: { x: 0.95, y: 0.9 } }).tail!.tip.x).toBeGreaterThan(
      withLock({ tailTo: null }).body.centre.x,
    )
  })
})

describe('a translation', () => {
  const figures = [figureAt('nell', 45, 74), figureAt('ed', 95, 74)]
  const requests = [says('nell', SENTENCE), says('ed', ANSWER)]
  const scene = sceneOf({ figures })
  const home = letterPanel(requests, scene, ENGLISH, STYLE).placed

  test('whose words fit leaves every balloon exactly as it is', () => {
    const other = [{ ...requests[0]!, text: SENTENCE.replace('steps', 'stair') }, requests[1]!]
    const { placed, problems } = letterPanel(other, scene, ENGLISH, STYLE, { home })
    expect(problems).toEqual([])
    expect(placed.map(({ body }) => body)).toEqual(home.map(({ body }) => body))
  })

  test('changes only the balloon that needs more room', () => {
    const longer = [
      requests[0]!,
      { ...requests[1]!, text: `${ANSWER} I said so yesterday, and I will say it again tomorrow.` },
    ]
    const { placed, problems } = letterPanel(longer, scene, ENGLISH, STYLE, { home })
    expect(problems).toEqual([])
    expect(placed[0]!.body).toEqual(home[0]!.body)
    expect(placed[1]!.body.half).not.toEqual(home[1]!.body.half)
  })
})

describe('too much text', () => {
  test('goes into two balloons, cut at a sentence, where that helps', () => {
    const text =
      'We must go at once before the water is over the causeway. There is a boat behind the chapel and nobody knows.'
    const figures = [figureAt('nell', 50, 44), figureAt('ed', 50, 64)]
    const narrow = sceneOf({ frame: { x: 20, y: 20, width: 62, height: 62 }, figures })
    const { placed } = letterPanel([says('nell', text)], narrow, ENGLISH, STYLE)
    for (const { set } of placed) expect(set.lines.at(-1)!.text).toMatch(/[.!?…]$/)
  })

  test('of twenty thousand words is cut, and told with numbers', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `word${index}`).join(' ')
    const { placed, problems } = letterPanel([says('nell', text)], sceneOf(), ENGLISH, STYLE)
    expect(placed).toHaveLength(1)
    expect(problems.map(({ code, message }) => `${code} ${message}`).join()).toMatch(
      /text-cut The panel holds \d+ of the 20000 words/,
    )
  })

  test('in a panel too small for a word is told', () => {
    const tiny = { x: 20, y: 20, width: 7, height: 6 }
    const { problems } = letterPanel([says('nell', ANSWER)], sceneOf({ frame: tiny, room: tiny }), ENGLISH, STYLE)
    expect(problems.map(({ code }) => code)).toContain('outside')
  })
})

describe('bad input', () => {
  test('control and override characters are left out and told', () => {
    const { placed, problems } = letterPanel([says('nell', 'Come\u0000 \u202ehere\u0007.')], sceneOf(), ENGLISH, STYLE)
    expect(placed[0]!.set.lines.map(({ text }) => text).join(' ')).toBe('COME HERE.')
    expect(problems).toMatchObject([{ code: 'characters-removed' }])
  })

  test('a word that goes into no line is told once, and its letters stay as large', () => {
    const word = 'kq'.repeat(40)
    const { placed, problems } = letterPanel([says('nell', `Say ${word} again.`)], sceneOf(), ENGLISH, STYLE)
    expect(problems.filter(({ code }) => code === 'word-too-wide')).toHaveLength(1)
    expect(problems.find(({ code }) => code === 'word-too-wide')!.message).toMatch(/^“(KQ)+…” is wider/)
    for (const { sizeMm } of placed) expect(sizeMm).toBe(STYLE.sizeMm)
  })

  test('a long word of a language that divides words is divided, and nothing is told', async () => {
    const german = await languageOf('de', 'abcdefghijklmnopqrstuvwxyz-')
    const narrow = sceneOf({ frame: { x: 20, y: 20, width: 42, height: 90 } })
    const request = says('nell', 'Donaudampfschifffahrtsgesellschaft!')
    const { placed, problems } = letterPanel([request], narrow, german, STYLE)
    expect(problems).toEqual([])
    expect(placed[0]!.set.lines.length).toBeGreaterThan(1)
  })

  test.each([
    ['a frame of one millimetre', { x: 20, y: 20, width: 1, height: 1 }, [figureAt('nell', 20, 20)]],
    ['a speaker far outside the frame', undefined, [figureAt('nell', 900, -300)]],
    ['a speaker at the very border', undefined, [figureAt('nell', 20, 20)]],
  ] as const)('%s is lettered without a number that is none', (_, frame, figures) => {
    const requests = [says('nell', SENTENCE), says('ed', ANSWER, 'off-panel'), says(null, 'KRAKOOM', 'sfx')]
    const scene = sceneOf({ ...(frame && { frame }), figures: [...figures] })
    const { placed } = letterPanel(requests, scene, ENGLISH, STYLE)
    const { underBorders, overBorders } = drawLettering(placed, STYLE)
    for (const { path } of [...underBorders, ...overBorders]) expect(path).not.toMatch(/NaN|Infinity/)
    for (const { tail } of placed) {
      // A balloon larger than its frame has its tail outside.
      if (tail === null || frame !== undefined) continue
      const { x, y, width, height } = scene.frame
      expect(tail.tip.x).toBeGreaterThanOrEqual(x - 1e-6)
      expect(tail.tip.x).toBeLessThanOrEqual(x + width + 1e-6)
      expect(tail.tip.y).toBeGreaterThanOrEqual(y - 1e-6)
      expect(tail.tip.y).toBeLessThanOrEqual(y + height + 1e-6)
    }
  })

  test('forty texts in one panel all stand on the page, and what is wrong is told', () => {
    const requests = Array.from({ length: 40 }, (_, index) => says(index % 2 ? 'nell' : 'ed', `Line number ${index}.`))
    const { placed, problems } = letterPanel(requests, sceneOf(), ENGLISH, STYLE)
    expect(new Set(placed.map(({ id }) => id)).size).toBe(40)
    expect(problems.length).toBeGreaterThan(0)
  })

  test('signs that no typeface has are named, not drawn as nothing', () => {
    const { missing, placed } = letterPanel([says('nell', '🦀🦀'), says('nell', '  ')], sceneOf(), ENGLISH, STYLE)
    expect(missing).toEqual(['🦀'])
    expect(placed).toHaveLength(1)
  })

  test('nothing to say has no balloon', () => {
    const { placed, problems } = letterPanel([says('nell', ''), says('nell', ' \n ')], sceneOf(), ENGLISH, STYLE)
    expect({ placed, problems }).toEqual({ placed: [], problems: [] })
  })

  test('any texts in any panel come out with finite outlines, in order unless it is told otherwise', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 5 })
    const sides = fc.record({ width: fc.integer({ min: 8, max: 140 }), height: fc.integer({ min: 8, max: 200 }) })
    fc.assert(
      fc.property(texts, sides, fc.constantFrom('ltr', 'rtl'), (all, side, direction) => {
        const frame = { x: 14, y: 20, ...side }
        const scene = sceneOf({ frame, room: frame, direction, figures: [figureAt('nell', 30, 40)] })
        const requests = all.map((text, index) => ({
          ...says(index % 2 === 0 ? 'nell' : 'ed', text),
          id: String(index),
        }))
        const { placed, problems } = letterPanel(requests, scene, ENGLISH, STYLE)
        for (const { path } of drawLettering(placed, STYLE).overBorders) expect(path).not.toMatch(/NaN|Infinity/)
        const order = readerOrder(
          placed.map(({ body }) => bodyBox(body)),
          direction,
        )
        const told = problems.some(({ code }) => code === 'out-of-order')
        expect(told || order.every((item, index) => item === index)).toBe(true)
      }),
      { numRuns: 40, seed: 7 },
    )
  })
})
