import { v7 as uuid } from 'uuid'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { asRead, withFields } from '../../../shared/domain/panel-edit.ts'
import { type FreshText, matchTexts } from '../../script/merge/match-texts.ts'
import { orderKeysFor } from '../../script/merge/order-keys.ts'
import { contentHash, panelText, panelTextHash } from '../../script/merge/text-hash.ts'
import type { Store } from '../../store/open-store.ts'
import { rereadPanel, type StaleMark } from '../../store/panel-edits.ts'
import { readContents } from '../../store/panel-rows.ts'
import {
  type KnownChapter,
  type KnownPanel,
  type KnownScene,
  panelsWithPictures,
  type ScriptMemory,
} from '../../store/script-memory.ts'
import { type ScriptWriter, scriptWriter } from '../../store/script-writing.ts'
import {
  type EntryName,
  type TreeDecision,
  type TreeDecisionRepository,
  treeDecisionRepository,
} from '../../store/tree-decisions.ts'
import { type BrokenScene, settingOf } from './break-down-book.ts'
import type { DraftChapter, DraftScene, MergedChapters } from './merge-chapters.ts'
import { rereadDecision } from './reread-decision.ts'
import { separateKeys } from './separate-keys.ts'
import { type SettledEdit, settleEdit } from './settle-edit.ts'
import { staleMark } from './stale-mark.ts'

/** What became of the panels of a chapter. */
export interface PanelChanges {
  added: number
  changed: number
  unchanged: number
  removed: number
}

export interface WrittenScript {
  /** By chapter id; of a chapter that is gone, what was removed with it. */
  changes: Map<string, PanelChanges>
  /** Panels whose takes do not show any longer what the script says. */
  stale: number
  /** By chapter id: what the script has and the author put in the trash. */
  leftOut: Map<string, { scenes: number; panels: number }>
  /** Panels in which the script says something else now, and the author's own words stay. By chapter id. */
  overruled: Map<string, string[]>
}

/** Where a panel stands that continues none of the book: what its id may be made from. */
export interface NewPanel {
  /** Numbers as in the script. */
  chapter: string
  scene: number
  /** From 1 within the scene. */
  number: number
  textHash: string
}

/** Default: an id that nothing else has. What it gives may be taken already; then another is made. */
export type NewPanelId = (panel: NewPanel, attempt: number) => string

/** Writes the merged script and settles which panels go on as which. To be called inside a transaction. */
export function writeScript(
  store: Store,
  memory: ScriptMemory,
  merged: MergedChapters,
  broken: ReadonlyMap<string, BrokenScene>,
  now: number,
  newPanelId: NewPanelId = () => uuid(),
): WrittenScript {
  return new ScriptUpdate(store, memory, merged, broken, now, newPanelId).run()
}

interface DraftPanel {
  chapterId: string
  /** Scene that the script has it in. */
  sceneId: string
  strip: string | null
  /** As the script has it. */
  content: PanelContent
  /** Id of the panel it continues, or a new one. */
  id: string
  known: KnownPanel | null
}

class ScriptUpdate {
  private readonly memory: ScriptMemory
  private readonly merged: MergedChapters
  private readonly broken: ReadonlyMap<string, BrokenScene>
  private readonly now: number
  private readonly writer: ScriptWriter
  private readonly withPictures: ReadonlySet<string>
  private readonly oldContents: ReadonlyMap<string, PanelContent>
  /** Panels that may go on as one of the fresh ones: those of scenes broken down again or gone, and the trash. */
  private readonly pool: KnownPanel[]
  private readonly changes = new Map<string, PanelChanges>()
  private readonly leftOut: WrittenScript['leftOut'] = new Map()
  private readonly overruled: WrittenScript['overruled'] = new Map()
  /** Scenes into which something was written that has to find its place among others. */
  private readonly touchedScenes = new Set<string>()
  private readonly sqlite: Store['sqlite']
  private readonly decisions: TreeDecisionRepository
  private goneIds: ReadonlySet<string> | null = null
  private readonly newPanelId: NewPanelId
  private stale = 0

  constructor(
    store: Store,
    memory: ScriptMemory,
    merged: MergedChapters,
    broken: ReadonlyMap<string, BrokenScene>,
    now: number,
    newPanelId: NewPanelId,
  ) {
    this.newPanelId = newPanelId
    this.memory = memory
    this.merged = merged
    this.broken = broken
    this.now = now
    this.sqlite = store.sqlite
    this.decisions = treeDecisionRepository(store)
    this.writer = scriptWriter(store.sqlite)
    this.withPictures = panelsWithPictures(store.sqlite)
    const settled = new Set(this.drafts().flatMap(({ scene }) => (broken.has(scene.id) ? [] : [scene.id])))
    this.pool = memory.panels.filter(({ trashed, sceneId }) => trashed || !settled.has(sceneId))
    this.oldContents = readContents(
      store.sqlite,
      this.pool.map(({ id }) => id),
    )
  }

  run(): WrittenScript {
    const panels = this.matchPanels()
    this.writeChapters()
    for (const chapter of this.merged.chapters) this.writeScenes(chapter)
    const byScene = Map.groupBy(panels, ({ sceneId }) => sceneId)
    for (const [sceneId, ofScene] of byScene) this.writePanels(sceneId, ofScene)
    this.sendHome()
    this.trashWhatIsGone(panels)
    this.separate()
    this.writer.numberScenes()
    this.countSettled()
    return { changes: this.changes, stale: this.stale, leftOut: this.leftOut, overruled: this.overruled }
  }

  private matchPanels(): DraftPanel[] {
    const panels = this.drafts().flatMap(({ chapter, scene }) => {
      const strips = new Map(scene.script.panels.map(({ line, strip }) => [line, strip]))
      return (this.broken.get(scene.id)?.content.panels ?? []).map((content, at) => ({
        place: { chapter: chapter.number, scene: scene.script.number, number: at + 1 },
        draft: { chapterId: chapter.id, sceneId: scene.id, strip: strips.get(content.line) ?? null, content },
      }))
    })
    const matches = matchTexts(
      this.pool.map(({ id, sceneId, trashed, edit }) => ({
        id,
        group: sceneId,
        trashed,
        // Known by the script's words, whatever the author made of them.
        ...textOf(asRead(this.oldContents.get(id)!, edit)),
      })),
      panels.map(({ draft: { sceneId, content } }): FreshText => ({ group: sceneId, ...textOf(content) })),
    )
    const byId = new Map(this.pool.map((panel) => [panel.id, panel]))
    const taken = new Set(this.memory.panels.map(({ id }) => id))
    return panels.map(({ place, draft }, at) => {
      const known = byId.get(matches[at] ?? '') ?? null
      const id = known?.id ?? this.freeId({ ...place, textHash: panelTextHash(draft.content) }, taken)
      return { ...draft, known, id }
    })
  }

  private freeId(panel: NewPanel, taken: Set<string>): string {
    for (let attempt = 0; ; attempt++) {
      const id = this.newPanelId(panel, attempt)
      if (taken.has(id)) continue
      taken.add(id)
      return id
    }
  }

  private writeChapters(): void {
    const { chapters } = this.merged
    const keys = orderKeysFor(chapters.map(({ known }) => known?.orderKey ?? null))
    for (const [at, chapter] of chapters.entries()) {
      const { id, sourceId, number, title, words, known, isRead, isOut } = chapter
      const homeKey = keys[at]!
      if (isOut) {
        if (isRead) this.countOut(id, 'scenes', chapter.scenes.length)
        continue
      }
      if (!isRead && known?.orderKey === homeKey) continue
      const decision = this.reread({ kind: 'chapter', id }, known, null, homeKey, title)
      const orderKey = decision?.homeKey != null ? known!.standsAt : homeKey
      this.writer.chapter({ id, sourceId, number, title: decision?.title ?? title, words, orderKey })
    }
  }

  private writeScenes(chapter: DraftChapter): void {
    if (chapter.isOut) return
    const keys = orderKeysFor(
      chapter.scenes.map(({ known }) => (known?.chapterId === chapter.id ? known.orderKey : null)),
    )
    for (const [at, { id, script, textHash, known, isOut }] of chapter.scenes.entries()) {
      const homeKey = keys[at]!
      if (isOut) {
        if (chapter.isRead) this.countOut(chapter.id, 'scenes', 1)
        continue
      }
      const broken = this.broken.get(id)
      if (!broken && !chapter.isRead && known?.orderKey === homeKey) continue
      const decision = this.reread({ kind: 'scene', id }, known, chapter.id, homeKey, null)
      const isPlaced = known !== null && decision?.homeKey != null
      const chapterId = isPlaced ? known.standsIn : chapter.id
      const orderKey = isPlaced ? known.standsAt : homeKey
      if (broken) {
        const { content, basisHash } = broken
        const { evidence } = content
        const setting = settingOf(content)
        const title = decision?.title ?? script.title
        this.writer.scene({ id, chapterId, orderKey, title, script, textHash, basisHash, setting, evidence })
      } else this.writer.placeScene(id, chapterId, orderKey, script)
    }
  }

  private writePanels(sceneId: string, panels: readonly DraftPanel[]): void {
    const keys = orderKeysFor(panels.map(({ known }) => (known?.sceneId === sceneId ? known.orderKey : null)))
    this.touchedScenes.add(sceneId)
    for (const [at, { id, chapterId, strip, content: read, known }] of panels.entries()) {
      if (known?.isOut) {
        if (known.decision?.standing === 'deleted') this.countOut(chapterId, 'panels', 1)
        continue
      }
      const settled = known?.edit && settleEdit(known.edit, read)
      const content = withFields(read, settled?.fields)
      const mark = this.markOf(known, content)
      const textHash = panelTextHash(read)
      const decision = this.reread({ kind: 'panel', id }, known, sceneId, keys[at]!, null)
      const isPlaced = known !== null && decision?.homeKey != null
      const stands = isPlaced ? { sceneId: known.standsIn, orderKey: known.standsAt } : { sceneId, orderKey: keys[at]! }
      this.touchedScenes.add(stands.sceneId)
      this.writer.panel({ id, ...stands, strip, textHash, content, ...mark })
      if (settled) this.keepSettled(id, chapterId, settled)
      if (mark.staleAt === this.now) this.stale++
      if (known === null || known.trashed) this.count(chapterId, 'added')
      else
        this.count(chapterId, contentHash(this.oldContents.get(id)!) === contentHash(content) ? 'unchanged' : 'changed')
    }
  }

  private markOf(known: KnownPanel | null, after: PanelContent): StaleMark {
    if (known === null) return { staleAt: null, staleFrom: null }
    const before = this.oldContents.get(known.id)!
    return staleMark(known, { before, after }, this.withPictures.has(known.id), this.now)
  }

  /** What the script says of an entry that the author decided about. @returns the decision as it stands now */
  private reread(
    entry: EntryName,
    known: KnownChapter | KnownScene | KnownPanel | null,
    homeId: string | null,
    homeKey: string,
    title: string | null,
  ): TreeDecision | null {
    const isParentGone = known !== null && this.isGone(known)
    return rereadDecision(this.decisions, entry, known, { homeId, homeKey, title }, isParentGone)
  }

  /** Whether what an entry stands in is gone. */
  private isGone(known: KnownChapter | KnownScene | KnownPanel): boolean {
    return 'standsIn' in known && this.gone.has(known.standsIn)
  }

  /** Out of scenes and chapters that are gone, to where the script has them. */
  private sendHome(): void {
    const settled = [
      ...this.memory.scenes.map((scene) => ({ entry: scene, kind: 'scene' as const, home: scene.chapterId })),
      ...this.memory.panels.map((panel) => ({ entry: panel, kind: 'panel' as const, home: panel.sceneId })),
    ]
    for (const { entry, kind, home } of settled) {
      const { id, decision, orderKey, trashed, isOut } = entry
      if (decision?.homeKey == null || trashed || isOut || !this.isGone(entry) || this.gone.has(home)) continue
      this.writer.place(kind, id, home, orderKey)
      this.decisions.reread({ kind, id }, { homeId: null, homeKey: null })
      if (kind === 'panel') this.touchedScenes.add(home)
    }
  }

  private keepSettled(panelId: string, chapterId: string, { fields, read, isOverruled }: SettledEdit): void {
    rereadPanel(this.sqlite, panelId, { fields, read })
    if (isOverruled) this.overruled.set(chapterId, [...(this.overruled.get(chapterId) ?? []), panelId])
  }

  /** What the author placed makes room where the script has something new. */
  private separate(): void {
    const siblings = {
      chapter: 'select id, order_key as orderKey from chapter where trashed_at is null',
      scene: 'select id, order_key as orderKey from scene where chapter_id = ? and trashed_at is null',
      panel: 'select id, order_key as orderKey from panel where scene_id = ? and trashed_at is null',
    }
    const decisions = this.decisions.all()
    const isPlaced = (id: string) => {
      const decision = decisions.get(id)
      return decision?.homeKey != null || decision?.standing === 'own'
    }
    const among = (kind: keyof typeof siblings, parent: string | null) => {
      const rows = this.sqlite.prepare(siblings[kind]).all(...(parent === null ? [] : [parent])) as {
        id: string
        orderKey: string
      }[]
      const keys = separateKeys(rows.map((row) => ({ ...row, isPlaced: isPlaced(row.id) })))
      for (const [id, key] of keys) this.writer.place(kind, id, parent, key)
    }
    among('chapter', null)
    for (const { id } of this.merged.chapters) among('scene', id)
    for (const sceneId of this.touchedScenes) among('panel', sceneId)
  }

  private trashWhatIsGone(panels: readonly DraftPanel[]): void {
    const used = new Set(panels.map(({ id }) => id))
    const isStaying = ({ decision, sceneId }: KnownPanel) => decision?.standing === 'kept' && !this.gone.has(sceneId)
    const gone = this.pool.filter((panel) => {
      return !panel.trashed && !panel.isOut && !used.has(panel.id) && !isStaying(panel)
    })
    const chapterOf = new Map(this.memory.scenes.map(({ id, chapterId }) => [id, chapterId]))
    for (const { sceneId } of gone) this.count(chapterOf.get(sceneId)!, 'removed')
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
    this.writer.trash('panel', ids(gone), this.now)
    this.writer.trash('scene', ids(this.merged.goneScenes), this.now)
    this.writer.trash('chapter', ids(this.merged.goneChapters), this.now)
  }

  /** Ids of chapters and scenes that the script no longer has, and of what goes with them. */
  private get gone(): ReadonlySet<string> {
    this.goneIds ??= goneWith(this.merged)
    return this.goneIds
  }

  /** Panels of scenes that rest on the same as before. */
  private countSettled(): void {
    const panels = Map.groupBy(
      this.memory.panels.filter(({ trashed, isOut }) => !trashed && !isOut),
      ({ sceneId }) => sceneId,
    )
    const deleted = Map.groupBy(
      this.memory.panels.filter(({ isOut, decision }) => isOut && decision?.standing === 'deleted'),
      ({ sceneId }) => sceneId,
    )
    for (const { chapter, scene } of this.drafts()) {
      if (this.broken.has(scene.id) || scene.isOut) continue
      this.count(chapter.id, 'unchanged', panels.get(scene.id)?.length ?? 0)
      const out = deleted.get(scene.id)
      if (out && chapter.isRead) this.countOut(chapter.id, 'panels', out.length)
    }
  }

  private drafts(): { chapter: DraftChapter; scene: DraftScene }[] {
    return this.merged.chapters.flatMap((chapter) => chapter.scenes.map((scene) => ({ chapter, scene })))
  }

  private countOut(chapterId: string, what: 'scenes' | 'panels', n: number): void {
    const counts = this.leftOut.get(chapterId) ?? { scenes: 0, panels: 0 }
    counts[what] += n
    this.leftOut.set(chapterId, counts)
  }

  private count(chapterId: string, what: keyof PanelChanges, panels = 1): void {
    const changes = this.changes.get(chapterId) ?? { added: 0, changed: 0, unchanged: 0, removed: 0 }
    changes[what] += panels
    this.changes.set(chapterId, changes)
  }
}

function goneWith({ goneChapters, goneScenes }: MergedChapters): Set<string> {
  return new Set([...goneChapters, ...goneScenes].map(({ id }) => id))
}

function textOf(content: PanelContent): { text: string; hash: string } {
  return { text: panelText(content), hash: panelTextHash(content) }
}
