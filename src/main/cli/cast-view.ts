import type { Person, Place } from '../../shared/domain/bible.ts'
import { counted } from '../../shared/quantities.ts'
import type { CastView, Origin } from '../services/cast-view.ts'
import { oneLine } from './terminal-text.ts'

/** What an edit of the cast came to. */
export function editedLine({ label, stale }: { label: string; stale: number }): string {
  const marked = stale === 0 ? '' : ` ${counted(stale, 'panel')} now out of date.`
  return `${oneLine(label)}.${marked}`
}

/** Everybody and every place, a line each. */
export function castLines({ people, places, walkOns }: CastView): string[] {
  if (people.length + places.length + walkOns.length === 0) {
    return ['Nobody yet. Import a bible or a script, or panelwright cast add <project> <name>.']
  }
  return [...section('People', people), ...section('Places', places), ...section('Drawn without an entry', walkOns)]
}

function section(title: string, entries: readonly { id: string; name: string; panels: number }[]): string[] {
  if (entries.length === 0) return []
  return [title, ...entries.map(({ id, name, panels }) => `  ${oneLine(name)} (${id})  ${counted(panels, 'panel')}`)]
}

/** What is said of one, field by field; where the author says otherwise than the file, both. */
export function castEntryLines(entry: (Person & Origin<Person>) | (Place & Origin<Place>)): string[] {
  const { file, read } = entry
  const theirs = read as Readonly<Record<string, unknown>> | null
  const fields = 'looks' in entry ? PERSON_FIELDS : PLACE_FIELDS
  return [
    `${oneLine(entry.name)} (${entry.id})${file === null ? '' : `, from ${oneLine(file)}`}`,
    ...fields.flatMap((name) => {
      const own = said((entry as unknown as Readonly<Record<string, unknown>>)[name])
      const other = theirs === null ? own : said(theirs[name])
      const line = own === '' ? [] : [`  ${name}: ${own}`]
      return own === other ? line : [...line, `    the file says: ${other === '' ? 'nothing' : other}`]
    }),
  ]
}

const PERSON_FIELDS = ['aliases', 'kind', 'gender', 'born', 'died', 'age', 'role', 'always', 'looks']
const PLACE_FIELDS = ['aliases', 'zones', 'signature', 'light', 'indoors']

function said(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(said).join('; ')
  if (typeof value !== 'object') return oneLine(String(value))
  const { text, name, label, appearance, outfit } = value as Readonly<Record<string, string | undefined>>
  return oneLine(text ?? name ?? [label, appearance, outfit].filter(Boolean).join(': '))
}
