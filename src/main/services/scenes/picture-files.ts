import { createHash } from 'node:crypto'
import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { extname, join, parse } from 'node:path'
import { z } from 'zod'
import type { Project } from '../../open-project.ts'
import { queueStore } from '../../store/queue/index.ts'
import { picks } from '../../store/queue/picks.ts'
import type { TakeRow } from '../../store/queue/takes.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { writeWhole } from '../../store/write-whole.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import type { JobOfPanel } from './prompt-cache.ts'

/** In the output folder: which picture shows which words of the story. */
const MAP = 'scenes.json'

const entrySchema = z.object({
  panelId: z.string(),
  standsForScene: z.boolean(),
  style: z.string(),
  chapter: z.string(),
  scene: z.number(),
  panel: z.number(),
  /** File and line of the story, and the words that were drawn. */
  file: z.string(),
  line: z.number(),
  words: z.string(),
  /** Below the output folder, with `/`; null = not made yet. */
  picture: z.string().nullable(),
  /** SHA-256, hex, of the picture as it was put there. */
  sha256: z.string().nullable(),
  prompt: z.string(),
})
const mapSchema = z.object({ version: z.literal(1), pictures: z.array(entrySchema) })
type SceneMapEntry = z.infer<typeof entrySchema>

/** A picture to be laid out: its panel, and the name it gets, without ending. */
export interface PictureToPlace extends JobOfPanel {
  name: string
  /** Of its prompt, below the output folder. */
  prompt: string
  /** Of its chapter. */
  file: string
}

/**
 * Lays the pictures that stand for their panels into `images/`, and keeps the map. A picture that was put there before
 * under another name is taken away, unless somebody changed it since; a file of the author's is never overwritten.
 */
export function pictureFiles(project: Project, out: string) {
  const before = new Map(readMap(join(out, MAP)).map((entry) => [keyOf(entry), entry]))
  return {
    /**
     * @returns how many lie there now, and of these, put there this time
     * @throws AppError DISK_FULL, READ_ONLY
     */
    place(pictures: readonly PictureToPlace[]): { there: number; written: number } {
      let [there, written] = [0, 0]
      try {
        mkdirSync(join(out, 'images'), { recursive: true })
        for (const picture of pictures) {
          const entry = entryOf(picture)
          const known = before.get(keyOf(entry))
          const take = takeThatStands(project, picture.job)
          if (take === null) {
            if (known?.picture) Object.assign(entry, { picture: known.picture, sha256: known.sha256 })
          } else {
            const path = `images/${picture.name}${extname(take.path)}`
            if (putInPlace(project, out, path, take, known)) written++
            Object.assign(entry, { picture: path, sha256: take.sha256 })
            there++
          }
          before.set(keyOf(entry), entry)
        }
      } catch (error) {
        throw storageFailure(error, out)
      }
      return { there, written }
    },

    /** Writes the map. @throws AppError DISK_FULL, READ_ONLY */
    save(): void {
      const map = { version: 1, pictures: inOrder([...before.values()]) }
      try {
        writeWhole(join(out, MAP), `${JSON.stringify(map, null, 1)}\n`)
      } catch (error) {
        throw storageFailure(error, out)
      }
    },
  }
}

/** The picture its author chose, otherwise the newest. */
function takeThatStands({ store, folder }: Project, { panelId, style, lang }: PlannedJob): TakeRow | null {
  const chosen = picks(store.sqlite).of(panelId, style, lang)
  const takes = queueStore(store.sqlite)
    .takes.ofPanel(panelId)
    .filter((take) => take.artStyleId === style && take.language === lang && take.fileState === 'whole')
    .filter((take) => existsSync(join(folder, take.path)))
  return (
    takes.find(({ id }) => id === chosen) ??
    takes.findLast(({ state }) => state === 'kept') ??
    takes.findLast(({ state }) => state !== 'rejected') ??
    null
  )
}

function entryOf({ job, chosen, prompt, file }: PictureToPlace): SceneMapEntry {
  const { panel, standsForScene } = chosen
  return {
    panelId: panel.id,
    standsForScene,
    style: job.style,
    chapter: panel.chapter,
    scene: panel.scene,
    panel: panel.number,
    file,
    line: panel.content.line,
    words: panel.content.source === '' ? panel.content.what : panel.content.source,
    picture: null,
    sha256: null,
    prompt,
  }
}

const keyOf = ({ panelId, standsForScene, style }: SceneMapEntry) => `${panelId} ${standsForScene} ${style}`

function inOrder(entries: readonly SceneMapEntry[]): SceneMapEntry[] {
  return entries.toSorted(
    (a, b) =>
      Number(a.chapter) - Number(b.chapter) ||
      a.scene - b.scene ||
      Number(b.standsForScene) - Number(a.standsForScene) ||
      a.panel - b.panel ||
      (a.style < b.style ? -1 : 1),
  )
}

/** @returns whether it was put there now */
function putInPlace(
  { folder }: Project,
  out: string,
  path: string,
  take: TakeRow,
  known: SceneMapEntry | undefined,
): boolean {
  const target = join(out, path)
  if (known?.picture && known.picture !== path) removeOurs(join(out, known.picture), known.sha256)
  if (existsSync(target)) {
    // The same picture as before: whatever the author made of the copy since is theirs.
    if (known?.picture === path && known.sha256 === take.sha256) return false
    const there = hashOf(target)
    if (there === take.sha256) return false
    if (there !== known?.sha256) keepAside(target, there)
  }
  const draft = `${target}.tmp`
  copyFileSync(join(folder, take.path), draft, constants.COPYFILE_FICLONE)
  renameSync(draft, target)
  return true
}

function removeOurs(file: string, sha256: string | null): void {
  if (existsSync(file) && hashOf(file) === sha256) rmSync(file)
}

function keepAside(file: string, hash: string): void {
  const { dir, name, ext } = parse(file)
  renameSync(file, join(dir, `${name}.before-${hash.slice(0, 8)}${ext}`))
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** A map that is lost or damaged is made anew; pictures it knew of stay where they are. */
function readMap(file: string): SceneMapEntry[] {
  try {
    return mapSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).pictures
  } catch {
    return []
  }
}
