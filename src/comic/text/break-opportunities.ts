import LineBreaker from 'linebreak'
import type { PreparedText } from './prepare-text.ts'
import { safeLanguage } from './scripts.ts'

/** A place where a line may end. */
export interface BreakOpportunity {
  /** The next line starts here. */
  at: number
  /** What it costs to use it, beside the shape of the line; see `break-lines.ts`. */
  cost: number
  /** The author asked for a new line. */
  required: boolean
  /** A hyphen has to be drawn. */
  hyphen: boolean
}

const AFTER_HYPHEN = 0.04
const AFTER_SOLIDUS = 0.08
const AFTER_DOTS = 0.04
const AT_SOFT_HYPHEN = 0.15
/** Chinese and Japanese may break nearly everywhere, but a word cut in two is read twice. */
const WITHIN_WORD = 0.3
const WITHIN_PHRASE = 0.12
/** `12/時`, `——` at the start of a line. */
const BESIDE_SIGN = 0.2

const NEEDS_SEGMENTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u
/** Full-width letters and digits make words and numbers. */
const KEPT_TOGETHER = /[Ａ-Ｚａ-ｚ０-９．，]/
const LONG_SIGN = /[—―…]/
const HANGUL = /\p{Script=Hangul}/u

/**
 * Where lines of a text may end, ascending, the end of the text included: UAX #14, with phrases for Japanese, words
 * for Chinese and Thai, and Korean kept together between spaces.
 */
export function breakOpportunities({ text, language, rubies, softHyphens }: PreparedText): BreakOpportunity[] {
  const found = new Map<number, BreakOpportunity>()
  const add = (at: number, cost: number, required = false, hyphen = false) =>
    found.set(at, { at, cost, required, hyphen })

  const breaker = new LineBreaker(text)
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const at = next.position
    const required = text[at - 1] === '\n'
    if (required || at === text.length || isAllowed(text, at)) add(at, costAfter(text, at), required)
  }
  for (const { 0: dots, index } of text.matchAll(/(?<=[\p{L}\p{N}])(?:\.{3}|…+)(?=[\p{L}\p{N}])/gu)) {
    if (!found.has(index + dots.length)) add(index + dots.length, AFTER_DOTS)
  }
  if (NEEDS_SEGMENTS.test(text)) {
    const segments = [...segmenterOf(language).segment(text)]
    const starts = new Map(segments.map((segment, index) => [segment.index, index]))
    for (const [at, opportunity] of found) {
      if (opportunity.required || at === text.length) continue
      if (KEPT_TOGETHER.test(text[at - 1]!) && KEPT_TOGETHER.test(text[at]!)) found.delete(at)
      else if (LONG_SIGN.test(text[at]!) || (/[0-9０-９]/.test(text[at - 1]!) && SQUARE.test(text[at]!)))
        opportunity.cost = BESIDE_SIGN
      if (opportunity.cost > 0 || !SQUARE.test(text[at - 1] ?? '') || !SQUARE.test(text[at] ?? '')) continue
      const index = starts.get(at)
      if (index === undefined) opportunity.cost = WITHIN_WORD
      else if (leansOnWordBefore(segments[index]!.segment, segments[index - 1]!.segment))
        opportunity.cost = WITHIN_PHRASE
    }
    for (const { index, segment } of segments) {
      if (
        index > 0 &&
        UNSPACED.test(segment[0]!) &&
        UNSPACED.test(text[index - 1]!) &&
        segment !== 'ๆ' &&
        segment !== 'ฯ'
      )
        add(index, 0)
    }
  }
  for (const at of softHyphens) if (at < text.length && !found.has(at)) add(at, AT_SOFT_HYPHEN, false, true)
  for (const { start, end } of rubies) for (let at = start + 1; at < end; at++) found.delete(at)
  if (text !== '') add(text.length, 0)
  return [...found.values()].sort((a, b) => a.at - b.at)
}

function isAllowed(text: string, at: number): boolean {
  const [before, after] = [text[at - 1]!, text[at]!]
  // Korean breaks between words in comics, as it does in schoolbooks.
  if (HANGUL.test(before) && HANGUL.test(after)) return false
  // Dashes that open a word stay with it, and a dash without a word is no line.
  if (before === '-' && /(?:^|[\s"'“‘(])-+$/.test(text.slice(Math.max(0, at - 6), at))) return false
  return true
}

function costAfter(text: string, at: number): number {
  if (text[at - 1] === '-' && text[at - 2] !== '-') return AFTER_HYPHEN
  return text[at - 1] === '/' ? AFTER_SOLIDUS : 0
}

const PARTICLES = new Set(
  `は が を に で と も の へ や から まで より ね よ よね な なあ ぞ ぜ わ さ か かな かしら だ です でした だった だろ だろう でしょう ます ました ません ない なかっ なく た たい て ている てる でる ちゃ じゃ れ れる られ られる せ せる させる ば ん う よう そう らしい って とか けど けれど けれども のに ので ながら し しか だけ ばかり ほど くらい ぐらい など なら たら たり つつ さん 様 さま ちゃん 君 くん 殿 達 たち こそ さえ すら でも には では とは にも にて ずに ず まい み さ`.split(
    /\s+/,
  ),
)
/** Chinese particles: the same. */
const CHINESE_PARTICLES = new Set('的 了 吗 嗎 呢 吧 啊 呀 哦 嘛 啦 们 們 着 著 过 過 得 地 里 裡 上 下 中'.split(' '))
/** Polite prefixes: they never end a phrase. */
const PREFIXES = new Set(['お', 'ご', '御'])

/** Particles and endings follow their word on the same line. */
function leansOnWordBefore(segment: string, before: string): boolean {
  return (
    PARTICLES.has(segment) ||
    CHINESE_PARTICLES.has(segment) ||
    PREFIXES.has(before) ||
    (/^[ぁ-ゖ]$/u.test(segment) && SQUARE.test(before)) ||
    // Kana after a Chinese character is its ending far more often than a word of its own.
    (/^[ぁ-ゖ]/u.test(segment) && /\p{Script=Han}$/u.test(before))
  )
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(language: string): Intl.Segmenter {
  const tag = safeLanguage(language)
  let segmenter = segmenters.get(tag)
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(tag, { granularity: 'word' })
    segmenters.set(tag, segmenter)
  }
  return segmenter
}
