import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { asRead, withFields } from '../../../shared/domain/panel-edit.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { orderKeysFor } from '../../script/merge/order-keys.ts'
import { drawnHash, hashOf } from '../../script/merge/text-hash.ts'
import { rereadPanel } from '../../store/panel-edits.ts'
import { type KnownChapter, panelsWithPictures } from '../../store/script-memory.ts'
import { type ScriptWriter, scriptWriter } from '../../store/script-writing.ts'
import { type EntryName, type TreeDecisionRepository, treeDecisionRepository } from '../../store/tree-decisions.ts'
import { type ReadEntry, rereadDecision } from '../importing/reread-decision.ts'
import { settleEdit } from '../importing/settle-edit.ts'
import { takenOver } from '../importing/take-over-bibles.ts'
import { stableId } from '../stable-id.ts'
import { type FolderChange, folderChanges } from './folder-changes.ts'
import { NO_SETTING } from './imagery-book.ts'
import { idsOfFile } from './imagery-book-ids.ts'
import { type KnownFolder, type KnownFolderPanel, knownFolder } from './known-folder.ts'
import type { FolderBook, FolderChapter, FolderPanel } from './read-folder-book.ts'

/** What writing a reading into the book came to. */
export interface WrittenFolder {
  /** Panels that went to the trash. */
  removed: number
  changes: FolderChange[]
  /** What files say otherwise than the author, who said it here. */
  diagnostics: Diagnostic[]
}

/** How long rows are written before whatever else waits has a turn, ms. */
const TURN_MS = 50

/**
 * Brings the book in line with its files: what they say now is written, what they ask for no more goes to the trash. What
 * the author decided here (words, titles, places, what was deleted or copied) stays.
 *
 * The first reading after opening, while nobody else has the book, is written in turns: a folder of thousands of pictures
 * holds nothing up, and one that is broken off goes on when it is opened again. Later ones are written at once.
 *
 * @param before the last reading since the book was opened; null at first
 */
export async function writeFolderRows(
  project: Project,
  book: FolderBook,
  before: FolderBook | null,
): Promise<WrittenFolder> {
  const { sqlite } = project.store
  const whole = <Result>(work: () => Result): Result => sqlite.transaction(work).immediate()
  const { length } = book.chapters
  if (before !== null)
    return whole(() => {
      const update = new FolderUpdate(project, book, before)
      for (let at = 0; at < length; at++) update.writeChapter(at)
      return update.finish()
    })
  const update = whole(() => new FolderUpdate(project, book, before))
  for (let at = 0; at < length; ) {
    whole(() => {
      const end = performance.now() + TURN_MS
      do update.writeChapter(at++)
      while (at < length && performance.now() < end)
    })
    await setImmediate()
  }
  return whole(() => update.finish())
}

class FolderUpdate {
  private readonly project: Project
  private readonly book: FolderBook
  private readonly before: FolderBook | null
  private readonly writer: ScriptWriter
  private readonly decisions: TreeDecisionRepository
  private readonly diagnostics: Diagnostic[]
  private readonly chapterKeys: readonly string[]
  private readonly known: KnownFolder
  private readonly gone: readonly string[]
  private readonly goneChapters: readonly string[]
  private readonly goneScenes: ReadonlySet<string>
  private readonly contentBefore: ReadonlyMap<string, PanelContent>
  private readonly withPictures: ReadonlySet<string>
  private readonly stale = new Set<string>()
  private readonly now: number

  constructor(project: Project, book: FolderBook, before: FolderBook | null) {
    this.project = project
    this.book = book
    this.before = before
    this.writer = scriptWriter(project.store.sqlite)
    this.decisions = treeDecisionRepository(project.store)
    this.diagnostics = writeCast(project, book, before, this.writer)
    this.now = project.now()
    this.known = knownFolder(project.store.sqlite)
    this.withPictures = panelsWithPictures(project.store.sqlite)
    const asked = new Set(book.chapters.flatMap(({ panels }) => panels.map(({ panelId }) => panelId)))
    // A file that cannot be read for now takes nothing away.
    const isGone = ({ id, file, trashed, isOut, decision }: KnownFolderPanel) =>
      !trashed && !isOut && !asked.has(id) && !book.unreadable.has(file) && decision?.standing !== 'kept'
    this.gone = [...this.known.panels.values()].filter(isGone).map(({ id }) => id)
    const there = [...book.chapters.map(({ file }) => file), ...book.unreadable.keys()].map(idsOfFile)
    const stays = new Set(there.map(({ chapterId }) => chapterId))
    const isThere = ({ trashed, isOut }: { trashed: boolean; isOut: boolean }) => !trashed && !isOut
    const goneChapters = [...this.known.chapters.values()].filter((row) => isThere(row) && !stays.has(row.id))
    this.goneChapters = goneChapters.map(({ id }) => id)
    const goneHomes = new Set(this.goneChapters)
    this.goneScenes = new Set(
      [...this.known.scenes.values()].filter(({ chapterId }) => goneHomes.has(chapterId)).map(({ id }) => id),
    )
    this.chapterKeys = orderKeysFor(book.chapters.map(({ file }) => this.chapterOf(file)?.orderKey ?? null))
    const others = book.chapters.flatMap(({ panels }) => panels.filter((panel) => !this.isAsRead(panel)))
    const contents = project.script.panels([...others.map(({ panelId }) => panelId), ...this.gone])
    this.contentBefore = new Map(
      contents.map(({ id, content }) => [id, asRead(content, this.known.panels.get(id)?.edit ?? null)]),
    )
  }

  finish(): WrittenFolder {
    const { book, known, gone, writer, contentBefore, stale, withPictures } = this
    writer.trash('panel', gone, this.now)
    writer.trash('chapter', this.goneChapters, this.now)
    const isLeft = (panel: FolderPanel) => this.isAsRead(panel) || known.panels.get(panel.panelId)?.isOut === true
    const isThere = (id: string) => known.panels.get(id)?.trashed === false
    const fileOf = (id: string) => known.panels.get(id)?.file ?? ''
    const isFirst = known.panels.size === 0
    return {
      removed: gone.length,
      changes: isFirst
        ? []
        : folderChanges(book, { contentBefore, isAsRead: isLeft, isThere, fileOf, gone, stale, withPictures }),
      diagnostics: this.diagnostics,
    }
  }

  /** @param at its place in the reading */
  writeChapter(at: number): void {
    const chapter = this.book.chapters[at]!
    const homeKey = this.chapterKeys[at]!
    const { writer, known } = this
    const { sourceId, chapterId, sceneId } = idsOfFile(chapter.file)
    const was = this.chapterOf(chapter.file)
    if (was?.isOut) return
    const read = { homeId: null, homeKey, title: chapter.title }
    const isSame = was !== null && !was.trashed && was.number === chapter.number && was.title === chapter.title
    if (!isSame) {
      const decision = this.reread({ kind: 'chapter', id: chapterId }, was, read, false)
      const orderKey = decision?.homeKey != null ? was!.standsAt : homeKey
      const title = decision?.title ?? chapter.title
      writer.source({ id: sourceId, name: chapter.file, root: '..', kind: 'imagery', sha256: '' }, this.now)
      writer.chapter({ id: chapterId, sourceId, orderKey, words: 0, number: chapter.number, title })
      this.writeScene(chapter, sceneId)
    } else if (was.orderKey !== homeKey) this.place({ kind: 'chapter', id: chapterId }, was, read)
    if (this.before !== null && isSame && !this.book.fresh.has(chapter.file)) return
    if (known.scenes.get(sceneId)?.isOut) return
    const keys = orderKeysFor(
      chapter.panels.map(({ panelId }) => {
        const panel = known.panels.get(panelId)
        return panel?.sceneId === sceneId ? panel.orderKey : null
      }),
    )
    for (const [place, panel] of chapter.panels.entries()) this.writePanel(chapter, sceneId, panel, keys[place]!)
  }

  private writeScene({ title, file }: FolderChapter, id: string): void {
    const { chapterId: homeId } = idsOfFile(file)
    const was = this.known.scenes.get(id) ?? null
    if (was?.isOut) return
    const home = { homeId, homeKey: was?.orderKey ?? 'a0', title: null }
    const decision = this.reread({ kind: 'scene', id }, was, home, false)
    const isPlaced = was !== null && decision?.homeKey != null
    this.writer.scene({
      ...{ id, textHash: '', basisHash: '', setting: NO_SETTING, evidence: [] },
      chapterId: isPlaced ? was.standsIn : homeId,
      orderKey: isPlaced ? was.standsAt : home.homeKey,
      title: decision?.title ?? title,
      script: { number: 1, title, line: 1, words: 0, slug: null, paragraphs: [], panels: [] },
    })
  }

  private writePanel({ file }: FolderChapter, homeId: string, panel: FolderPanel, homeKey: string): void {
    const { panelId: id, content: read } = panel
    const was = this.known.panels.get(id) ?? null
    if (was?.isOut) return
    const home = { homeId, homeKey, title: null }
    if (was !== null && this.isAsRead(panel)) {
      if (was.orderKey !== homeKey || was.sceneId !== homeId) this.place({ kind: 'panel', id }, was, home)
      return
    }
    const settled = was?.edit ? settleEdit(was.edit, read) : null
    const content = withFields(read, settled?.fields)
    const mark = this.markOf(panel, was, content)
    const decision = this.reread({ kind: 'panel', id }, was, home, this.goneScenes.has(was?.standsIn ?? ''))
    const isPlaced = was !== null && decision?.homeKey != null
    const stands = isPlaced ? { sceneId: was.standsIn, orderKey: was.standsAt } : { sceneId: homeId, orderKey: homeKey }
    this.writer.panel({ id, ...stands, strip: panel.id, textHash: readingHash(panel), content, ...mark })
    if (settled === null) return
    rereadPanel(this.project.store.sqlite, id, settled)
    if (settled.isOverruled)
      this.diagnostics.push({
        ...{ severity: 'info', code: 'edited-by-author', file, line: read.line },
        message: said`The file says something else of ${panel.id} now. You edited it here, so your words stay.`,
        remedy: said`Take your edit of a panel back to follow the script.`,
      })
  }

  /** Whether the pictures of a panel still fit what it is to show. */
  private markOf(panel: FolderPanel, was: KnownFolderPanel | null, after: PanelContent) {
    if (was === null || was.trashed) return { staleAt: null, staleFrom: null }
    const { id, edit, textHash, staleAt, staleFrom } = was
    const before = this.contentBefore.get(id)
    const isOther =
      edit === null || before === undefined
        ? textHash.startsWith(READ) && textHash !== readingHash(panel)
        : shown(withFields(before, edit.fields)) !== shown(after)
    if (!isOther || !this.withPictures.has(id)) return { staleAt, staleFrom }
    this.stale.add(id)
    return { staleAt: this.now, staleFrom: null }
  }

  /** An entry whose file says what it said before stands elsewhere among others there. */
  private place({ kind, id }: EntryName, was: KnownFolderPanel | KnownChapter, home: ReadEntry): void {
    const { standsIn = null } = was as { standsIn?: string }
    const decision = this.reread({ kind, id }, was, home, standsIn !== null && this.goneScenes.has(standsIn))
    if (decision?.homeKey == null) this.writer.place(kind, id, home.homeId, home.homeKey)
  }

  private reread(entry: EntryName, was: Parameters<typeof rereadDecision>[2], home: ReadEntry, isParentGone: boolean) {
    return rereadDecision(this.decisions, entry, was, home, isParentGone)
  }

  private chapterOf(file: string): KnownChapter | null {
    return this.known.chapters.get(idsOfFile(file).chapterId) ?? null
  }

  /** The book has what its file says of it, with what the author made of that. */
  private isAsRead(panel: FolderPanel): boolean {
    const was = this.known.panels.get(panel.panelId)
    return was !== undefined && !was.trashed && was.textHash === readingHash(panel)
  }
}

/** Marks panels whose words were read from their file; those that a run wrote say less. */
const READ = 'read:'

const readingHash = ({ hash }: FolderPanel) => `${READ}${hash}`
const shown = (content: PanelContent) => hashOf([drawnHash(content), content.source])

/** What the author made of the cast in the window stays as they have it. */
function writeCast(
  project: Project,
  { people, places }: FolderBook,
  before: FolderBook | null,
  writer: ScriptWriter,
): Diagnostic[] {
  if (before !== null && isDeepStrictEqual([before.people, before.places], [people, places])) return []
  const sourceId = stableId('source characters')
  writer.source({ id: sourceId, name: 'characters', root: '..', kind: 'imagery', sha256: '' }, project.now())
  const after = takenOver(project.cast.entries(), [{ sourceId, file: 'characters', bible: { people, places } }])
  project.cast.replaceAll(after.cast)
  return after.diagnostics
}
