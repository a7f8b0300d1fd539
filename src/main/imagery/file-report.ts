import { said } from '../../shared/said/said.ts'
import type { ImageryProblem } from './problem.ts'
import type { ImageryCharacter } from './read-character.ts'
import { isOfAnotherPeriod, type ReferenceGap, resolvePerson, yearsIn } from './references.ts'
import type { Size } from './shape.ts'
import type { ImageryFile } from './target.ts'

/** What a chapter names and the folder does not have, and the sizes it asks for. */
export interface FileReport {
  referencesResolved: string[]
  referencesUnresolved: string[]
  /** References that show a look of other years than the chapter plays in. */
  referencesOfAnotherPeriod: string[]
  charactersWithoutFolder: string[]
  depictedButNotListed: string[]
  locationsWithoutFolder: string[]
  stateKeysThatAreNoListedId: string[]
  /** `1792x1024`, sorted. */
  sizes: string[]
  /** Those that the model of the file's own defaults does not have. */
  sizesToMap: string[]
}

/** What lies beside the files with pictures to make. */
export interface FolderContents {
  characters: ReadonlyMap<string, ImageryCharacter>
  /** Names of the folders of places. */
  locations: ReadonlySet<string>
  exists(path: string): boolean
}

/** @param hasSize whether the model of the file's defaults has a size */
export function reportFile(
  file: ImageryFile,
  { characters, locations, exists }: FolderContents,
  hasSize: (size: Size) => boolean,
): { report: FileReport; problems: ImageryProblem[] } {
  const problems: ImageryProblem[] = []
  const say = (code: string, line: number, message: string) =>
    problems.push({ severity: 'warning', code, file: file.file, line, message })
  const listed = new Map(file.people.map((person) => [person.ref, person]))
  const years = [...new Set(file.people.flatMap(({ variations }) => yearsIn(variations)))]
  const resolved: string[] = []
  const unresolved: string[] = []
  const otherPeriod: string[] = []
  for (const person of file.people) {
    const character = characters.get(person.ref)
    const references = resolvePerson(person, character, exists)
    resolved.push(...references.resolved)
    for (const { id, line, why } of references.gaps) {
      unresolved.push(id)
      say(
        'imagery-reference',
        line,
        said`The reference ${id} of ${person.ref} ${GAP_WORDS[why]}; the picture is made without it.`,
      )
    }
    for (const id of references.resolved) {
      const entry = character?.inventory.find((each) => each.id === id)
      if (!entry || isOfAnotherPeriod(entry, years) !== true) continue
      otherPeriod.push(id)
      say(
        'imagery-period',
        person.line,
        said`The reference ${id} shows a look of other years than the chapter's (${years.join(', ')}).`,
      )
    }
    if (!character && person.ref !== '')
      say(
        'imagery-no-folder',
        person.line,
        said`There is no folder characters/${person.ref}: ${person.name} has no reference pictures.`,
      )
  }
  const places = new Set(file.places.map(({ ref }) => ref).filter((ref) => ref !== '' && !locations.has(ref)))
  for (const { ref, line } of file.places)
    if (places.has(ref)) say('imagery-no-folder', line, said`There is no folder locations/${ref}.`)
  const isChapter = file.kind === 'chapter'
  const strangers = isChapter
    ? file.targets.flatMap((target) =>
        target.depicts.filter((slug) => !listed.has(slug)).map((slug) => ({ slug, line: target.line })),
      )
    : []
  for (const { slug, line } of strangers)
    say('imagery-not-listed', line, said`${slug} is depicted, and is not among the characters of the file.`)
  const states = isChapter
    ? file.targets.flatMap((target) =>
        target.states
          .filter(({ key }) => !listed.has(key) && !target.depicts.includes(key))
          .map(({ key }) => ({ key, line: target.line })),
      )
    : []
  for (const { key, line } of states)
    say(
      'imagery-state-key',
      line,
      said`The state of "${key}" is kept under no id of the file's characters; it is used as it is.`,
    )
  const sizes = [
    ...new Map(file.targets.flatMap(({ size }) => (size ? [[`${size.width}x${size.height}`, size] as const] : []))),
  ].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    problems,
    report: {
      referencesResolved: resolved,
      referencesUnresolved: unresolved,
      referencesOfAnotherPeriod: otherPeriod,
      charactersWithoutFolder: [...new Set(file.people.map(({ ref }) => ref))]
        .filter((ref) => ref !== '' && !characters.has(ref))
        .sort(),
      depictedButNotListed: [...new Set(strangers.map(({ slug }) => slug))].sort(),
      locationsWithoutFolder: [...places].sort(),
      stateKeysThatAreNoListedId: [...new Set(states.map(({ key }) => key))].sort(),
      sizes: sizes.map(([size]) => size),
      sizesToMap: sizes.filter(([, size]) => !hasSize(size)).map(([size]) => size),
    },
  }
}

const GAP_WORDS: Readonly<Record<ReferenceGap, string>> = {
  'no-folder': said`cannot be found, because they have no folder`,
  'unknown-id': said`is not in their image inventory`,
  'missing-file': said`has no file`,
  'off-canon': said`is marked as not matching the description`,
}
