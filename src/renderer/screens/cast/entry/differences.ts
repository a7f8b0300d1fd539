import type { Person, Place } from './use-entry.ts'

/** Fields an author may say otherwise than the file. */
type Field = Exclude<keyof Person | keyof Place, 'id' | 'panels' | 'file' | 'read'>

export interface Difference {
  field: Field
  /** What the file says, in words; empty = nothing. */
  theirs: string
}

/** Where an entry says otherwise than its file, in the order of the entry. */
export function differences<Entry extends object>(
  entry: Entry & { read: unknown },
  read: Partial<Entry>,
): Difference[] {
  return (Object.keys(read) as (keyof Entry)[])
    .filter((field) => field !== 'id' && JSON.stringify(entry[field]) !== JSON.stringify(read[field]))
    .map((field) => ({ field: field as Field, theirs: inWords(read[field]) }))
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(inWords).join(', ')
  if (typeof value !== 'object') return String(value)
  const { text, name, label, appearance, outfit } = value as Readonly<Record<string, string | undefined>>
  return text ?? name ?? [label, appearance, outfit].filter(Boolean).join(': ')
}
