import type { RouteOutput } from '../../../shared/contract/index.ts'

type Preview = RouteOutput<'script.preview'>

/** What an import will bring, added up over its files. */
export interface ImportPlan {
  /** Of all files that hold chapters, if they are of one kind; `mixed` otherwise. */
  kind: string
  chapters: number
  scenes: number
  words: number
  people: number
  places: number
  /** What the book may be called. */
  title: string
  /** Nothing in it can be read. */
  isEmpty: boolean
}

/** @param names of the files as given */
export function importPlan({ files }: Preview, names: readonly string[]): ImportPlan {
  const withChapters = files.filter(({ chapters }) => chapters.length > 0)
  const kinds = new Set(withChapters.map(({ kind }) => kind))
  const all = files.flatMap(({ chapters }) => chapters)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const people = sum(files.map((file) => file.people))
  const places = sum(files.map((file) => file.places))
  return {
    kind: kinds.size === 1 ? [...kinds][0]! : kinds.size === 0 ? 'bible' : 'mixed',
    chapters: all.length,
    scenes: sum(all.map(({ scenes }) => scenes)),
    words: sum(all.map(({ words }) => words)),
    people,
    places,
    title: titleFrom(names, withChapters[0]?.name),
    isEmpty: all.length === 0 && people === 0 && places === 0,
  }
}

/** Names that say what a file is, not what a book is called. */
const GENERIC = /^(script|chapter|ch|prompts?|strips?|story|manuscript|draft|untitled|text|part)?[\s._-]*\d*$/i

/** `the-tide_v2.docx` → `The tide v2`; nothing where the names say nothing. */
function titleFrom(names: readonly string[], main: string | undefined): string {
  const base = (name: string) =>
    name
      .split(/[\\/]/)
      .at(-1)!
      .replace(/\.[^.]+$/, '')
  const candidates = [...(main === undefined ? [] : [main]), ...names].map(base).filter((name) => !GENERIC.test(name))
  const words = (candidates[0] ?? '').replaceAll(/[_-]+/g, ' ').replaceAll(/\s+/g, ' ').trim()
  return words === '' ? '' : words[0]!.toLocaleUpperCase() + words.slice(1)
}
