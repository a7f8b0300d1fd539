import { createHash } from 'node:crypto'
import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { nameProblem } from '../../imagery/names.ts'
import { type ImageryProblem, type Reporter, reporter } from '../../imagery/problem.ts'
import { readChapter } from '../../imagery/read-chapter.ts'
import { type ImageryCharacter, readCharacter } from '../../imagery/read-character.ts'
import { readLocation } from '../../imagery/read-location.ts'
import { type ImageryRuns, readRuns } from '../../imagery/read-runs.ts'
import type { ImageryFile, ImageryKind } from '../../imagery/target.ts'
import { likelyIds } from '../../imagery/unreadable.ts'
import { wordsAt } from '../../imagery/words.ts'
import type { Fault } from '../../imagery/yaml/faults.ts'
import { valueAt, type YamlNode } from '../../imagery/yaml/node.ts'
import { MOST_BYTES, readYaml } from '../../imagery/yaml/read-yaml.ts'
import { storageFailure } from '../../store/storage-failure.ts'

/** What lies beside the files with pictures to make, read before them. */
export interface ImageryFolder {
  /** Absolute, with links followed. */
  root: string
  characters: ReadonlyMap<string, ImageryCharacter>
  locations: ReadonlySet<string>
  runs: readonly ImageryRuns[]
  /** Chapter and location files, in path order. */
  files: readonly { kind: ImageryKind; entity: string; file: string }[]
  /** What was found on the way here. */
  problems: ImageryProblem[]
  /** Whether a file lies at a relative path, within the folder whatever links say. */
  exists(path: string): boolean
  /** SHA-256, hex, of a file that exists. */
  hashOf(path: string): string
}

export type ScannedFile = { kind: ImageryKind; entity: string; file: string; problems: ImageryProblem[] } & (
  | { readable: true; imagery: ImageryFile }
  | { readable: false; likelyIds: string[] }
)

const KINDS = { chapters: 'chapter', locations: 'location', characters: 'character' } as const
type Section = keyof typeof KINDS

const FILE_NAMES: Readonly<Record<Section, readonly string[]>> = {
  chapters: ['imagery.yaml'],
  locations: ['imagery.yaml', 'location-imagery.yaml'],
  characters: ['imagery.yaml', 'character_imagery.yaml'],
}
const RUNS_FILE = 'imagery.runs.yaml'
/** Folders of an imagery folder that its files lie in, one folder further down. */
export const SECTIONS = Object.keys(KINDS) as Section[]
const ANY_NAME = new Set([...Object.values(FILE_NAMES).flat(), RUNS_FILE])

/** Whether a file of this name is read, in one section or another. */
export function isImageryFileName(name: string): boolean {
  return ANY_NAME.has(name)
}

/** Folders that hold no book. */
const NO_BOOK = /^(?:drafts|scratch|templates|.*-template)$/

/**
 * Finds the files of an imagery folder, and reads characters and runs. Changes nothing.
 *
 * @throws AppError NOT_FOUND, WRONG_USE when there is neither a chapters nor a locations folder in it
 */
export function openImageryFolder(folder: string): ImageryFolder {
  const root = realRoot(folder)
  const problems: ImageryProblem[] = []
  const inside = insideOf(root)
  const sections = (['chapters', 'locations', 'characters'] as const).map((section) => ({
    section,
    files: filesOf(root, section, inside, problems),
  }))
  const [chapters, locations, characters] = sections as [Found, Found, Found]
  if (chapters.files === null && locations.files === null)
    throw new AppError('WRONG_USE', said`${folder} has neither a chapters nor a locations folder in it.`, {
      remedy: said`Name the folder that holds them.`,
    })
  const all = sections.flatMap(({ section, files }) => (files ?? []).map((entry) => ({ ...entry, section })))
  const runs = all.flatMap(({ section, entity, file, isRuns }) => {
    const read = isRuns ? readTree(root, file, problems) : null
    return read === null ? [] : [readRuns(read.tree, KINDS[section], entity, read.report)]
  })
  const cast = new Map<string, ImageryCharacter>()
  for (const { entity, file, isRuns } of characters.files ?? []) {
    const read = isRuns ? null : readTree(root, file, problems)
    if (read === null) continue
    checkSlug(read.tree, entity, [['slug']], read.report)
    const character = readCharacter(read.tree, entity, read.report)
    const known = cast.get(entity)
    // Both names may stand in one folder: one person.
    cast.set(
      entity,
      known
        ? {
            ...known,
            appearance: known.appearance || character.appearance,
            inventory: [...known.inventory, ...character.inventory],
          }
        : character,
    )
  }
  return {
    root,
    characters: cast,
    locations: new Set((locations.files ?? []).map(({ entity }) => entity)),
    runs,
    files: all
      .filter(({ section, isRuns }) => section !== 'characters' && !isRuns)
      .map(({ section, entity, file }) => ({
        kind: section === 'chapters' ? ('chapter' as const) : ('location' as const),
        entity,
        file,
      })),
    problems,
    exists: kept(existsWithin(root, inside)),
    hashOf: kept((path) =>
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ),
  }
}

/** Reads one chapter or location file. */
export function scanFile(root: string, { kind, entity, file }: ImageryFolder['files'][number]): ScannedFile {
  const problems: ImageryProblem[] = []
  const read = readTree(root, file, problems)
  if (read === null) return { kind, entity, file, problems, readable: false, likelyIds: likelyIdsOf(root, file) }
  checkSlug(
    read.tree,
    entity,
    [
      ['metadata', 'slug'],
      ['metadata', 'location_slug'],
    ],
    read.report,
  )
  const imagery =
    kind === 'chapter'
      ? readChapter(read.tree, read.text, entity, read.report)
      : readLocation(read.tree, read.text, entity, read.report)
  return { kind, entity, file, problems, readable: true, imagery }
}

type Found = { section: Section; files: { entity: string; file: string; isRuns: boolean }[] | null }

function filesOf(
  root: string,
  section: Section,
  inside: (path: string) => boolean,
  problems: ImageryProblem[],
): Found['files'] {
  const folders = foldersIn(root, section, inside, problems)
  return (
    folders?.flatMap((entity) => {
      const known = [...FILE_NAMES[section], RUNS_FILE]
      const entries = readdirSync(join(root, section, entity), { withFileTypes: true })
      problems.push(...misplaced(root, section, entity, entries))
      return entries
        .filter(({ name }) => known.includes(name))
        .filter((entry) => isUsable(root, `${section}/${entity}`, entry, inside, problems))
        .map(({ name }) => ({ entity, file: `${section}/${entity}/${name}`, isRuns: name === RUNS_FILE }))
        .sort((a, b) => (a.file < b.file ? -1 : 1))
    }) ?? null
  )
}

/** Names that somebody may give to an imagery file: `imagery.yml`, `Location_Imagery.yaml`. */
const NEARLY_NAMED = /^(?:(?:chapter|location|character)[-_ ]?)?imagery([._-]runs)?\.ya?ml$/i

/** Files that look like what is read here, and are not: nobody should wonder why nothing becomes of them. */
function misplaced(root: string, section: Section, entity: string, entries: readonly Dirent[]): ImageryProblem[] {
  const known = [...FILE_NAMES[section], RUNS_FILE]
  const folder = `${section}/${entity}`
  const named = entries.flatMap(({ name }) => {
    const match = known.includes(name) ? null : NEARLY_NAMED.exec(name)
    if (match === null) return []
    const wanted = match[1] === undefined ? FILE_NAMES[section][0]! : RUNS_FILE
    return [notRead(`${folder}/${name}`, said`A file of this name is not read.`, said`Call it ${wanted}.`)]
  })
  if (entries.some(({ name }) => known.includes(name))) return named
  const deeper = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => known.map((file) => `${folder}/${name}/${file}`))
    .filter((file) => statSync(join(root, file), { throwIfNoEntry: false })?.isFile())
  return [
    ...named,
    ...deeper.map((file) =>
      notRead(
        file,
        said`It lies too deep, and is not read: files lie in a folder right below ${section}.`,
        said`Move its folder into ${section}.`,
      ),
    ),
  ]
}

function notRead(file: string, message: string, remedy: string): ImageryProblem {
  return { severity: 'warning', code: 'imagery-not-read', file, line: 0, message, remedy }
}

function foldersIn(
  root: string,
  section: Section,
  inside: (path: string) => boolean,
  problems: ImageryProblem[],
): string[] | null {
  if (statSync(join(root, section), { throwIfNoEntry: false })?.isDirectory() !== true) return null
  if (!inside(join(root, section))) {
    problems.push(linkProblem(section))
    return []
  }
  return readdirSync(join(root, section), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .filter(({ name }) => !NO_BOOK.test(name))
    .filter((entry) => isUsable(root, section, entry, inside, problems))
    .filter(({ name }) => {
      const problem = nameProblem(name)
      if (problem !== null)
        problems.push(
          refused(
            `${section}/${name}`,
            said`The name of the folder ${problem}; it is left out.`,
            said`Give it another name.`,
          ),
        )
      return problem === null
    })
    .filter(({ name }) => statSync(join(root, section, name), { throwIfNoEntry: false })?.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : 1))
}

/** A link is followed as long as it stays in the folder. */
function isUsable(
  root: string,
  folder: string,
  entry: Dirent,
  inside: (path: string) => boolean,
  problems: ImageryProblem[],
): boolean {
  if (!entry.isSymbolicLink() || inside(join(root, folder, entry.name))) return true
  problems.push(linkProblem(`${folder}/${entry.name}`))
  return false
}

const linkProblem = (file: string) =>
  refused(
    file,
    said`It is a link that leads out of the imagery folder, or nowhere; it is not followed.`,
    said`Put the file itself here.`,
  )

function refused(file: string, message: string, remedy: string): ImageryProblem {
  return { severity: 'error', code: 'imagery-refused', file, line: 0, message, remedy }
}

/** @returns null for a file that cannot be read; why is among the problems */
function readTree(
  root: string,
  file: string,
  problems: ImageryProblem[],
): { tree: YamlNode; text: string; report: Reporter } | null {
  const bytes = readBytes(root, file)
  const read = bytes instanceof Uint8Array ? readYaml(bytes) : { ok: false as const, text: '', faults: [bytes] }
  if (!read.ok) {
    for (const fault of read.faults) problems.push(unreadable(file, fault))
    return null
  }
  return { tree: read.root, text: read.text, report: reporter(file, read.text, problems) }
}

function unreadable(file: string, { line, column, message, remedy }: Fault): ImageryProblem {
  return {
    severity: 'error',
    code: 'imagery-unreadable',
    file,
    line,
    column,
    // Of a file that was not opened or not read there is no place.
    message:
      column === 0
        ? said`${message}. The file is left as it is.`
        : said`Column ${column}: ${message}. The file is left as it is.`,
    remedy,
  }
}

function readBytes(root: string, file: string): Uint8Array | Fault {
  try {
    const { size } = statSync(join(root, file))
    if (size > MOST_BYTES)
      return {
        line: 0,
        column: 0,
        message: said`The file has ${Math.round(size / 1e6)} MB, and imagery files have ${MOST_BYTES / 1e6} MB at most`,
        remedy: said`Split it, or take out what does not belong to it.`,
      }
    return readInto(scratch, join(root, file))
  } catch (error) {
    return {
      line: 0,
      column: 0,
      message: said`The file cannot be opened (${(error as NodeJS.ErrnoException).code})`,
      remedy: said`Look at its rights.`,
    }
  }
}

/** One for all files, one after the other: a thousand buffers would wait for the collector. What is read is used at once. */
const scratch = Buffer.allocUnsafeSlow(MOST_BYTES)

function readInto(buffer: Buffer, path: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(file, buffer, length, buffer.length - length, null)
    return buffer.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function likelyIdsOf(root: string, file: string): string[] {
  const bytes = readBytes(root, file)
  return bytes instanceof Uint8Array ? likelyIds(Buffer.from(bytes).toString('utf8')) : []
}

function checkSlug(tree: YamlNode, entity: string, paths: readonly (readonly string[])[], report: Reporter): void {
  for (const path of paths) {
    const parent = path.slice(0, -1).reduce<YamlNode | null>((node, key) => valueAt(node, key), tree)
    const slug = wordsAt(parent, path.at(-1)!)
    if (slug === '' || slug === entity) continue
    const value = valueAt(parent, path.at(-1)!)!
    report.warn(
      'imagery-slug',
      value.start,
      path.join('.'),
      said`The file says ${slug}, and its folder is called ${entity}; the folder counts.`,
    )
  }
}

/** @throws AppError NOT_FOUND, and as storageFailure */
function realRoot(folder: string): string {
  try {
    const root = realpathSync(folder)
    if (statSync(root).isDirectory()) return root
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw storageFailure(error, folder)
    throw new AppError('NOT_FOUND', said`There is no folder ${folder}.`)
  }
  throw new AppError('WRONG_USE', said`${folder} is a file.`, {
    remedy: said`Name the folder that holds chapters and locations.`,
  })
}

/** Whether a path leads to something in the folder, links followed. */
export function insideOf(root: string): (path: string) => boolean {
  const within = root.endsWith(sep) ? root : root + sep
  return (path) => {
    try {
      const real = realpathSync(path)
      return real === root || real.startsWith(within)
    } catch {
      return false
    }
  }
}

function existsWithin(root: string, inside: (path: string) => boolean): (path: string) => boolean {
  return (path) => {
    const file = join(root, path)
    const found = statSync(file, { throwIfNoEntry: false })
    // What a crash has left empty is no picture.
    return found?.isFile() === true && found.size > 0 && inside(file)
  }
}

/** Asked once for each path: a scan sees the folder as it is at one moment. */
function kept<Answer>(ask: (path: string) => Answer): (path: string) => Answer {
  const known = new Map<string, Answer>()
  return (path) => {
    let answer = known.get(path)
    if (answer === undefined) {
      answer = ask(path)
      known.set(path, answer)
    }
    return answer
  }
}
