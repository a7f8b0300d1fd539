import type { DigitSet } from '../../shared/domain/book-language.ts'
import type { SizeMm } from '../geometry.ts'
import { type MeasuredText, measureText, type PreparedText, prepareText, type TypeCase } from '../text/index.ts'
import type { Body } from './body.ts'
import type { Item, Variant } from './item.ts'
import { judgePanel } from './judge-panel.ts'
import type { LetterStyle } from './letter-style.ts'
import type {
  LetteringKind,
  LetteringLock,
  LetteringProblem,
  LetteringRequest,
  PanelScene,
  PlacedLettering,
} from './lettering.ts'
import { isClean, type Placing, placePanel, SEARCHES } from './place-panel.ts'
import { inQuotes } from './quotation-marks.ts'
import { splitAtSentence, wordsOf } from './split-text.ts'
import type { Aim } from './tails.ts'
import { fitsInto, letterSize, variantsOf, variantsWithin } from './variants.ts'
import { contains, grown } from './vector.ts'

/** The language lettering is set in. */
export interface LetterLanguage {
  /** BCP 47. */
  code: string
  /** `vertical` for Japanese and Chinese books that are read from right to left. */
  writing: 'horizontal' | 'vertical'
  typeCase: TypeCase
  /** Of page numbers; default `latn`. */
  digits?: DigitSet
}

export interface LetterPanelOptions {
  /** Moves of the author, by the id of the request. */
  locks?: ReadonlyMap<string, LetteringLock>
  /** The panel in the book's own language: what fits there stays there. */
  home?: readonly PlacedLettering[]
}

export interface LetteredPanel {
  panelId: string
  /** In reading order; a text that was split counts several times. */
  placed: PlacedLettering[]
  problems: LetteringProblem[]
  /** Characters that no typeface has, each once. */
  missing: string[]
}

const MOST_SPLITS = 2
/** Texts that are tried to be split, the longest first. */
const MOST_TRIED = 3

/**
 * Sets the texts of a panel and finds their places. The same arguments give the same lettering. The size of letters
 * is never changed: what does not fit is set in other lines, put elsewhere, split at a sentence, and at last reported.
 * @param requests in the order they are read in
 */
export function letterPanel(
  requests: readonly LetteringRequest[],
  scene: PanelScene,
  language: LetterLanguage,
  style: LetterStyle,
  { locks = new Map(), home = [] }: LetterPanelOptions = {},
): LetteredPanel {
  const problems: LetteringProblem[] = []
  const setter = new Setter(scene, language, style, locks, home, problems)
  let items = setter.items(requests.map((request) => ({ request, part: 0 })))
  if (items.length === 0) return { panelId: scene.panelId, placed: [], problems, missing: [] }

  let placing = placeWell(items, scene, style)
  // What kept its place may leave no room for what had to grow: then all may move, as little as they can.
  if (!isClean(placing) && items.some(({ home }) => home?.stays)) {
    const others = items.map(asMovable)
    const other = placeWell(others, scene, style)
    if (other.cost < placing.cost) [items, placing] = [others, other]
  }
  for (let split = 0; split < MOST_SPLITS && !isClean(placing); split++) {
    const other = splitOne(items, placing, setter, scene, style)
    if (other === null) break
    ;({ items, placing } = other)
  }
  const placed = finish(items, placing, scene)
  return {
    panelId: scene.panelId,
    placed,
    problems: [...problems, ...judgePanel(placed, scene)],
    missing: [...setter.missing],
  }
}

/** Sought further only where a first look finds nothing clean. */
function placeWell(items: readonly Item[], scene: PanelScene, style: LetterStyle): Placing {
  let best: Placing | null = null
  for (const search of SEARCHES) {
    const found = placePanel(items, scene, style, search)
    if (best === null || found.cost < best.cost) best = found
    if (isClean(best)) break
  }
  return best!
}

function asMovable(item: Item): Item {
  if (item.home === null) return item
  return { ...item, variants: item.movable, home: { ...item.home, stays: false } }
}

interface Part {
  request: LetteringRequest
  part: number
}

/** Turns requests into items: prepared, measured, with all the shapes they may take. */
class Setter {
  readonly #scene: PanelScene
  readonly #language: LetterLanguage
  readonly #style: LetterStyle
  readonly #locks: ReadonlyMap<string, LetteringLock>
  readonly #home: readonly PlacedLettering[]
  readonly #problems: LetteringProblem[]
  readonly #told = new Set<string>()
  /** Texts are set again when others of the panel are split; most of them are the same then. */
  readonly #known = new Map<string, readonly Variant[]>()
  readonly missing = new Set<string>()

  constructor(
    scene: PanelScene,
    language: LetterLanguage,
    style: LetterStyle,
    locks: ReadonlyMap<string, LetteringLock>,
    home: readonly PlacedLettering[],
    problems: LetteringProblem[],
  ) {
    this.#scene = scene
    this.#language = language
    this.#style = style
    this.#locks = locks
    this.#home = home
    this.#problems = problems
  }

  languageOf({ language = this.#language }: LetteringRequest): LetterLanguage {
    return language
  }

  /** A text without anything to draw has no item. */
  items(parts: readonly Part[]): Item[] {
    const items: Item[] = []
    for (const { request, part } of parts) {
      const home = this.#home.find((placed) => placed.id === request.id && placed.part === part)?.body ?? null
      const room = this.#roomFor(request.kind)
      let variants = this.#variants(request, request.text, part, null)
      if (variants.length === 0) continue
      const kept = home === null ? [] : this.#variants(request, request.text, part, home)
      if (!variants.some((variant) => fitsInto(variant, room))) {
        const cut = this.#cut(request, part, room)
        if (cut !== null) variants = cut
      }
      const fitting = variants.filter((variant) => fitsInto(variant, room))
      const lock = this.#locks.get(request.id) ?? null
      const before = items.at(-1)?.request
      const stays = kept.length > 0 && lock === null
      const movable = fitting.length > 0 && lock?.lines === undefined ? fitting : variants
      items.push({
        request,
        part,
        variants: stays ? kept : movable,
        movable: stays ? [...kept, ...movable] : movable,
        aim: this.#aimOf(request, lock),
        joinable: before !== undefined && mayBeJoined(before, request),
        lock,
        home: home === null ? null : { centre: home.centre, stays },
      })
    }
    return items
  }

  #variants(request: LetteringRequest, text: string, part: number, home: Body | null): readonly Variant[] {
    const key = `${request.id}/${part}/${home !== null}/${text}`
    let known = this.#known.get(key)
    if (known === undefined) {
      known = this.#newVariants(request, text, part, home)
      this.#known.set(key, known)
    }
    return known
  }

  #newVariants(request: LetteringRequest, text: string, part: number, home: Body | null): readonly Variant[] {
    const prepared = this.#prepare(request, text)
    if (prepared.text === '') return []
    const measured = this.#measure(request, prepared)
    const own = variantsOf(request.kind, measured, this.#style, `${request.id}/${part}`)
    return home === null ? own : variantsWithin(home, request.kind, measured, this.#style, own)
  }

  #prepare(request: LetteringRequest, text: string): PreparedText {
    const { id, kind, voice } = request
    const { code, writing } = this.languageOf(request)
    const spoken = voice === 'voice-over' && kind === 'caption' ? inQuotes(text, code) : text
    const prepared = prepareText(spoken, { language: code, role: roleOf(kind), writing })
    if (prepared.removed.length > 0 && !this.#told.has(id)) {
      this.#told.add(id)
      const names = prepared.removed.map(({ codePoint, name }) => `${codePoint} (${name})`).join(', ')
      this.#problems.push({
        code: 'characters-removed',
        panelId: this.#scene.panelId,
        id,
        message: `Characters that must not reach a page were left out: ${names}.`,
      })
    }
    return prepared
  }

  #measure(request: LetteringRequest, prepared: PreparedText): MeasuredText {
    const { id, kind } = request
    const { width, height } = this.#roomFor(kind)
    const length = prepared.writing === 'vertical' ? height : width
    const sizeMm = letterSize(kind, this.#style)
    const maxWidthMm = Math.max(sizeMm * 2, length - 2 * this.#style.airMm) * (kind === 'caption' ? 1 : 0.92)
    const measured = measureText(prepared, this.languageOf(request).typeCase, { sizeMm, maxWidthMm })
    for (const character of measured.missing) this.missing.add(character)
    if (kind !== 'sfx') this.#tellOverwide(id, measured.overwide)
    return measured
  }

  /** Words that no rule divides. Told once for a text, however often it is set. */
  #tellOverwide(id: string, words: readonly string[]): void {
    const key = `${id} overwide`
    if (words.length === 0 || this.#told.has(key)) return
    this.#told.add(key)
    const names = [...new Set(words)].map((word) => `“${shortened(word)}”`)
    this.#problems.push({
      code: 'word-too-wide',
      panelId: this.#scene.panelId,
      id,
      message: `${names.join(', ')} is wider than the panel and cannot be divided.`,
    })
  }

  #roomFor(kind: LetteringKind): SizeMm {
    const flush = kind === 'caption' || kind === 'note'
    const { breakoutMm } = this.#style
    return grown(this.#scene.room, flush ? 0 : breakoutMm, breakoutMm)
  }

  /** As many words as the panel holds; the rest is reported, and left out rather than made unreadable. */
  #cut(request: LetteringRequest, part: number, room: SizeMm) {
    const segments = wordsOf(request.text, this.languageOf(request).code)
    // More letters than these do not go into the room in any shape.
    const most = Math.ceil((room.width * room.height) / (0.3 * letterSize(request.kind, this.#style) ** 2))
    let [fits, fails] = [0, Math.min(segments.length, most)]
    let best: readonly Variant[] | null = null
    while (fails - fits > 1) {
      const count = Math.floor((fits + fails) / 2)
      const variants = this.#variants(request, `${segments.slice(0, count).join('').trimEnd()}…`, part, null)
      const fitting = variants.filter((variant) => fitsInto(variant, room))
      if (fitting.length > 0) [fits, best] = [count, fitting]
      else fails = count
    }
    if (best === null) return null
    const words = (from: number, to: number) =>
      segments.slice(from, to).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
    this.#problems.push({
      code: 'text-cut',
      panelId: this.#scene.panelId,
      id: request.id,
      message: `The panel holds ${words(0, fits)} of the ${words(0, segments.length)} words; the others are not on the page. Spread the text over more panels.`,
    })
    return best
  }

  #aimOf({ kind, speakerId }: LetteringRequest, lock: LetteringLock | null): Aim {
    if (kind === 'caption' || kind === 'note' || kind === 'sfx') return { at: 'nothing' }
    const { figures, frame } = this.#scene
    if (lock?.tailTo === null) return { at: 'nothing' }
    if (lock?.tailTo !== undefined) {
      const { x, y } = lock.tailTo
      return { at: 'point', point: { x: frame.x + frame.width * x, y: frame.y + frame.height * y } }
    }
    const figure = figures.find(({ personId }) => personId === speakerId)
    if (kind === 'off-panel' || figure === undefined) {
      // Nobody known speaks: of one figure alone it is likely enough to be them; thoughts do not come from outside.
      if (kind !== 'off-panel' && speakerId === null && figures.length === 1) {
        return { at: 'figure', figure: { ...figures[0]!, guessed: true } }
      }
      return kind === 'thought' ? { at: 'nothing' } : { at: 'border' }
    }
    return { at: 'figure', figure }
  }
}

const MOST_QUOTED = 40

function shortened(word: string): string {
  const characters = [...word]
  return characters.length > MOST_QUOTED ? `${characters.slice(0, MOST_QUOTED).join('')}…` : word
}

/** What typeface a kind is set in. */
export function roleOf(kind: LetteringKind): PreparedText['role'] {
  switch (kind) {
    case 'sfx':
      return 'sfx'
    case 'burst':
      return 'shout'
    case 'caption':
    case 'note':
      return 'caption'
    default:
      return 'dialogue'
  }
}

/** One breath of one speaker: balloons of the same kind, one after the other. */
function mayBeJoined(before: LetteringRequest, request: LetteringRequest): boolean {
  const tied = request.kind === 'speech' || request.kind === 'off-panel' || request.kind === 'whisper'
  if (before.id === request.id) return tied
  return tied && before.kind === request.kind && request.speakerId !== null && before.speakerId === request.speakerId
}

/** Splitting must mend something that must not be, not only please. */
const WORTH_A_SPLIT = 100

/** The other way to do it: one text cut in two at a sentence, if that makes the panel better. The longest goes first. */
function splitOne(items: readonly Item[], placing: Placing, setter: Setter, scene: PanelScene, style: LetterStyle) {
  const longestFirst = items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => mayBeSplit(item))
    .toSorted((a, b) => b.item.request.text.length - a.item.request.text.length)
    .flatMap(({ item, index }) => {
      const texts = splitAtSentence(item.request.text, setter.languageOf(item.request).code)
      return texts === null ? [] : [{ item, index, texts }]
    })
    .slice(0, MOST_TRIED)
  for (const { item, index, texts } of longestFirst) {
    const parts = texts.map((text, part) => ({ request: { ...item.request, text }, part: item.part + part }))
    const all = items.flatMap((other, at): Part[] =>
      at === index ? parts : [{ request: other.request, part: other.part }],
    )
    const renumbered = all.map(({ request, part }, at) => ({
      request,
      part: at > 0 && all[at - 1]!.request.id === request.id ? all[at - 1]!.part + 1 : part,
    }))
    const others = setter.items(renumbered)
    const placed = placeWell(others, scene, style)
    if (placed.cost < placing.cost - WORTH_A_SPLIT) return { items: others, placing: placed }
  }
  return null
}

function mayBeSplit({ request, lock }: Item): boolean {
  return lock === null && request.kind !== 'sfx' && request.kind !== 'note'
}

/** From where everything stands to what is drawn: bridges and tails. */
function finish(
  items: readonly Item[],
  { candidates, groups, tails }: Placing,
  { frame }: PanelScene,
): PlacedLettering[] {
  const first = new Set(groups.map(([index]) => index))
  return items.map(({ request, part }, index) => {
    const { variant, body, box } = candidates[index]!
    const tail = tails[index]!
    const onEdge = (distance: number) =>
      variant.corners === 'square' && request.kind !== 'sfx' && Math.abs(distance) < 1e-6
    return {
      id: request.id,
      part,
      kind: request.kind,
      voice: request.voice,
      speakerId: request.speakerId,
      ...(request.language !== undefined && { language: request.language }),
      body,
      lines: variant.lines,
      tail: tail === null ? null : { turn: tail.turn, tip: tail.tip, aim: tail.aim },
      joined: !first.has(index),
      rotation: variant.rotation,
      set: variant.draw(),
      sizeMm: variant.sizeMm,
      crossesBorder: !contains(grown(frame, 1e-6), box),
      butted: {
        left: onEdge(box.x - frame.x),
        right: onEdge(box.x + box.width - frame.x - frame.width),
        top: onEdge(box.y - frame.y),
        bottom: onEdge(box.y + box.height - frame.y - frame.height),
      },
    }
  })
}
