import type { Look, Person } from '../../shared/domain/bible.ts'
import type { StatedAge } from '../../shared/domain/script.ts'
import { type Span, sharedDays, spanBetween, spanOf, yearOf } from './story-date.ts'

/** When in the story a panel plays. */
export interface StoryMoment {
  /** `YYYY-MM-DD`, shortened as far as it is known; null when the script does not say. */
  date: string | null
  chapter: string
  /** Ages the script states for the scene; they hold whatever the bible says. */
  ages?: readonly StatedAge[] | undefined
}

/**
 * The look that holds at a moment: bound to the chapter first, then the period that shares most days with the date,
 * of equal ones the first. A look holds until the next begins, so a date in a gap takes the one before it.
 * Null for a person without looks.
 */
export function lookAt(person: Person, { date, chapter }: StoryMoment): Look | null {
  const open = person.looks.filter((look) => look.chapters.length === 0 || look.chapters.includes(chapter))
  const bound = open.filter((look) => look.chapters.length > 0)
  const candidates = bound.length > 0 ? bound : open
  if (date === null) return candidates.find(isUndated) ?? candidates[0] ?? person.looks[0] ?? null

  const scene = spanOf(date)
  const dated = candidates.filter((look) => !isUndated(look))
  const byShare = dated.toSorted((a, b) => sharedDays(periodOf(b), scene) - sharedDays(periodOf(a), scene))
  if (byShare[0] && sharedDays(periodOf(byShare[0]), scene) > 0) return byShare[0]
  const undated = candidates.find(isUndated)
  if (undated) return undated
  const byStart = dated.toSorted((a, b) => periodOf(a).first - periodOf(b).first)
  return byStart.findLast((look) => periodOf(look).first <= scene.first) ?? byStart[0] ?? person.looks[0] ?? null
}

const isUndated = (look: Look) => look.from === null && look.until === null
const periodOf = (look: Look): Span => spanBetween(look.from, look.until)

/**
 * Age in years: as the scene states it, else from the birth year where the moment has a year, else as the bible states
 * it; null when none is known.
 */
export function ageAt(person: Person, { date, ages }: StoryMoment): number | null {
  const stated = statedAge([person.name, ...person.aliases.map(({ text }) => text)], ages)
  if (stated !== null) return stated
  if (person.born !== null && date !== null) return Math.max(0, yearOf(date) - person.born)
  return person.age
}

/** The age that is stated for somebody who goes by these names; case does not matter. */
export function statedAge(names: readonly string[], ages: readonly StatedAge[] = []): number | null {
  const known = new Set(names.map((name) => name.toLowerCase()))
  return ages.find(({ name }) => known.has(name.toLowerCase()))?.age ?? null
}
