import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { type OpenOptions, openProject, type Project } from '../../open-project.ts'
import { scriptWriter } from '../../store/script-writing.ts'
import { newBook } from '../new-book.ts'
import { idsOfFile } from './imagery-book-ids.ts'
import type { ImageryTask } from './imagery-task.ts'
import { insideOf } from './scan-folder.ts'

/** Lies within the imagery folder, and goes where that goes. */
export const IMAGERY_PROJECT = 'imagery.panelwright'

export function imageryProjectFolder(root: string): string {
  return join(root, IMAGERY_PROJECT)
}

interface ImageryBookOptions extends Pick<OpenOptions, 'now' | 'env'> {
  what?: string
  /** Look only, where another process owns it. Default: fail with who does. */
  mayRead?: boolean
}

/**
 * The book of an imagery folder: queue, journal, ledger and every picture as it came. Made when it is not there.
 *
 * @throws AppError as openProject and newBook; WRONG_USE when a link leads out of the folder
 */
export function openImageryBook(
  root: string,
  { what = 'panelwright imagery', mayRead = false, ...options }: ImageryBookOptions,
): Project {
  const folder = imageryProjectFolder(root)
  if (existsSync(folder) && !insideOf(root)(folder))
    throw new AppError('WRONG_USE', said`${folder} is a link that leads out of the imagery folder.`, {
      remedy: said`Take the link away.`,
    })
  try {
    return openProject(folder, { ...options, mode: mayRead ? 'own-or-read' : 'own', what })
  } catch (error) {
    const isNew = error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'NOT_A_PROJECT')
    if (!isNew) throw error
    return newBook(folder, { title: basename(root) }, { ...options, what })
  }
}

/**
 * Writes what the pictures of a run hang on, where the book does not have it yet: a chapter for each file, a panel for
 * each picture. Ids are made from task ids, so that a picture finds its place again even in a book that was lost.
 */
export function writeImageryBook(project: Project, tasks: readonly ImageryTask[]): void {
  const { sqlite } = project.store
  const there = new Set(project.script.panels(tasks.map(({ panelId }) => panelId)).map(({ id }) => id))
  const missing = tasks.filter(({ panelId }) => !there.has(panelId))
  const lastChapter = sqlite.prepare('select max(order_key) from chapter').pluck().get() as string | null
  const knownChapter = sqlite.prepare('select order_key from chapter where id = ? and trashed_at is null').pluck()
  const lastPanel = sqlite.prepare('select max(order_key) from panel where scene_id = ?').pluck()
  const writer = scriptWriter(sqlite)
  const write = sqlite.transaction(() => {
    let after = lastChapter
    for (const [file, ofFile] of Map.groupBy(missing, (task) => task.file)) {
      const { kind, entity } = ofFile[0]!
      const { sourceId, chapterId, sceneId } = idsOfFile(file)
      if (knownChapter.get(chapterId) === undefined) {
        after = generateKeyBetween(after, null)
        writer.source({ id: sourceId, name: file, root: '..', kind: 'imagery', sha256: '' }, project.now())
        writer.chapter({
          ...{ id: chapterId, sourceId, orderKey: after, words: 0 },
          ...{ number: entity, title: `${kind} ${entity}` },
        })
        writer.scene({
          id: sceneId,
          chapterId,
          orderKey: 'a0',
          title: entity,
          script: { number: 1, title: entity, line: 1, words: 0, slug: null, paragraphs: [], panels: [] },
          textHash: '',
          basisHash: '',
          setting: NO_SETTING,
          evidence: [],
        })
      }
      const panelKeys = generateNKeysBetween((lastPanel.get(sceneId) as string | null) ?? null, null, ofFile.length)
      for (const [place, task] of ofFile.entries())
        writer.panel({
          id: task.panelId,
          sceneId,
          orderKey: panelKeys[place]!,
          strip: task.id,
          textHash: task.jobKey,
          content: contentOf(task),
          staleAt: null,
          staleFrom: null,
        })
    }
  })
  write()
}

export const NO_SETTING = {
  placeId: null,
  placeName: null,
  timeOfDay: null,
  mood: null,
  weather: null,
  date: null,
  povId: null,
  present: [],
  referenced: [],
}

function contentOf(task: ImageryTask): PanelContent {
  const staged = task.request.stage?.panel
  return {
    what: task.title,
    source: task.prompt,
    line: task.line,
    people: [],
    placeId: null,
    placeName: null,
    timeOfDay: staged?.timeOfDay ?? null,
    weather: staged?.weather ?? null,
    mood: null,
    shot: staged?.shot ?? 'medium',
    angle: 'eye-level',
    importance: 3,
    props: [],
    lettering: [],
    flags: { sceneStart: false, reveal: false, action: false, splash: false },
    evidence: [],
  }
}
