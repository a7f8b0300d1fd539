import type { Look, Person } from '../../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../../shared/domain/diagnostic.ts'
import { said } from '../../../../shared/said/said.ts'
import { foldName } from '../similar-names.ts'
import { completeAliases, nameForms } from './aliases.ts'
import { readField } from './fields.ts'
import { guessGender } from './guess-gender.ts'
import { guessKind } from './guess-kind.ts'
import { idFromName } from './ids.ts'
import { type HeadedLook, settleLooks } from './looks.ts'
import { isGroup, readMembers } from './members.ts'
import type { BibleEntry } from './outline.ts'
import { ALWAYS } from './period.ts'
import { ageInText, applyField, emptyDraft, type PersonDraft, saysNeverDrawn, unusedClause } from './person-draft.ts'

function readEntry(entry: BibleEntry, file: string, diagnostics: Diagnostic[]): PersonDraft {
  const draft = emptyDraft(idFromName(entry.name), entry.name, entry.line)
  for (const { text, line, isItem } of entry.lines) {
    const field = readField(text, line)
    if (field === null || (field.name === null && !isItem)) {
      const name = isItem ? 'role' : 'description'
      applyField(draft, { line, name, key: name, value: text })
      continue
    }
    const unused = applyField(draft, field)
    if (unused === null) {
      diagnostics.push({
        severity: 'info',
        code: 'bible-field-unused',
        file,
        line,
        message: said`${entry.name}: “${field.key}” is no field of a person and is not used.`,
        remedy: said`Use id, aliases, born, age, role, always, look, appearance, outfit or referenced only.`,
      })
    }
    for (const clause of unused ?? []) diagnostics.push(unusedClause(file, line, entry.name, clause))
  }
  draft.referencedOnly ||= saysNeverDrawn(draft.role)
  return draft
}

/** Reads `14` out of a label such as `1926-1930 (age 14 to 18)` to tell the year of birth. */
function bornFromLooks(looks: readonly HeadedLook[]): number | null {
  for (const look of looks) {
    const age = /\((?:aged?\s+)?(\d{1,3})\b/.exec(look.label)?.[1]
    const year = /(?<!\d)[12]\d{3}(?!\d)/.exec(look.label)?.[0]
    if (age !== undefined && year !== undefined) return Number(year) - Number(age)
  }
  return null
}

/** Looks and lasting features: a lone description is one look, beside dated looks it holds at every age. */
function looksOf(draft: PersonDraft): { always: string; looks: Look[] } {
  const hasLooks = draft.looks.length > 0
  if (!hasLooks) {
    const text = { appearance: draft.appearance, outfit: draft.outfit }
    const only: HeadedLook = { label: '', period: ALWAYS, isOpen: false, chapters: [], text, details: [] }
    return { always: draft.always, looks: settleLooks([only], draft.details) }
  }
  const looks = draft.looks.map((look) => ({
    ...look,
    text: { ...look.text, outfit: look.text.outfit === '' ? draft.outfit : look.text.outfit },
  }))
  const always = [draft.always, draft.appearance].filter((text) => text !== '').join('; ')
  return { always, looks: settleLooks(looks, draft.details) }
}

function finish(draft: PersonDraft, isShared: (word: string) => boolean): Person {
  const { always, looks } = looksOf(draft)
  const aliases = completeAliases(draft.aliases, draft.name, (word) => !draft.isNamed || isShared(word))
  const names = [draft.name, ...aliases.map((alias) => alias.text)]
  const texts = [
    draft.always,
    draft.appearance,
    draft.outfit,
    ...draft.looks.flatMap(({ text }) => [text.appearance, text.outfit]),
  ]
  const born = draft.born ?? bornFromLooks(draft.looks)
  return {
    id: draft.id,
    name: draft.name,
    aliases,
    gender: guessGender({ stated: draft.gender, names, roles: [draft.role], descriptions: texts }),
    kind: guessKind({
      name: draft.name,
      aliases: names,
      kind: draft.kind,
      descriptions: [draft.role, draft.always, draft.appearance, draft.looks[0]?.text.appearance ?? ''],
    }),
    born,
    died: draft.died,
    age: born === null ? (draft.age ?? ageInText(draft.role)) : null,
    role: draft.role,
    always,
    looks,
    referencedOnly: draft.referencedOnly,
    count: draft.count,
  }
}

/** Words of names and one-word aliases with the person who owns them; null when several do. */
function ownersOfWords(drafts: readonly PersonDraft[]): Map<string, PersonDraft | null> {
  const owners = new Map<string, PersonDraft | null>()
  for (const draft of drafts) {
    const words = [...nameForms(draft.name).parts, ...draft.aliases.map((alias) => alias.text)]
    for (const word of words) {
      const key = foldName(word)
      const owner = owners.get(key)
      owners.set(key, owner === undefined || owner === draft ? draft : null)
    }
  }
  return owners
}

/** Gives people whose id is taken another one, and says so. */
function settleId(
  person: Person,
  line: number,
  taken: Map<string, number>,
  file: string,
  diagnostics: Diagnostic[],
): Person {
  const times = (taken.get(person.id) ?? 0) + 1
  taken.set(person.id, times)
  if (times === 1) return person
  const id = `${person.id}-${times}`
  diagnostics.push({
    severity: 'warning',
    code: 'bible-id-twice',
    file,
    line,
    message: said`The id “${person.id}” stands twice; “${person.name}” is kept as “${id}”.`,
    remedy: said`Give one of the two another id.`,
  })
  return settleId({ ...person, id }, line, taken, file, diagnostics)
}

/** Makes the people of a bible from its entries. Ids that come twice are told apart and reported. */
export function readPeople(entries: readonly BibleEntry[], file: string, diagnostics: Diagnostic[]): Person[] {
  const drafts = entries.flatMap((entry) =>
    isGroup(entry) ? readMembers(entry) : [readEntry(entry, file, diagnostics)],
  )
  const owners = ownersOfWords(drafts)
  const taken = new Map<string, number>()
  return drafts.map((draft) => {
    const person = finish(draft, (word) => owners.get(foldName(word)) === null)
    return settleId(person, draft.line, taken, file, diagnostics)
  })
}
