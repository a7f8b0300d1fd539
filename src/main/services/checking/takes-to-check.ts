import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { GenerationRequest, StagePerson } from '../../../shared/domain/generation.ts'
import { bearersOfWriting, type ExpectedPerson } from '../../checks/take-questions.ts'
import type { Project } from '../../open-project.ts'
import { assumedDates } from '../../prompts/assumed-dates.ts'
import { type BibleIndex, indexBible, resolvePanel } from '../../prompts/parts.ts'
import { queueStore } from '../../store/queue/index.ts'
import type { StoredPanel } from '../../store/script.ts'
import { type CheckableTake, takeCheckRepository } from '../../store/take-checks.ts'
import type { Comparison, TakeToCheck } from './pack-calls.ts'

/** Faces that a take is compared with, at most: each is a picture to pay for. */
const MOST_FACES = 2

/**
 * What each take is meant to show: by the request it was made from where that says it, else by the script and the bible
 * as they stand. Takes whose file is gone are left out.
 */
export function expectationsOf(project: Project, takes: readonly CheckableTake[]): TakeToCheck[] {
  const bible = indexBible(project.cast.bible())
  const chapters = [...new Set(takes.map(({ chapter }) => chapter))]
  const stored = project.script.panels(project.script.panelIds({ chapters }))
  const assumed = assumedDates(stored, bible.people)
  const panels = new Map(
    stored.map((panel) => [panel.id, { ...panel, date: panel.date ?? assumed.get(panel.id) ?? null }]),
  )
  const { jobs } = queueStore(project.store.sqlite)
  const accepted = acceptedByStyle(project)
  return takes
    .filter(({ path }) => existsSync(join(project.folder, path)))
    .flatMap((take) => {
      const panel = panels.get(take.panelId)
      if (!panel) return []
      const body = jobs.request(take.key)
      const request = body === null ? null : (JSON.parse(body) as GenerationRequest)
      const people = peopleOf(request, panel, bible)
      const first = accepted(take.style)
      return {
        take,
        people,
        shot: panel.content.shot,
        writing: bearersOfWriting(`${panel.content.what} ${panel.content.props.join(' ')}`),
        comparisons: comparisonsOf(project, request, take, people, first),
      }
    })
}

function peopleOf(request: GenerationRequest | null, panel: StoredPanel, bible: BibleIndex): ExpectedPerson[] {
  const countOf = (personId: string) => bible.people.get(personId)?.count ?? 1
  if (request?.stage) {
    return request.stage.people.map((person) => ({
      personId: person.personId,
      name: person.name,
      count: countOf(person.personId),
      description: describe(person.kind, person.gender, person.age, person.appearance),
      outfit: person.outfit,
    }))
  }
  return resolvePanel(panel.content, panel, bible).people.map(({ personId, name, age, appearance, outfit }) => {
    const person = bible.people.get(personId)
    return {
      personId,
      name,
      count: countOf(personId),
      description: describe(person?.kind ?? 'person', person?.gender ?? 'unknown', age, appearance.join(', ')),
      outfit: outfit.join(', '),
    }
  })
}

const PERSON_WORDS = {
  female: { adult: 'a woman', child: 'a girl' },
  male: { adult: 'a man', child: 'a boy' },
  unknown: { adult: 'a person', child: 'a child' },
} as const
const GROWN_UP = 16

/** Empty where there is nothing to tell somebody by. */
function describe(kind: string, gender: StagePerson['gender'], age: number | null, appearance: string): string {
  if (appearance === '' && kind === 'person' && gender === 'unknown') return ''
  const who = kind === 'person' ? PERSON_WORDS[gender][age !== null && age < GROWN_UP ? 'child' : 'adult'] : `a ${kind}`
  return [who, age === null || kind !== 'person' ? '' : `aged about ${age}`, appearance].filter(Boolean).join(', ')
}

/** The references it was made with, where their files are still there; for the style also the first accepted take. */
function comparisonsOf(
  { folder }: Project,
  request: GenerationRequest | null,
  take: CheckableTake,
  people: readonly ExpectedPerson[],
  accepted: { takeId: string; path: string } | null,
): Comparison[] {
  const references = (request?.references ?? []).filter(({ path }) => existsSync(join(folder, path)))
  const faces = references
    .filter(({ role, of }) => role === 'face' && people.some(({ personId }) => personId === of))
    .filter(({ of }, at, all) => all.findIndex((other) => other.of === of) === at)
    .slice(0, MOST_FACES)
    .map(({ of, path }): Comparison => ({ role: 'face', of, path }))
  const style =
    references.find(({ role }) => role === 'style')?.path ?? (accepted?.takeId === take.takeId ? null : accepted?.path)
  return [...faces, ...(style ? [{ role: 'style', of: take.style, path: style } as const] : [])]
}

function acceptedByStyle(project: Project): (style: string) => { takeId: string; path: string } | null {
  const checks = takeCheckRepository(project.store)
  const known = new Map<string, { takeId: string; path: string } | null>()
  return (style) => {
    if (!known.has(style)) {
      const first = checks.firstPicked(style)
      known.set(style, first && existsSync(join(project.folder, first.path)) ? first : null)
    }
    return known.get(style) ?? null
  }
}
