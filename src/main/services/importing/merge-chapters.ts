import { v7 as uuid } from 'uuid'
import type { ScriptChapter, ScriptScene } from '../../../shared/domain/script.ts'
import { type FreshChapter, matchChapters } from '../../script/merge/match-chapters.ts'
import { type FreshText, matchTexts, type OldText } from '../../script/merge/match-texts.ts'
import { sceneHash, sceneText } from '../../script/merge/text-hash.ts'
import type { KnownChapter, KnownScene, ScriptMemory } from '../../store/script-memory.ts'

/** A chapter of the book as it will stand after the import. */
export interface DraftChapter {
  id: string
  sourceId: string
  number: string
  title: string
  words: number
  /** As the book has it; null when it is new. */
  known: KnownChapter | null
  /** Read in this import. */
  isRead: boolean
  /** The author put it in the trash: it counts for what is read after it, and is not written. */
  isOut: boolean
  scenes: DraftScene[]
}

export interface DraftScene {
  id: string
  script: ScriptScene
  textHash: string
  /** As the book has it, trash included; null when it is new. */
  known: KnownScene | null
  /** As its chapter's. */
  isOut: boolean
}

export interface MergedChapters {
  /** All that the script has, in its order: also what the author moved, or put in the trash. */
  chapters: DraftChapter[]
  /** Live chapters and scenes that the script no longer has. */
  goneChapters: KnownChapter[]
  goneScenes: KnownScene[]
}

export interface ReadChapter {
  sourceId: string
  chapter: ScriptChapter
  /** Its number is the author's, not just where it stands among the files that were read. */
  isNumbered: boolean
}

/**
 * Lays the chapters just read over those the book has. Chapters of other files stay as they are.
 *
 * @param touched ids of sources that were read again or are gone: what they brought in before is up for matching
 */
export function mergeChapters(
  memory: ScriptMemory,
  read: readonly ReadChapter[],
  touched: ReadonlySet<string>,
): MergedChapters {
  const scenesOf = Map.groupBy(memory.scenes, ({ chapterId }) => chapterId)
  const readAgain = new Set(read.map(({ sourceId }) => sourceId))
  // What the author took back from the trash does not go with a file that is gone.
  const isOpen = ({ trashed, sourceId, decision }: KnownChapter) =>
    trashed || (touched.has(sourceId) && (decision?.standing !== 'kept' || readAgain.has(sourceId)))
  const openChapters = memory.chapters.filter(isOpen)
  const openIds = new Set(openChapters.map(({ id }) => id))
  const openScenes = memory.scenes.filter(({ trashed, chapterId }) => trashed || openIds.has(chapterId))

  const fresh = draftChapters(read, openChapters, scenesOf)
  settleScenes(fresh, openScenes)
  keepRestored(fresh, openScenes)
  const staying = memory.chapters
    .filter((chapter) => !isOpen(chapter))
    .map((chapter) => asItStands(chapter, scenesOf.get(chapter.id) ?? []))
  numberTheRest(fresh, read, staying)
  const used = new Set(fresh.flatMap((chapter) => [chapter.id, ...chapter.scenes.map(({ id }) => id)]))
  return {
    chapters: weave(staying, fresh),
    goneChapters: openChapters.filter((chapter) => isLive(chapter) && !used.has(chapter.id)),
    goneScenes: openScenes.filter((scene) => isLive(scene) && !used.has(scene.id)),
  }
}

function draftChapters(
  read: readonly ReadChapter[],
  known: readonly KnownChapter[],
  scenesOf: ReadonlyMap<string, KnownScene[]>,
): DraftChapter[] {
  const fresh = read.map(({ sourceId, chapter }): FreshChapter & { script: ScriptChapter } => ({
    sourceId,
    number: chapter.number,
    title: chapter.title,
    scenes: chapter.scenes.map(sceneHash),
    script: chapter,
  }))
  const matches = matchChapters(
    known.map((chapter) => ({ ...chapter, scenes: (scenesOf.get(chapter.id) ?? []).map(({ textHash }) => textHash) })),
    fresh,
  )
  const byId = new Map(known.map((chapter) => [chapter.id, chapter]))
  return fresh.map(({ sourceId, number, title, scenes, script }, at) => ({
    id: matches[at] ?? uuid(),
    sourceId,
    number,
    title,
    words: script.words,
    known: byId.get(matches[at] ?? '') ?? null,
    isRead: true,
    isOut: byId.get(matches[at] ?? '')?.isOut === true,
    scenes: script.scenes.map((scene, n) => ({
      ...{ id: uuid(), script: scene, textHash: scenes[n]!, known: null, isOut: false },
    })),
  }))
}

/** A list of prompts has no number of its own: it keeps the one it has in the book, or takes the next that is free. */
function numberTheRest(
  fresh: readonly DraftChapter[],
  read: readonly ReadChapter[],
  staying: readonly DraftChapter[],
): void {
  const taken = new Set([...staying, ...fresh.filter((_, at) => read[at]!.isNumbered)].map(({ number }) => number))
  for (const [at, chapter] of fresh.entries()) {
    if (read[at]!.isNumbered) continue
    const last = Math.max(0, ...[...taken].map((number) => Math.floor(Number(number))))
    const wanted = chapter.known?.number ?? chapter.number
    chapter.number = taken.has(wanted) ? String(last + 1) : wanted
    taken.add(chapter.number)
  }
}

function settleScenes(chapters: readonly DraftChapter[], known: readonly KnownScene[]): void {
  const old = known.map(
    ({ id, chapterId, textHash, trashed, script }): OldText => ({
      id,
      group: chapterId,
      hash: textHash,
      text: sceneText(script),
      trashed,
    }),
  )
  const drafts = chapters.flatMap((chapter) => chapter.scenes.map((scene) => ({ chapter, scene })))
  const fresh = drafts.map(
    ({ chapter, scene }): FreshText => ({
      group: chapter.known?.id ?? null,
      hash: scene.textHash,
      text: sceneText(scene.script),
    }),
  )
  const byId = new Map(known.map((scene) => [scene.id, scene]))
  for (const [at, id] of matchTexts(old, fresh).entries()) {
    const { chapter, scene } = drafts[at]!
    scene.known = byId.get(id ?? '') ?? null
    scene.id = id ?? scene.id
    scene.isOut = chapter.isOut || scene.known?.isOut === true
  }
}

/** Scenes the author took out of the trash stay, although the script does not have them any more. */
function keepRestored(chapters: readonly DraftChapter[], known: readonly KnownScene[]): void {
  const used = new Set(chapters.flatMap(({ scenes }) => scenes.map(({ id }) => id)))
  for (const scene of known) {
    if (scene.decision?.standing !== 'kept' || !isLive(scene) || used.has(scene.id)) continue
    const chapter = chapters.find(({ id }) => id === scene.chapterId)
    if (!chapter) continue
    const after = chapter.scenes.findLastIndex((other) => other.known !== null && other.known.orderKey < scene.orderKey)
    chapter.scenes.splice(after + 1, 0, asDraft(scene))
  }
}

function asDraft(scene: KnownScene): DraftScene {
  return { id: scene.id, script: scene.script, textHash: scene.textHash, known: scene, isOut: scene.isOut }
}

function isLive({ trashed, isOut }: { trashed: boolean; isOut: boolean }): boolean {
  return !trashed && !isOut
}

function asItStands(chapter: KnownChapter, scenes: readonly KnownScene[]): DraftChapter {
  const { id, sourceId, number, title, words } = chapter
  const live = scenes.filter(({ trashed }) => !trashed)
  return {
    id,
    sourceId,
    number,
    title,
    words,
    known: chapter,
    isRead: false,
    isOut: chapter.isOut,
    scenes: live.map(asDraft),
  }
}

/** Both lists keep their own order; where they meet, chapter numbers decide. */
function weave(staying: readonly DraftChapter[], fresh: readonly DraftChapter[]): DraftChapter[] {
  const woven: DraftChapter[] = []
  const rest = [...staying]
  for (const chapter of fresh) {
    while (rest[0] && Number(rest[0].number) <= Number(chapter.number)) woven.push(rest.shift()!)
    woven.push(chapter)
  }
  return [...woven, ...rest]
}
