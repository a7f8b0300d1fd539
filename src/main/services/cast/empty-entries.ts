import type { Person, Place } from '../../../shared/domain/bible.ts'

/** Somebody of whom nothing is known but the name. */
export function emptyPerson(id: string, name: string): Person {
  return {
    id,
    name,
    aliases: [],
    gender: 'unknown',
    kind: 'person',
    born: null,
    died: null,
    age: null,
    role: '',
    always: '',
    looks: [],
    referencedOnly: false,
    count: 1,
  }
}

/** A place of which nothing is known but the name. */
export function emptyPlace(id: string, name: string): Place {
  return { id, name, aliases: [], zones: [], signature: '', light: '', indoors: null }
}
