import { closest } from '../../../shared/closest.ts'
import type { Bible } from '../../../shared/domain/bible.ts'
import { plainWords } from '../../../shared/domain/override.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'

interface KnownPlace {
  /** As a correction keeps it: an id of the bible, or the script's own words for a place that it lacks. */
  value: string
  name: string
  names: string[]
}

/**
 * What a correction keeps for a place, given in the author's words. Where the bible has no places at all, any words
 * will do.
 *
 * @param inScript places the script names and the bible lacks
 * @throws AppError WRONG_USE for a place that there is not, or that may be one of several
 */
export function findPlace(word: string, bible: Bible, inScript: readonly string[]): string {
  const places = knownPlaces(bible, inScript)
  const exact = places.find(({ value, name }) => value === word || plainWords(name) === plainWords(word))
  if (exact) return exact.value
  const found = places.filter(({ names }) => names.some((name) => bare(name) === bare(word)))
  if (found.length === 1) return found[0]!.value
  if (found.length > 1) {
    throw new AppError('WRONG_USE', said`“${word}” may be ${found.map(({ name }) => name).join(' or ')}.`, {
      remedy: said`Give the place and the room in it, such as “The lighthouse, kitchen”.`,
    })
  }
  if (bible.places.length === 0) return word
  const near = closest(
    word,
    places.flatMap(({ names }) => names),
  )
  throw new AppError('WRONG_USE', said`There is no place “${word}”.`, {
    remedy: near ? said`Did you mean ${near}?` : said`There are: ${listed(bible, inScript)}.`,
  })
}

/** Every place that a correction may name. */
export function placesToName(bible: Bible, inScript: readonly string[]): { value: string; name: string }[] {
  return knownPlaces(bible, inScript).map(({ value, name }) => ({ value, name }))
}

/** `Gannet Stack (landing, kitchen); Pellow Quay`. */
function listed({ places }: Bible, inScript: readonly string[]): string {
  const withRooms = places.map(({ name, zones }) =>
    zones.length === 0 ? name : `${name} (${zones.map((zone) => zone.name).join(', ')})`,
  )
  return [...withRooms, ...new Set(inScript)].join('; ')
}

function knownPlaces(bible: Bible, inScript: readonly string[]): KnownPlace[] {
  return [
    ...bible.places.flatMap(({ id, name, aliases, zones }) => [
      { value: id, name, names: [name, ...aliases] },
      ...zones.map((zone) => ({
        value: zone.id,
        name: `${name}, ${zone.name}`,
        names: [zone.name, ...zone.aliases, `${zone.name}, ${name}`],
      })),
    ]),
    ...[...new Set(inScript)].map((name) => ({ value: name, name, names: [name] })),
  ]
}

const bare = (name: string) => plainWords(name).replace(/^the /, '')
