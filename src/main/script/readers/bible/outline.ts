import { plainHeading } from '../parse-heading.ts'

export type BibleSection = 'people' | 'places'

interface BibleLine {
  line: number
  text: string
  isItem: boolean
}

/** What stands under one heading of a bible. */
export interface BibleEntry {
  /** Null when no heading above says whether people or places follow. */
  section: BibleSection | null
  name: string
  line: number
  lines: BibleLine[]
}

const SECTION_NAMES: Record<string, BibleSection> = {
  people: 'people',
  persons: 'people',
  characters: 'people',
  'main characters': 'people',
  'minor characters': 'people',
  'supporting characters': 'people',
  cast: 'people',
  figures: 'people',
  'dramatis personae': 'people',
  personajes: 'people',
  personen: 'people',
  figuren: 'people',
  personnages: 'people',
  places: 'places',
  locations: 'places',
  settings: 'places',
  sets: 'places',
  orte: 'places',
  schauplätze: 'places',
  lugares: 'places',
  lieux: 'places',
}

const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/
const ITEM = /^(\s*)[-*+•]\s+(\S.*)$/

/** The section a heading opens, or undefined. */
export function sectionOf(heading: string): BibleSection | undefined {
  return SECTION_NAMES[
    plainHeading(heading)
      .toLowerCase()
      .replace(/^the\s+/, '')
      .replace(/:$/, '')
  ]
}

/** Splits a Markdown bible into its entries; wrapped lines are joined to the item they continue. */
export function outlineBible(text: string): BibleEntry[] {
  const entries: BibleEntry[] = []
  let section: { kind: BibleSection; level: number } | null = null
  let entry: (BibleEntry & { level: number }) | null = null
  let blankBefore = true
  text.split('\n').forEach((written, index) => {
    const raw = written.replace(/(?<=\S)\s+/g, ' ')
    const line = index + 1
    const heading = HEADING.exec(raw)
    if (heading) {
      const level = heading[1]?.length ?? 1
      const title = plainHeading(heading[2] ?? '')
      const kind = sectionOf(title)
      blankBefore = true
      if (kind !== undefined && (section === null || level <= section.level)) {
        section = { kind, level }
        entry = null
        return
      }
      if (section !== null && level <= section.level) section = null
      if (entry !== null && level > entry.level && section !== null) {
        entry.lines.push({ line, text: title, isItem: false })
        return
      }
      entry = { section: section?.kind ?? null, name: title, line, lines: [], level }
      entries.push(entry)
      return
    }
    const words = raw.trim()
    const isBlank = words === ''
    const item = ITEM.exec(raw)
    const last = entry?.lines.at(-1)
    if (entry === null || isBlank) {
      blankBefore = isBlank
      return
    }
    if (item) entry.lines.push({ line, text: (item[2] ?? '').trim(), isItem: true })
    else if (last !== undefined && !blankBefore && (/^\s/.test(raw) || !last.isItem)) last.text += ` ${words}`
    else entry.lines.push({ line, text: words, isItem: false })
    blankBefore = false
  })
  return entries.map(({ section: kind, name, line, lines }) => ({ section: kind, name, line, lines }))
}
