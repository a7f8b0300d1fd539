/** The cast and the places of a book: the one source for every description. */
export interface Bible {
  people: Person[]
  places: Place[]
}

export type Gender = 'female' | 'male' | 'unknown'

export interface Person {
  /** Kebab-case, stable: `nell-marrick`. */
  id: string
  name: string
  /** Everything the script may call them, the name's parts included. Matched as whole words only. */
  aliases: Alias[]
  gender: Gender
  /** `person` unless the description says otherwise: `dog`, `rabbit`, `cat`… in the bible's own noun. */
  kind: string
  /** Year, or null. */
  born: number | null
  died: number | null
  /** Stated age when no birth year is given. */
  age: number | null
  role: string
  /** What holds at every age: hair, eyes, marks. */
  always: string
  looks: Look[]
  /** Spoken of, never drawn as present (a letter, a photograph). */
  referencedOnly: boolean
  /** Group walk-ons: `fitters` stands for two. */
  count: number
}

export interface Alias {
  text: string
  /** Holds from / until this year (inclusive), or in this chapter only. Null = always. */
  fromYear: number | null
  untilYear: number | null
  chapter: string | null
}

/** How a person looks during one stretch of the story. Clothing belongs to the look and is never mixed. */
export interface Look {
  /** As the bible heads it: `1926-1930 (age 14 to 18)`. */
  label: string
  /** `YYYY`, `YYYY-MM` or, for what is worn on one day, `YYYY-MM-DD`; both ends included; null = open. */
  from: string | null
  until: string | null
  /** Chapter numbers it is bound to; empty = all. */
  chapters: string[]
  appearance: string
  outfit: string
}

export interface Place {
  /** Kebab-case, stable: `gannet-stack`. */
  id: string
  name: string
  aliases: string[]
  /** Rooms and corners: id is `gannet-stack/lamp-room`. */
  zones: { id: string; name: string; aliases: string[] }[]
  /** Elements that make it recognisable. */
  signature: string
  light: string
  indoors: boolean | null
  /** Chapters the bible sets here; absent when it does not say. */
  chapters?: string[]
}
