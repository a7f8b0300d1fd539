/** Scripts that fonts are chosen by. Chinese characters go by the language: the same character differs in form. */
export type FontScript =
  | 'latin'
  | 'vietnamese'
  | 'cyrillic'
  | 'greek'
  | 'arabic'
  | 'hebrew'
  | 'devanagari'
  | 'thai'
  | 'japanese'
  | 'korean'
  | 'simplified-chinese'
  | 'traditional-chinese'
  | 'other'

/** Heights in multiples of the size, measured from the baseline; the distance of lines. */
export interface ScriptMetrics {
  ascent: number
  descent: number
  leading: number
}

const METRICS: Record<FontScript, ScriptMetrics> = {
  latin: { ascent: 0.76, descent: 0.22, leading: 1.22 },
  vietnamese: { ascent: 0.98, descent: 0.24, leading: 1.42 },
  cyrillic: { ascent: 0.76, descent: 0.22, leading: 1.22 },
  greek: { ascent: 0.8, descent: 0.22, leading: 1.25 },
  arabic: { ascent: 0.86, descent: 0.42, leading: 1.5 },
  hebrew: { ascent: 0.72, descent: 0.2, leading: 1.25 },
  devanagari: { ascent: 0.92, descent: 0.3, leading: 1.45 },
  thai: { ascent: 1.02, descent: 0.3, leading: 1.48 },
  japanese: { ascent: 0.88, descent: 0.12, leading: 1.35 },
  korean: { ascent: 0.84, descent: 0.14, leading: 1.3 },
  'simplified-chinese': { ascent: 0.88, descent: 0.12, leading: 1.35 },
  'traditional-chinese': { ascent: 0.88, descent: 0.12, leading: 1.35 },
  other: { ascent: 0.9, descent: 0.3, leading: 1.45 },
}

/** Lines of capitals have no tails: they stand closer. */
const CAPITAL_METRICS: Partial<Record<FontScript, ScriptMetrics>> = {
  latin: { ascent: 0.72, descent: 0.04, leading: 1.18 },
  cyrillic: { ascent: 0.72, descent: 0.1, leading: 1.16 },
  greek: { ascent: 0.72, descent: 0.04, leading: 1.1 },
  vietnamese: { ascent: 0.98, descent: 0.16, leading: 1.36 },
}

/** Languages whose capitals hardly ever carry an accent: nothing stands between their lines. */
const WITHOUT_ACCENTS = ['en', 'nl', 'id', 'ms', 'sw', 'la']
const LEADING_WITHOUT_ACCENTS = 1.1

export function metricsOf(script: FontScript, caps: boolean, language: string): ScriptMetrics {
  const metrics = (caps ? CAPITAL_METRICS[script] : undefined) ?? METRICS[script]
  const open = caps && script === 'latin' && WITHOUT_ACCENTS.includes(primaryLanguage(language))
  return open ? { ...metrics, leading: LEADING_WITHOUT_ACCENTS } : metrics
}

const BY_ISO_SCRIPT: Record<string, FontScript> = {
  Latn: 'latin',
  Cyrl: 'cyrillic',
  Grek: 'greek',
  Arab: 'arabic',
  Hebr: 'hebrew',
  Deva: 'devanagari',
  Thai: 'thai',
  Jpan: 'japanese',
  Kore: 'korean',
  Hans: 'simplified-chinese',
  Hant: 'traditional-chinese',
}

/** The script a language is written in. `zh-TW` is traditional, `sr-Latn` Latin; an unknown language is Latin. */
export function scriptOfLanguage(language: string): FontScript {
  const locale = localeOf(language)
  if (locale === null) return 'latin'
  if (locale.language === 'vi') return 'vietnamese'
  const script = locale.maximize().script
  return script === undefined ? 'latin' : (BY_ISO_SCRIPT[script] ?? 'other')
}

/** Whether lines of a language start at the right. */
export function isRightToLeft(language: string): boolean {
  const script = localeOf(language)?.maximize().script ?? ''
  return ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm'].includes(script)
}

/** `de` of `de-AT`; the tag itself, in lower case, when it is not well formed. */
export function primaryLanguage(language: string): string {
  return localeOf(language)?.language ?? language.toLowerCase()
}

/** A tag that the language-aware functions of the runtime take; `und` for one they would throw at. */
export function safeLanguage(language: string): string {
  return localeOf(language)?.baseName ?? 'und'
}

const locales = new Map<string, Intl.Locale | null>()

function localeOf(language: string): Intl.Locale | null {
  let locale = locales.get(language)
  if (locale === undefined) {
    try {
      locale = new Intl.Locale(language)
    } catch {
      locale = null
    }
    locales.set(language, locale)
  }
  return locale
}

const HAN = -1
/** First and last code point, script. Ascending; what lies between belongs to no script or to one without a font. */
const RANGES: readonly (readonly [number, number, FontScript | typeof HAN])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xaa, 0xaa, 'latin'],
  [0xba, 0xba, 'latin'],
  [0xc0, 0xd6, 'latin'],
  [0xd8, 0xf6, 'latin'],
  [0xf8, 0x2af, 'latin'],
  [0x370, 0x373, 'greek'],
  [0x376, 0x37d, 'greek'],
  [0x37f, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x530, 0x58f, 'other'],
  [0x591, 0x5f4, 'hebrew'],
  [0x600, 0x604, 'arabic'],
  [0x606, 0x60b, 'arabic'],
  [0x60d, 0x61a, 'arabic'],
  [0x61c, 0x61e, 'arabic'],
  [0x620, 0x63f, 'arabic'],
  [0x641, 0x6ff, 'arabic'],
  [0x700, 0x74f, 'other'],
  [0x750, 0x77f, 'arabic'],
  [0x780, 0x89f, 'other'],
  [0x8a0, 0x8ff, 'arabic'],
  [0x900, 0x963, 'devanagari'],
  [0x966, 0x97f, 'devanagari'],
  [0x980, 0xdff, 'other'],
  [0xe01, 0xe3a, 'thai'],
  [0xe40, 0xe5b, 'thai'],
  [0xe80, 0x10ff, 'other'],
  [0x1100, 0x11ff, 'korean'],
  [0x1200, 0x1c7f, 'other'],
  [0x1c80, 0x1c8f, 'cyrillic'],
  [0x1cd0, 0x1cff, 'devanagari'],
  [0x1d00, 0x1dbf, 'latin'],
  [0x1e00, 0x1eff, 'latin'],
  [0x1f00, 0x1fff, 'greek'],
  [0x2c60, 0x2c7f, 'latin'],
  [0x2de0, 0x2dff, 'cyrillic'],
  [0x2e80, 0x2fd5, HAN],
  [0x3005, 0x3007, HAN],
  [0x3021, 0x3029, HAN],
  [0x3041, 0x3096, 'japanese'],
  [0x309d, 0x309f, 'japanese'],
  [0x30a1, 0x30fa, 'japanese'],
  [0x30fd, 0x30ff, 'japanese'],
  [0x3105, 0x312f, 'traditional-chinese'],
  [0x3131, 0x318e, 'korean'],
  [0x31a0, 0x31bf, 'traditional-chinese'],
  [0x31f0, 0x31ff, 'japanese'],
  [0x3400, 0x4dbf, HAN],
  [0x4e00, 0x9fff, HAN],
  [0xa640, 0xa69f, 'cyrillic'],
  [0xa720, 0xa7ff, 'latin'],
  [0xa800, 0xa8df, 'other'],
  [0xa8e0, 0xa8ff, 'devanagari'],
  [0xa900, 0xa95f, 'other'],
  [0xa960, 0xa97f, 'korean'],
  [0xa980, 0xabff, 'other'],
  [0xac00, 0xd7fb, 'korean'],
  [0xf900, 0xfaff, HAN],
  [0xfb00, 0xfb06, 'latin'],
  [0xfb1d, 0xfb4f, 'hebrew'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfefc, 'arabic'],
  [0xff21, 0xff3a, 'latin'],
  [0xff41, 0xff5a, 'latin'],
  [0xff66, 0xff9d, 'japanese'],
  [0x10000, 0x1efff, 'other'],
  [0x20000, 0x3ffff, HAN],
]

/**
 * The script a character belongs to; null for what all scripts share: punctuation, digits, marks, white space.
 * @param hanScript the script that Chinese characters count as
 */
export function scriptOf(codePoint: number, hanScript: FontScript): FontScript | null {
  let low = 0
  let high = RANGES.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last, script] = RANGES[middle]!
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return script === HAN ? hanScript : script
  }
  return null
}

/** What Chinese characters count as in a text: by its language, and where that is none of theirs, Japanese. */
export function hanScriptOf(language: string): FontScript {
  const script = scriptOfLanguage(language)
  return isEastAsian(script) ? script : 'japanese'
}

/** Scripts of square characters. */
export function isEastAsian(script: FontScript): boolean {
  return ['japanese', 'korean', 'simplified-chinese', 'traditional-chinese'].includes(script)
}
