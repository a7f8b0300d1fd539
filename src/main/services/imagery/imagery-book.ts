import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { generateNKeysBetween } from 'fractional-indexing'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { AppError } from '../../../shared/errors.ts'
import { type OpenOptions, openProject, type Project } from '../../open-project.ts'
import { scriptWriter } from '../../store/script-writing.ts'
import { newBook } from '../new-book.ts'
import { stableId } from '../stable-id.ts'
import type { ImageryTask } from './imagery-task.ts'
import { insideOf } from './scan-folder.ts'

/** Lies within the imagery folder, and goes where that goes. */
export const IMAGERY_PROJECT = 'imagery.panelwright'

export function imageryProjectFolder(root: string): string {
  return join(root, IMAGERY_PROJECT)
}

/**
 * The book of an imagery folder: queue, journal, ledger and every picture as it came. Made when it is not there.
 *
 * @throws AppError as openProject and newBook; WRONG_USE when a link leads out of the folder
 */
export function openImageryBook(root: string, options: Pick<OpenOptions, 'now' | 'env'>): Project {
  const folder = imageryProjectFolder(root)
  if (existsSync(folder) && !insideOf(root)(folder))
    throw new AppError('WRONG_USE', `${folder} is a link that leads out of the imagery folder.`, {
      remedy: 'Take the link away.',
    })
  const what = 'panelwright imagery'
  try {
    return openProject(folder, { ...options, mode: 'own', what })
  } catch (error) {
    const isNew = error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'NOT_A_PROJECT')
    if (!isNew) throw error
    return newBook(folder, { title: 'Imagery' }, { ...options, what })
  }
}

/**
 * Writes what the pictures hang on: a chapter for each file, a panel for each picture. Ids are made from task ids, so
 * that a picture finds its place again even in a book that was lost.
 */
export function writeImageryBook(project: Project, tasks: readonly ImageryTask[]): void {
  const byFile = Map.groupBy(tasks, ({ file }) => file)
  const chapterKeys = generateNKeysBetween(null, null, byFile.size)
  const writer = scriptWriter(project.store.sqlite)
  const write = project.store.sqlite.transaction(() => {
    for (const [at, [file, ofFile]] of [...byFile].entries()) {
      const { kind, entity } = ofFile[0]!
      const [sourceId, chapterId, sceneId] = ['source', 'chapter', 'scene'].map((of) => stableId(`${of} ${file}`)) as [
        string,
        string,
        string,
      ]
      writer.source({ id: sourceId, name: file, root: '..', kind: 'imagery', sha256: '' }, project.now())
      writer.chapter({
        id: chapterId,
        sourceId,
        orderKey: chapterKeys[at]!,
        number: entity,
        title: `${kind} ${entity}`,
        words: 0,
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
      const panelKeys = generateNKeysBetween(null, null, ofFile.length)
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

const NO_SETTING = {
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
