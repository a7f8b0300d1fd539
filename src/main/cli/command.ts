import { Command, InvalidArgumentError, Option } from 'commander'
import { closest } from '../../shared/closest.ts'
import type { ExitCode } from './exit-code.ts'
import type { SignalSource } from './interrupts.ts'
import type { Output } from './output.ts'

/** What every command works with. */
export interface Cli {
  output: Output
  signals: SignalSource
  env: NodeJS.ProcessEnv
  /** Folder that paths on the command line are relative to. */
  cwd: string
  now(): number
  /** How the command ended, when not with `EXIT.done`. */
  end(code: ExitCode): void
}

/** One verb: how it is called, and what it then does. */
export type DefineCommand = (cli: Cli) => Command

/**
 * A command with the things that all have: `--json`, and examples under its help.
 *
 * @param usage name and arguments: `export <project>`
 * @param examples what one would type, without `panelwright`
 */
export function command(usage: string, summary: string, examples: readonly [string, string, ...string[]]): Command {
  const [name = '', ...args] = usage.split(' ')
  const result = new Command(name).description(summary)
  for (const arg of args) result.argument(arg)
  return result
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  panelwright ${line}`).join('\n')}`)
}

/** Parser of an option that takes a whole number. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`
    throw new InvalidArgumentError(`Give a whole number ${range}.`)
  }
}

/** Parser of an option that takes a number with decimals. */
export function decimal(least: number, most = Number.MAX_VALUE): (value: string) => number {
  return (value) => {
    const number = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    const range = most === Number.MAX_VALUE ? `of ${least} or more` : `from ${least} to ${most}`
    throw new InvalidArgumentError(`Give a number ${range}.`)
  }
}

/** Parser of an option that takes a size in pixels: `1344x768`. */
export function pixels(value: string): { width: number; height: number } {
  const [, width, height] = /^(\d{2,5})\s*[x×]\s*(\d{2,5})$/i.exec(value) ?? []
  if (width === undefined || height === undefined)
    throw new InvalidArgumentError('Give width x height, such as 1344x768.')
  return { width: Number(width), height: Number(height) }
}

/** An option with a closed list of words. A near miss is told the word that was probably meant. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, `${description}: ${words.join(', ')}`).argParser((value) => oneOf(value, words))
}

/** A word of a closed list. A near miss is told the word that was probably meant. @throws InvalidArgumentError */
export function oneOf(value: string, words: readonly string[]): string {
  if (words.includes(value)) return value
  const near = closest(value, words)
  throw new InvalidArgumentError(near ? `Did you mean ${near}?` : `There are: ${words.join(', ')}.`)
}

/** Parser of an option that takes a BCP 47 language tag; gives its canonical form. */
export function language(value: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(value)
    if (tag !== undefined && isKnownLanguage(tag)) return tag
  } catch {
    // Not even the shape of a language tag.
  }
  const near = closestLanguage(value)
  throw new InvalidArgumentError(
    `Give a language as its code (en, es, ja, pt-BR).${near ? ` Did you mean ${near}?` : ''}`,
  )
}

/** The same for options that take several. */
export function languages(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), language(value)]
}

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

function isKnownLanguage(tag: string): boolean {
  return LANGUAGE_NAMES.of(new Intl.Locale(tag).language) !== undefined
}

/** Authors write `spanish` or `jp`; the codes that are likely meant. */
function closestLanguage(value: string): string | null {
  const asked = value.toLowerCase()
  const byName = new Map(COMMON.map((code) => [LANGUAGE_NAMES.of(code)!.toLowerCase(), code]))
  const name = closest(asked, [...byName.keys()])
  if (name) return byName.get(name)!
  return CONFUSED[asked.split(/[-_]/)[0] ?? ''] ?? null
}

const COMMON = 'en es pt fr de it nl sv da nb fi pl cs hu ro el ru uk tr ar he hi th vi id ja ko zh'.split(' ')
/** Codes of countries that are taken for those of languages. */
const CONFUSED: Record<string, string> = {
  jp: 'ja',
  cn: 'zh',
  kr: 'ko',
  gr: 'el',
  ua: 'uk',
  cz: 'cs',
  dk: 'da',
  se: 'sv',
  us: 'en',
  uk: 'en',
  br: 'pt-BR',
  mx: 'es',
}

/**
 * Chapters as the author writes them: numbers and ranges, `1 3 5-7 3.5`.
 *
 * @returns numbers as the script has them; a range gives its whole numbers
 */
export function chapters(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), ...value.split(',').flatMap(chapterRange)]
}

/** Parser of an option that takes one chapter. */
export function oneChapter(value: string): string {
  const [number, another] = chapters(value, undefined)
  if (number !== undefined && another === undefined) return number
  throw new InvalidArgumentError('Give one chapter number.')
}

const LONGEST_RANGE = 1_000

function chapterRange(text: string): string[] {
  const range = /^(\d+)[-–](\d+)$/.exec(text)
  if (range) {
    const [first, last] = [Number(range[1]), Number(range[2])]
    if (first <= last && last - first < LONGEST_RANGE)
      return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
  } else if (/^\d+(\.\d+)?$/.test(text)) return [text.replace(/^0+(?=\d)/, '')]
  throw new InvalidArgumentError('Give chapter numbers and ranges, such as 1 3 5-7.')
}

/** Parser of an option that takes several words, given together or one by one. */
export function words(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value]
}
