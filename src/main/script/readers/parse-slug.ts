import type { SceneSlug } from '../../../shared/domain/script.ts'
import { monthOf, TIME_SMALL_WORDS, TIME_WORDS, WEEKDAYS } from './calendar-words.ts'
import { findDate } from './parse-date.ts'

/** A slug line is short; prose that happens to hold a dash is not. */
const LONGEST_SLUG = 200

const AGE =
  /(\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,3})\s*(?:,\s*|\s+)\(?(?:aged?\s+)?(\d{1,3})\)?(?![\p{L}\p{N}])/gu

function unmarked(text: string): string {
  return text.replace(/[*_]+/g, '').replace(/\s+/g, ' ').trim()
}

/** `Nell, 14` and `Art (17)`: names with a number that can be an age; months and days with their number are dates. */
function takeAges(text: string): { rest: string; ages: SceneSlug['ages'] } {
  const ages: SceneSlug['ages'] = []
  const rest = text.replace(AGE, (whole, name: string, digits: string) => {
    const firstWord = name.split(/[\s.]/)[0] ?? ''
    const isDate = monthOf(firstWord) !== undefined && monthOf(name.split(/\s/).at(-1) ?? '') !== undefined
    if (isDate || WEEKDAYS.includes(firstWord.toLowerCase()) || Number(digits) > 120) return whole
    ages.push({ name, age: Number(digits) })
    return ''
  })
  return { rest, ages }
}

/**
 * True when every word speaks of time: then a part of a line is a note of time and no place and no prose.
 *
 * @param inHeading words such as `later` and `continuous` do by themselves
 */
function isTime(text: string, inHeading: boolean): boolean {
  let telling = inHeading || findDate(text) !== null
  for (const word of text
    .toLowerCase()
    .replace(/’/g, "'")
    .split(/[\s,;:()/–—-]+/)) {
    const bare = word.replace(/^['"]+|[.'"]+$/g, '')
    if (bare === '' || TIME_SMALL_WORDS.has(bare)) continue
    const isNumber = /^\d{1,4}(?:st|nd|rd|th|am|pm|s|[.:]\d{2}(?:am|pm)?)?$/.test(bare)
    if (!isNumber && !TIME_WORDS.has(bare) && monthOf(bare) === undefined) return false
    if (!/^\d{1,3}$/.test(bare)) telling = true
  }
  return telling
}

function dateAndTime(text: string, before: string | null): { date: string | null; time: string } {
  const date = findDate(text)
  const rest = date === null ? text : text.slice(0, date.start) + text.slice(date.end)
  const time = rest
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;.()–—-]+|[\s,;(–—-]+$/g, '')
    .replace(/\s+([,;])/g, '$1')
  if (date !== null) return { date: date.iso, time }
  return { date: /\b(?:same|later|continuous|meanwhile|moments?)\b/i.test(text) ? before : null, time }
}

/** `INT. KÜCHE - NACHT`: times of day as screenplays in other languages have them. */
const FOREIGN_TIMES: Readonly<Record<string, string>> = {
  ...{ tag: 'day', día: 'day', dia: 'day', jour: 'day', 昼: 'day' },
  ...{ nacht: 'night', noche: 'night', nuit: 'night', 夜: 'night' },
  ...{ abend: 'evening', tarde: 'afternoon', soir: 'evening', nachmittag: 'afternoon', 夕方: 'evening' },
  ...{ morgen: 'morning', mañana: 'morning', matin: 'morning', 朝: 'morning' },
  ...{ mittag: 'noon', mediodía: 'noon', midi: 'noon' },
  ...{ morgengrauen: 'dawn', amanecer: 'dawn', aube: 'dawn', dämmerung: 'dusk', atardecer: 'dusk', crépuscule: 'dusk' },
}

function slugOf(
  text: string,
  place: string,
  time: string,
  line: number,
  before: string | null,
  inHeading = false,
): SceneSlug | null {
  const { rest, ages } = takeAges(time)
  const written = rest.replace(/^[\s,;()–—-]+|(?:[\s,;()–—-]|\band$)+$/g, '')
  const when = (inHeading ? FOREIGN_TIMES[written.toLowerCase()] : undefined) ?? written
  if (place === '' || when === '' || !isTime(when, inHeading)) return null
  return { text, place, ...dateAndTime(when, before), line, ages }
}

/**
 * Reads a line of the form `Place — time` (dash of any kind between spaces; `INT. PLACE - NIGHT` too), ages after it.
 * `before` is the date of the slug line before, which `the same evening` takes over. Null when the line is prose: its
 * right side must hold nothing but time.
 */
export function parseSlugLine(line: string, lineNumber: number, before: string | null): SceneSlug | null {
  if (line.length > LONGEST_SLUG) return null
  const text = unmarked(line)
  if (/^["“”'‘’«»„—–-]|["”»!?]$/.test(text)) return null
  const inHeading = /^(?:int|ext|est|i\s?\/\s?e)\b/i.test(text)
  const parts = text.split(/\s+(?:—|–|--?|―)\s+/)
  for (let at = 1; at < parts.length; at++) {
    const place = parts
      .slice(0, at)
      .join(' — ')
      .replace(/^(?:INT|EXT|INT\.?\/EXT)\.?\s+/i, '')
    const slug = slugOf(text, place, parts.slice(at).join(' — ').replace(/\.$/, ''), lineNumber, before, inHeading)
    if (slug !== null) return slug
  }
  return null
}

/** Reads a scene heading of the form `The slipway, 15 August 1931, afternoon`: the trailing parts that speak of time. */
export function parseSceneHeading(heading: string, lineNumber: number, before: string | null): SceneSlug | null {
  const dashed = parseSlugLine(heading, lineNumber, before)
  if (dashed !== null || heading.length > LONGEST_SLUG) return dashed
  const text = unmarked(heading)
  const parts = text.split(/,\s+/)
  for (let at = 1; at < parts.length; at++) {
    const slug = slugOf(text, parts.slice(0, at).join(', '), parts.slice(at).join(', '), lineNumber, before)
    if (slug !== null) return slug
  }
  return null
}
