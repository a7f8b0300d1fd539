import { takeNumberWords } from '../parse-number.ts'
import { readAliases } from './aliases.ts'
import { joinParts, partOf, splitDescription, splitSegments } from './clothing.ts'
import { readField, splitOutsideBrackets } from './fields.ts'
import { nameFromId } from './ids.ts'
import { indoorsByName } from './indoors.ts'
import { speciesOf } from './kind-words.ts'
import type { BibleEntry } from './outline.ts'
import { takePeriod } from './period.ts'
import { ageInText, applyField, emptyDraft, type PersonDraft, saysNeverDrawn, yearOfDeath } from './person-draft.ts'

const MEMBER = /^\**(?:id:\s*)?\**([\p{L}\p{N}][\p{L}\p{N}_-]*)\**\s*(?:—|–|:|\s-)\s+(.+)$/u

/** `bosun — black-and-white collie` as id and the rest; null for a field such as `role: clerk`. */
function readMember(text: string): { id: string; rest: string } | null {
  const match = MEMBER.exec(text)
  if (!match) return null
  const field = /^\**id\b/.test(text) ? null : readField(text, 0)
  if (field !== null && field.name !== null && field.key.toLowerCase() === (match[1] ?? '').toLowerCase()) return null
  return { id: match[1] ?? '', rest: match[2] ?? '' }
}

/** An entry whose items are people of their own: walk-ons, a pair of dogs, those who are only spoken of. */
export function isGroup(entry: BibleEntry): boolean {
  const items = entry.lines.filter((line) => line.isItem).map((line) => line.text)
  const members = items.filter((text) => readMember(text) !== null)
  const fields = items.filter((text) => readMember(text) === null && readField(text, 0)?.name != null)
  const own = fields.filter((text) => readField(text, 0)?.name !== 'note')
  return members.length > 0 && own.length === 0 && items.every((text) => !/^\**id\**:\s*[\w-]+$/i.test(text))
}

function countIn(text: string, id: string): number {
  const words = text.split(/[\s,;]+/)
  const found = takeNumberWords([words[0] ?? ''])
  if (found === null || found.value < 2) return 1
  const stem = id.replace(/s$/, '')
  const next = (words[1] ?? '').toLowerCase()
  return /^\w+\s*(?:,|$)/.test(text) || next.startsWith(stem) ? found.value : 1
}

/** Whether an item says who somebody is and not how they look: `Art's father`, `deckhand of the Santa Rita`, `Lights Board`. */
function isRole(item: string): boolean {
  if (/\p{L}['’]s\s+\p{L}+$/u.test(item)) return true
  const lastWord = /([\p{L}-]+)$/u.exec(item)?.[1] ?? ''
  if (partOf(item) !== null || speciesOf(lastWord) !== undefined) return false
  return /^\p{L}+\s+(?:of|at|in|for)\s/u.test(item) || /\s\p{Lu}/u.test(item) || indoorsByName(item) !== null
}

function takeItems(draft: PersonDraft, segment: string): string {
  const kept = splitOutsideBrackets(segment, /,/).filter((item, index) => {
    const ageInYear = /^(?:aged?\s+)?(\d{1,3}) in ([12]\d{3})$/.exec(item)
    if (ageInYear) draft.born = Number(ageInYear[2]) - Number(ageInYear[1])
    const age = ageInText(item)
    if (age !== null) draft.age = age
    if (saysNeverDrawn(item)) draft.referencedOnly = true
    const count = index === 0 ? countIn(item, draft.id) : 1
    draft.count = Math.max(draft.count, count)
    return !ageInYear && age === null && !saysNeverDrawn(item) && count === 1
  })
  const first = kept[0] ?? ''
  if (draft.role === '' && isRole(first)) {
    draft.role = first.replace(/[*_]/g, '')
    kept.shift()
  }
  return kept.join(', ')
}

/**
 * Reads one member of a group from its line: `ze — deckhand, 16 in 1938, knitted cap`, `button: Tilly's dog; aliases:
 * Button, the dog. Long, low and brown`. Brackets with chapters say where they appear and are no part of the look.
 */
function readMemberDraft(entry: BibleEntry, id: string, rest: string, line: number): PersonDraft {
  const named = entry.name.split(/[\s,]+/).find((word) => word.toLowerCase() === id.toLowerCase())
  const draft = { ...emptyDraft(id.toLowerCase(), named ?? nameFromId(id), line), isNamed: named !== undefined }
  const described: string[] = []
  const text = rest.replace(/\s*\((?:chapters?|scenes?|strips?|pages?)\s[^()]*\)/gi, '')
  draft.died = yearOfDeath(text)
  let label = ''
  let period = takePeriod('')?.period
  for (const segment of splitSegments(text)) {
    const field = readField(segment, line)
    if (field?.name != null && field.name !== 'look') {
      applyField(draft, field)
      continue
    }
    const dated = takePeriod(segment)
    if (dated?.period != null && dated.rest.trim() === '') {
      label = segment
      period = dated.period
      continue
    }
    const left = takeItems(draft, segment)
    if (left !== '') described.push(left)
  }
  const sides = splitDescription(described.join('; '))
  if (period == null) {
    draft.appearance = joinParts(draft.appearance, sides.appearance)
    draft.outfit = joinParts(draft.outfit, sides.outfit)
  } else draft.looks.push({ label, period, isOpen: false, chapters: [], text: sides, details: [] })
  return draft
}

const WALK_ONS = /\b(?:walk-?ons?|extras?|crowds?|bit parts?|background|minor)\b/i

/** The members of a group entry as drafts of people. */
export function readMembers(entry: BibleEntry): PersonDraft[] {
  const isWalkOns = WALK_ONS.test(entry.name)
  return entry.lines.flatMap(({ text, line }) => {
    const member = readMember(text)
    if (member === null) return []
    const draft = readMemberDraft(entry, member.id, member.rest, line)
    draft.referencedOnly ||= saysNeverDrawn(entry.name)
    const isRelation = /\p{Lu}\p{L}*['’]s\s+\p{L}+$/u.test(draft.role)
    const words = draft.id.replaceAll('-', ' ')
    const singular = words.replace(/s$/, '')
    if (isWalkOns && !isRelation && draft.aliases.length === 0) {
      const forms = draft.count > 1 ? [words, `the ${words}`, singular, `the ${singular}`] : [`the ${words}`]
      draft.aliases.push(...forms.flatMap((form) => readAliases(form)))
    }
    if (isRelation) draft.aliases.push(...readAliases(draft.role))
    return [draft]
  })
}
