import type { Evidence } from './evidence.ts'
import type { PanelContent } from './panel.ts'

/** Parts of a panel about which an author may say something in place of the script. */
const PANEL_FIELDS = [
  'what',
  'source',
  'shot',
  'angle',
  'importance',
  'placeId',
  'placeName',
  'timeOfDay',
  'weather',
  'mood',
  'people',
  'props',
  'lettering',
] as const satisfies readonly (keyof PanelContent)[]

/** The same as an author edits them, one by one. */
export const EDITABLE_PARTS = [
  'what',
  'shot',
  'angle',
  'importance',
  'place',
  'timeOfDay',
  'weather',
  'mood',
  'people',
  'lettering',
] as const
export type EditablePart = (typeof EDITABLE_PARTS)[number]

/** Parts of a panel that outrank what every import reads. */
export type PanelFields = Partial<Pick<PanelContent, (typeof PANEL_FIELDS)[number]>>

/** The author's say about a panel, and what the script says of the same. */
export interface PanelEdit {
  fields: PanelFields
  read: PanelFields
}

/** What evidence about a part is about. People carry theirs themselves; what is split or joined explains itself. */
const ABOUT: Partial<Record<keyof PanelFields, string>> = {
  what: 'what',
  shot: 'shot',
  angle: 'angle',
  importance: 'importance',
  placeName: 'place',
  timeOfDay: 'time-of-day',
  weather: 'weather',
  mood: 'mood',
}

/** A panel as the author wants it: theirs is the first reason given for a part, those of the script stay behind it. */
export function withFields(content: PanelContent, fields: PanelFields | undefined): PanelContent {
  if (fields === undefined) return content
  return { ...content, ...fields, evidence: [...authorsEvidence(fields), ...content.evidence] }
}

/** A panel as the script has it, from one that the author edited. */
export function asRead(content: PanelContent, edit: PanelEdit | null): PanelContent {
  if (edit === null) return content
  const evidence = [...content.evidence]
  for (const { about } of authorsEvidence(edit.fields)) {
    const at = evidence.findIndex((one) => one.about === about && one.rule === 'author')
    if (at >= 0) evidence.splice(at, 1)
  }
  return { ...content, ...edit.read, evidence }
}

/** Of a panel, the parts that others name. */
export function fieldsLike(content: PanelContent, named: PanelFields): PanelFields {
  return Object.fromEntries(PANEL_FIELDS.filter((field) => field in named).map((field) => [field, content[field]]))
}

function authorsEvidence(fields: PanelFields): Evidence[] {
  return PANEL_FIELDS.flatMap((field) => {
    const about = field in fields ? ABOUT[field] : undefined
    return about === undefined ? [] : [{ about, words: '', rule: 'author', confidence: 1 }]
  })
}
