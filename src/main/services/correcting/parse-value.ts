import { unknownWord } from '../../../shared/closest.ts'
import type { Bible } from '../../../shared/domain/bible.ts'
import type { Override } from '../../../shared/domain/override.ts'
import { MOODS, ROLES, TIMES_OF_DAY, WEATHERS } from '../../../shared/domain/panel.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { findDate } from '../../script/readers/parse-date.ts'
import { NOTHING } from '../script-view/names.ts'
import { findPerson, type KnownPerson } from './known-people.ts'
import { findPlace } from './known-places.ts'

/** What a value is looked up in. */
export interface KnownValues {
  people: readonly KnownPerson[]
  bible: Bible
  /** Places the script names and the bible lacks. */
  places: readonly string[]
}

/**
 * A value as a correction keeps it, from the author's word for it.
 * @throws AppError WRONG_USE with what there is to choose from
 */
export function parseValue(about: Override['about'], word: string, known: KnownValues): string {
  const text = word.trim()
  if (text === '')
    throw new AppError('WRONG_USE', said`The value is empty.`, { remedy: said`Say what is right instead.` })
  if (about !== 'date' && [NOTHING[about], 'none'].includes(text.toLowerCase())) return ''
  switch (about) {
    case 'pov':
    case 'speaker':
      return findPerson(text, known.people).id
    case 'place':
      return findPlace(text, known.bible, known.places)
    case 'role':
      return oneOf('role', text, [...ROLES, NOTHING.role])
    case 'time-of-day':
      return oneOf('time of day', text, [...TIMES_OF_DAY, 'none'])
    case 'weather':
      return oneOf('weather', text, [...WEATHERS, 'none'])
    case 'mood':
      return oneOf('mood', text, [...MOODS, 'none'])
    case 'date':
      return dateOf(text)
  }
}

function oneOf(noun: string, text: string, words: readonly string[]): string {
  const word = text.toLowerCase()
  if (words.includes(word)) return word
  throw unknownWord(noun, text, words)
}

function dateOf(text: string): string {
  const date = findDate(text)
  if (date !== null && date.end - date.start === text.length) return date.iso
  throw new AppError('WRONG_USE', said`“${text}” is no date.`, {
    remedy: said`Write it as 1931, 1931-08, 1931-08-15 or 15 August 1931.`,
  })
}
