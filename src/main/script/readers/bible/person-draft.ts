import type { Alias } from '../../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../../shared/domain/diagnostic.ts'
import { said } from '../../../../shared/said/said.ts'
import { takeNumberWords } from '../parse-number.ts'
import { readAliases } from './aliases.ts'
import { joinParts, splitDescription } from './clothing.ts'
import type { BibleField } from './fields.ts'
import { type Detail, type HeadedLook, readConditions, readLook } from './looks.ts'
import { ALWAYS } from './period.ts'

/** A person as their entry gives them, before the bible as a whole is known. */
export interface PersonDraft {
  id: string
  name: string
  /** The bible writes the name out; otherwise it is made of the id and its words are no names. */
  isNamed: boolean
  line: number
  aliases: Alias[]
  gender: string | null
  kind: string | null
  born: number | null
  died: number | null
  age: number | null
  role: string
  always: string
  appearance: string
  outfit: string
  looks: HeadedLook[]
  details: Detail[]
  referencedOnly: boolean
  count: number
}

export function emptyDraft(id: string, name: string, line: number): PersonDraft {
  return {
    id,
    name,
    isNamed: true,
    line,
    aliases: [],
    gender: null,
    kind: null,
    born: null,
    died: null,
    age: null,
    role: '',
    always: '',
    appearance: '',
    outfit: '',
    looks: [],
    details: [],
    referencedOnly: false,
    count: 1,
  }
}

const NEVER_DRAWN =
  /\b(?:referenced only|only referenced|spoken of only|only spoken of|mentioned only|only mentioned|never (?:be )?(?:drawn|seen|shown)|never draw)\b/i

/** Whether a text says that a person is spoken of and never drawn as present. */
export function saysNeverDrawn(text: string): boolean {
  return NEVER_DRAWN.test(text)
}

/** Year of death; `died before 1953` is the last year they can have lived. */
export function yearOfDeath(text: string): number | null {
  const match = /\b(?:died|dies|dead|death)\b\D{0,20}?(before\s+)?([12]\d{3})(?!\d)/i.exec(text)
  if (!match) return null
  return Number(match[2]) - (match[1] === undefined ? 0 : 1)
}

function yearIn(text: string): number | null {
  const year = /(?<!\d)[12]\d{3}(?!\d)/.exec(text)?.[0]
  return year === undefined ? null : Number(year)
}

/** `7`, `seven`, `mid-40s`, `late thirties` as one number of years. */
function parseAge(text: string): number | null {
  const decade = /\b(early|mid|late)?[\s-]*([1-9])0['’]?s\b/i.exec(text)
  if (decade) {
    const within = { early: 2, mid: 5, late: 8 }[(decade[1] ?? 'mid').toLowerCase()] ?? 5
    return Number(decade[2]) * 10 + within
  }
  const spelledDecade = /\b(early|mid|late)[\s-]+(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b/i.exec(text)
  if (spelledDecade) return parseAge(`${spelledDecade[1]} ${takeNumberWords([`${spelledDecade[2]}y`])?.value ?? 0}s`)
  const digits = /(?<!\d)\d{1,3}(?!\d)/.exec(text)?.[0]
  if (digits !== undefined) return Number(digits)
  return takeNumberWords(text.trim().split(/[\s,]+/))?.value ?? null
}

/** The age a role states: `post girl, aged 12`, `six years old`. */
export function ageInText(text: string): number | null {
  const aged = /\baged?\s+(\d{1,3}|\p{L}+)\b/iu.exec(text) ?? /\b(\d{1,3}|\p{L}+)[\s-]years?[\s-]old\b/iu.exec(text)
  return aged ? parseAge(aged[1] ?? '') : null
}

/** Says that a clause of the bible could not be used, and why it matters. */
export function unusedClause(file: string, line: number, who: string, clause: string): Diagnostic {
  return {
    severity: 'info',
    code: 'bible-clause-unused',
    file,
    line,
    message: said`${who}: “${clause}” is bound to something that cannot be placed by date or chapter; it is in no look.`,
    remedy: said`Give it a date or a chapter, or a look of its own.`,
  }
}

/** Puts one field of an entry into the draft; returns the clauses it could not use, null for a field it does not know. */
export function applyField(draft: PersonDraft, field: BibleField): string[] | null {
  const { value } = field
  const conditions = (part: Detail['part'] | null) => {
    const { steady, details, unused } = readConditions(value, part, ALWAYS)
    draft.details = [...draft.details, ...details]
    return { steady, unused }
  }
  switch (field.name) {
    case 'look': {
      const { look, unused } = readLook(field.key, value)
      draft.looks.push(look)
      return unused
    }
    case 'always': {
      const { steady, unused } = conditions(null)
      draft.always = joinParts(draft.always, steady)
      return unused
    }
    case 'appearance': {
      const { steady, unused } = conditions('appearance')
      draft.appearance = joinParts(draft.appearance, steady)
      return unused
    }
    case 'outfit': {
      const { steady, unused } = conditions('outfit')
      if (!/^(?:none|nothing|no clothes)\.?$/i.test(steady)) draft.outfit = joinParts(draft.outfit, steady)
      return unused
    }
    case 'description': {
      const { steady, unused } = conditions(null)
      const sides = splitDescription(steady)
      draft.appearance = joinParts(draft.appearance, sides.appearance)
      draft.outfit = joinParts(draft.outfit, sides.outfit)
      return unused
    }
    case 'states': {
      const { steady, unused } = conditions('appearance')
      return steady === '' ? unused : [...unused, steady]
    }
    case 'prop':
      draft.outfit = joinParts(draft.outfit, value)
      return []
    case 'aliases':
      draft.aliases = [...draft.aliases, ...readAliases(value)]
      return []
    case 'id':
      draft.id = value
      return []
    case 'born':
      draft.born = yearIn(value.replace(/\bdied\b.*$/i, ''))
      draft.died ??= yearOfDeath(value)
      return []
    case 'died':
      draft.died = yearOfDeath(`died ${value}`)
      return []
    case 'age':
      draft.age = parseAge(value)
      return []
    case 'gender':
      draft.gender = value
      return []
    case 'kind':
      draft.kind = value.replace(/^an?\s+/i, '')
      return []
    case 'role':
      draft.role = joinParts(draft.role, value)
      return []
    case 'referenced':
      draft.referencedOnly = true
      draft.died ??= yearOfDeath(value)
      return []
    case 'count':
      draft.count = Math.max(1, parseAge(value) ?? 1)
      return []
    case 'note':
      return []
    default:
      return null
  }
}
