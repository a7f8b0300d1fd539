import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Person, Place } from '../../../shared/domain/bible.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { type ClassifiedTarget, classify } from '../../imagery/classify.ts'
import { nameProblem } from '../../imagery/names.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import { spoken } from '../../imagery/prompt.ts'
import { shortAppearance } from '../../imagery/read-character.ts'
import type { ImageryFile, ImageryKind, InventoryEntry, Target, TargetClass } from '../../imagery/target.ts'
import { drawnHash, hashOf } from '../../script/merge/text-hash.ts'
import { panelIdOf } from './imagery-book-ids.ts'
import { stageOfTarget } from './imagery-stage.ts'
import { taskIdOf } from './plan-imagery.ts'
import { openImageryFolder, scanFile } from './scan-folder.ts'
import { NO_STYLE, roughLook } from './style.ts'

/** One picture that a file asks for, as a panel of a book. */
export interface FolderPanel {
  taskId: string
  panelId: string
  /** As the file has it. */
  id: string
  content: PanelContent
  /** Of all that its file says of what is drawn. */
  hash: string
  class: TargetClass
  /** Where its picture lies, relative to the folder; null when there is none. */
  picture: string | null
}

/** One file with pictures, as a chapter of a book. */
export interface FolderChapter {
  kind: ImageryKind
  entity: string
  file: string
  number: string
  title: string
  panels: FolderPanel[]
}

/** An imagery folder as a book has it. */
export interface FolderBook {
  /** Absolute, with links followed. */
  root: string
  chapters: FolderChapter[]
  people: Person[]
  places: Place[]
  /** Files that cannot be read now: what the book has of them stays. With the pictures they seem to ask for. */
  unreadable: Map<string, { kind: ImageryKind; entity: string; pictures: number }>
  /** Files that are otherwise than when the same memory read them last; all of them the first time. */
  fresh: Set<string>
  problems: ImageryProblem[]
}

/** What is kept of files from one reading to the next, so that only those that changed are read again. */
export type FileMemory = Map<string, ReadFile>

/** One file as it was when it had this stamp. */
interface ReadFile {
  stamp: string
  problems: ImageryProblem[]
  read: null | {
    chapter: Omit<FolderChapter, 'panels'>
    panels: (Omit<FolderPanel, 'class' | 'picture'> & { place: string; target: ClassifiedTarget })[]
    /** Pictures its file lists outside any target. */
    inventory: InventoryEntry[]
    people: { ref: string; name: string }[]
    place: Place | null
  }
  likely: number
}

/** How long files are read before whatever else waits has a turn, ms. */
const TURN_MS = 25

/**
 * Reads a whole folder as a book: chapters and places as its files have them, cast from the files of characters and
 * from those whom chapters name. Changes nothing, and gives way to other work in between.
 *
 * @param memory of the last reading; it is brought up to date. Which pictures are there is looked up each time
 * @throws AppError as openImageryFolder
 */
export async function readFolderBook(folder: string, memory: FileMemory = new Map()): Promise<FolderBook> {
  const opened = openImageryFolder(folder)
  const book: FolderBook = {
    root: opened.root,
    chapters: [],
    people: [],
    places: [],
    unreadable: new Map(),
    fresh: new Set(),
    problems: structuredClone(opened.problems),
  }
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const there = new Set(opened.files.map(({ file }) => file))
  for (const file of memory.keys()) if (!there.has(file)) memory.delete(file)
  const runs = Map.groupBy(opened.runs, ({ kind, entity }) => `${kind}/${entity}`)
  let turn = performance.now()
  for (const entry of opened.files) {
    if (performance.now() - turn > TURN_MS) {
      await setImmediate()
      turn = performance.now()
    }
    // Before it is read: whoever writes in between has it read again.
    const stamp = stampOf(join(opened.root, entry.file))
    let known = memory.get(entry.file)
    if (known === undefined || known.stamp !== stamp) {
      known = readFile(opened.root, entry, stamp)
      memory.set(entry.file, known)
      book.fresh.add(entry.file)
    }
    book.problems.push(...known.problems)
    if (known.read === null) {
      book.unreadable.set(entry.file, { kind: entry.kind, entity: entry.entity, pictures: known.likely })
      continue
    }
    const { chapter, panels, inventory, people, place } = known.read
    for (const { ref, name } of people) if (!names.has(ref)) names.set(ref, name)
    const results = (runs.get(`${entry.kind}/${entry.entity}`) ?? []).flatMap((each) => each.results)
    const own = panels.filter((panel) => !taken.has(panel.place))
    for (const panel of own) taken.add(panel.place)
    book.chapters.push({
      ...chapter,
      panels: own.map(({ place: _, target, ...panel }): FolderPanel => {
        const found = classify(target, { exists: opened.exists, runs: results, inventory })
        for (const { code, line, message } of found.stale)
          book.problems.push({ severity: 'warning', code, file: entry.file, line, message })
        return { ...panel, class: found.class, picture: found.picture }
      }),
    })
    if (place !== null) book.places.push(place)
  }
  const slugs = [...new Set([...opened.characters.keys(), ...names.keys()])].filter(Boolean)
  book.people = slugs.map((slug) => personOf(slug, names.get(slug), opened.characters.get(slug)?.appearance ?? ''))
  return book
}

/** Another one says that a file was written since. Empty = it is not there. */
export function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`
}

function readFile(root: string, entry: Parameters<typeof scanFile>[1], stamp: string): ReadFile {
  const scanned = scanFile(root, entry)
  const { problems } = scanned
  if (!scanned.readable)
    return { stamp, problems: structuredClone(problems), read: null, likely: scanned.likelyIds.length }
  const { imagery } = scanned
  const names = new Map(imagery.people.map(({ ref, name }) => [ref, name]))
  const panels = imagery.targets.flatMap((target) => {
    // What cannot be made, because it has no name of its own, is told by every plan.
    if (target.id === null || nameProblem(target.id) !== null) return []
    const { id, file, prompt, output, inventory } = target
    const taskId = taskIdOf(target)
    const content = contentOf(target, names)
    return {
      ...{ taskId, id, panelId: panelIdOf(taskId), content, hash: hashOf([drawnHash(content), content.source]) },
      place: taskId.normalize('NFC').toLowerCase(),
      target: { id, file, prompt: prompt === null ? null : '', output, inventory },
    }
  })
  const read = {
    chapter: { ...entry, ...headingOf(imagery) },
    panels,
    inventory: imagery.inventory,
    people: imagery.people.map(({ ref, name }) => ({ ref, name })),
    place: imagery.kind === 'location' ? placeOf(imagery) : null,
  }
  // Copied, because words cut out of a file would keep all of it in memory.
  return structuredClone({ stamp, problems, read, likely: 0 })
}

function headingOf({ kind, entity, number, title }: ImageryFile): Pick<FolderChapter, 'number' | 'title'> {
  return { number: (kind === 'chapter' && number) || entity, title: title || spoken(entity) }
}

function contentOf(target: Target, names: ReadonlyMap<string, string>): PanelContent {
  const words = target.words()
  const stage = stageOfTarget(target, target.prompt ?? '', names, roughLook(NO_STYLE))
  const { panel, composition: _ } = stage
  return {
    ...panel,
    what: target.title ?? (words.description || target.prompt || target.id || ''),
    source: target.prompt ?? words.description,
    line: target.line,
    lettering: [],
    evidence: [],
  }
}

function personOf(id: string, name: string | undefined, appearance: string): Person {
  const short = shortAppearance(appearance)
  return {
    id,
    name: name ?? spoken(id).replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase()),
    ...{ aliases: [], gender: 'unknown', kind: 'person', born: null, died: null, age: null, role: '', always: '' },
    looks:
      short === ''
        ? []
        : [{ label: '', from: null, until: null, chapters: [], appearance: short.replace(/\.$/, ''), outfit: '' }],
    referencedOnly: false,
    count: 1,
  }
}

function placeOf({ entity, title, signature, light, targets }: ImageryFile): Place {
  const zones = [...new Set(targets.flatMap(({ place }) => place.zone ?? []))]
  return {
    id: entity,
    name: title || spoken(entity),
    aliases: [],
    zones: zones.map((zone) => ({ id: `${entity}/${zone}`, name: spoken(zone), aliases: [] })),
    signature: signature.join(', '),
    light: light[0]?.words ?? '',
    indoors: null,
  }
}
