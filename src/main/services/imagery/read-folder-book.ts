import type { Person, Place } from '../../../shared/domain/bible.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { classify } from '../../imagery/classify.ts'
import { nameProblem } from '../../imagery/names.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import { spoken } from '../../imagery/prompt.ts'
import { shortAppearance } from '../../imagery/read-character.ts'
import type { ImageryFile, ImageryKind, Target, TargetClass } from '../../imagery/target.ts'
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
  /** Files that cannot be read now: what the book has of them stays. */
  unreadable: Set<string>
  problems: ImageryProblem[]
}

/**
 * Reads a whole folder as a book: chapters and places as its files have them, cast from the files of characters and
 * from those whom chapters name. Changes nothing.
 *
 * @throws AppError as openImageryFolder
 */
export function readFolderBook(folder: string): FolderBook {
  const opened = openImageryFolder(folder)
  const book: FolderBook = {
    root: opened.root,
    chapters: [],
    people: [],
    places: [],
    unreadable: new Set(),
    problems: [...opened.problems],
  }
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const entry of opened.files) {
    const scanned = scanFile(opened.root, entry)
    book.problems.push(...scanned.problems)
    if (!scanned.readable) {
      book.unreadable.add(entry.file)
      continue
    }
    const { imagery } = scanned
    for (const { ref, name } of imagery.people) if (!names.has(ref)) names.set(ref, name)
    const runs = opened.runs
      .filter(({ kind, entity }) => kind === entry.kind && entity === entry.entity)
      .flatMap(({ results }) => results)
    const panels = imagery.targets.flatMap((target): FolderPanel[] => {
      const taskId = taskIdOf(target)
      const place = taskId.normalize('NFC').toLowerCase()
      // What cannot be made, because it has no name of its own, is told by every plan.
      if (target.id === null || nameProblem(target.id) !== null || taken.has(place)) return []
      taken.add(place)
      const found = classify(target, { exists: opened.exists, runs, inventory: imagery.inventory })
      return [
        {
          ...{ taskId, id: target.id, panelId: panelIdOf(taskId), content: contentOf(target, names) },
          ...{ class: found.class, picture: found.picture },
        },
      ]
    })
    book.chapters.push(structuredClone({ ...entry, ...headingOf(imagery), panels }))
    if (imagery.kind === 'location') book.places.push(structuredClone(placeOf(imagery)))
  }
  const slugs = [...new Set([...opened.characters.keys(), ...names.keys()])].filter(Boolean)
  book.people = slugs.map((slug) => personOf(slug, names.get(slug), opened.characters.get(slug)?.appearance ?? ''))
  return { ...book, problems: structuredClone(book.problems) }
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
