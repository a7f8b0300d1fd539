import { closest } from '../../../shared/closest.ts'
import type { Person } from '../../../shared/domain/bible.ts'
import { plainWords } from '../../../shared/domain/override.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { walkOnOf } from '../../prompts/walk-on.ts'
import { provisionalPeople } from '../../script/breakdown/index.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { ScriptMemory } from '../../store/script-memory.ts'
import { everydayName, voiceOf, walkOnsIn } from '../script-view/names.ts'

/** Somebody a correction may name. */
export interface KnownPerson {
  id: string
  name: string
  /** Everything they go by, the name included. */
  names: string[]
}

/**
 * Everybody whom a correction of one scene can mean: the bible's people, others who speak somewhere in the script, and
 * those this scene describes.
 */
export function knownPeople(
  { cast }: Pick<Project, 'cast'>,
  memory: ScriptMemory,
  panelsOfScene: readonly StoredPanel[],
): KnownPerson[] {
  const bible = cast.bible()
  const live = memory.chapters.filter(({ trashed }) => !trashed)
  const scenes = Map.groupBy(
    memory.scenes.filter(({ trashed }) => !trashed),
    ({ chapterId }) => chapterId,
  )
  const speakers = provisionalPeople(
    bible,
    live.map(({ id, number }) => ({ number, scenes: (scenes.get(id) ?? []).map(({ script }) => script) })),
  )
  const people = [...bible.people, ...speakers].map(asKnown)
  const ids = new Set(people.map(({ id }) => id))
  const others = [...othersIn(panelsOfScene).values()].filter(({ id }) => !ids.has(id))
  return [...people, ...others]
}

/** People of panels whom no list knows: the script describes them, or only lets them act or speak. */
function othersIn(panels: readonly StoredPanel[]): Map<string, KnownPerson> {
  const others = new Map<string, KnownPerson>()
  const described = walkOnsIn(panels)
  for (const { content } of panels) {
    for (const { personId } of content.people) {
      const person = described.get(personId) ?? { personId }
      const { name } = walkOnOf(person)
      others.set(personId, { id: personId, name, names: [name, person.description ?? name] })
    }
  }
  for (const line of panels.flatMap(({ content }) => content.lettering)) {
    const id = voiceOf(line)
    if (line.speakerId !== null || line.speakerName === null || id === null) continue
    const names = [...new Set([line.speakerName, ...(others.get(id)?.names ?? [])])]
    others.set(id, { id, name: line.speakerName, names })
  }
  return others
}

function asKnown({ id, name, aliases }: Person): KnownPerson {
  const shown = everydayName(name)
  return { id, name: shown, names: [shown, name, ...aliases.map(({ text }) => text)] }
}

/** @throws AppError WRONG_USE for a name that nobody has, or that several have */
export function findPerson(word: string, people: readonly KnownPerson[]): KnownPerson {
  const exact = people.find(({ id, name }) => id === word || isSame(name, word))
  if (exact) return exact
  const found = people.filter(({ names }) => names.some((name) => isSame(name, word)))
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    const near = closest(
      word,
      people.flatMap(({ names }) => names),
    )
    throw new AppError('WRONG_USE', said`There is nobody called “${word}”.`, {
      remedy: near
        ? said`Did you mean ${near}?`
        : said`There are: ${people.map(({ name }) => name).join(', ') || 'nobody yet'}.`,
    })
  }
  throw new AppError('WRONG_USE', said`“${word}” may be ${found.map(({ name }) => name).join(' or ')}.`, {
    remedy: said`Give the full name, or the id.`,
  })
}

const isSame = (name: string, word: string) => bare(name) === bare(word)
const bare = (name: string) => plainWords(name).replace(/^the /, '')
