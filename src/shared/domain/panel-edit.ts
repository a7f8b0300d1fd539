import type { PanelContent } from './panel.ts'

/**
 * What an author may say about a panel in place of the script. `source` and `lettering` change only where a panel is
 * split, or joined with another one.
 */
export const PANEL_FIELDS = [
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
  'lettering',
  'evidence',
] as const satisfies readonly (keyof PanelContent)[]

/** Parts of a panel that outrank what every import reads. */
export type PanelFields = Partial<Pick<PanelContent, (typeof PANEL_FIELDS)[number]>>

/** The author's say about a panel, and what the script says of the same. */
export interface PanelEdit {
  fields: PanelFields
  read: PanelFields
}

/** A panel as the author wants it. */
export function withFields(content: PanelContent, fields: PanelFields | undefined): PanelContent {
  return fields === undefined ? content : { ...content, ...fields }
}

/** Of a panel, the parts that others name. */
export function fieldsLike(content: PanelContent, named: PanelFields): PanelFields {
  return Object.fromEntries(PANEL_FIELDS.filter((field) => field in named).map((field) => [field, content[field]]))
}
