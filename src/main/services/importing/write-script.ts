import { v7 as uuid } from 'uuid'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { type FreshText, matchTexts } from '../../script/merge/match-texts.ts'
import { orderKeysFor } from '../../script/merge/order-keys.ts'
import { contentHash, drawnHash, panelText, panelTextHash } from '../../script/merge/text-hash.ts'
import type { Store } from '../../store/open-store.ts'
import { readContents } from '../../store/panel-rows.ts'
import { type KnownPanel, panelsWithPictures, type ScriptMemory } from '../../store/script-memory.ts'
import { type ScriptWriter, scriptWriter } from '../../store/script-writing.ts'
import { type BrokenScene, settingOf } from './break-down-book.ts'
import type { DraftChapter, DraftScene, MergedChapters } from './merge-chapters.ts'

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
  sceneId: string
  strip: string | null
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
    this.trashWhatIsGone(panels)
    this.countSettled()
    return { changes: this.changes, stale: this.stale }
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
      this.pool.map(({ id, sceneId, trashed }) => ({
        id,
        group: sceneId,
        trashed,
        ...textOf(this.oldContents.get(id)!),
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
    for (const [at, { id, sourceId, number, title, words, known, isRead }] of chapters.entries()) {
      const orderKey = keys[at]!
      if (!isRead && known?.orderKey === orderKey) continue
      this.writer.chapter({ id, sourceId, number, title, words, orderKey })
    }
  }

  private writeScenes(chapter: DraftChapter): void {
    const keys = orderKeysFor(
      chapter.scenes.map(({ known }) => (known?.chapterId === chapter.id ? known.orderKey : null)),
    )
    for (const [at, { id, script, textHash, known }] of chapter.scenes.entries()) {
      const orderKey = keys[at]!
      const broken = this.broken.get(id)
      if (broken) {
        const { content, basisHash } = broken
        const { evidence } = content
        const setting = settingOf(content)
        this.writer.scene({ id, chapterId: chapter.id, orderKey, script, textHash, basisHash, setting, evidence })
      } else if (chapter.isRead || known?.orderKey !== orderKey) {
        this.writer.placeScene(id, chapter.id, orderKey, script)
      }
    }
  }

  private writePanels(sceneId: string, panels: readonly DraftPanel[]): void {
    const keys = orderKeysFor(panels.map(({ known }) => (known?.sceneId === sceneId ? known.orderKey : null)))
    for (const [at, { id, chapterId, strip, content, known }] of panels.entries()) {
      const mark = this.staleMark(known, content)
      const textHash = panelTextHash(content)
      this.writer.panel({ id, sceneId, orderKey: keys[at]!, strip, textHash, content, ...mark })
      if (mark.staleAt === this.now) this.stale++
      if (known === null || known.trashed) this.count(chapterId, 'added')
      else
        this.count(chapterId, contentHash(this.oldContents.get(id)!) === contentHash(content) ? 'unchanged' : 'changed')
    }
  }

  /** Takes of a panel stay good as long as, or as soon as, it is to show what it showed when they were made. */
  private staleMark(known: KnownPanel | null, content: PanelContent): Pick<KnownPanel, 'staleAt' | 'staleFrom'> {
    if (known === null) return { staleAt: null, staleFrom: null }
    const { id, staleAt, staleFrom } = known
    const before = drawnHash(this.oldContents.get(id)!)
    const after = drawnHash(content)
    if (before === after) return { staleAt, staleFrom }
    if (staleAt !== null) return staleFrom === after ? { staleAt: null, staleFrom: null } : { staleAt, staleFrom }
    return this.withPictures.has(id) ? { staleAt: this.now, staleFrom: before } : { staleAt: null, staleFrom: null }
  }

  private trashWhatIsGone(panels: readonly DraftPanel[]): void {
    const used = new Set(panels.map(({ id }) => id))
    const gone = this.pool.filter(({ id, trashed }) => !trashed && !used.has(id))
    const chapterOf = new Map(this.memory.scenes.map(({ id, chapterId }) => [id, chapterId]))
    for (const { sceneId } of gone) this.count(chapterOf.get(sceneId)!, 'removed')
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
    this.writer.trash('panel', ids(gone), this.now)
    this.writer.trash('scene', ids(this.merged.goneScenes), this.now)
    this.writer.trash('chapter', ids(this.merged.goneChapters), this.now)
  }

  /** Panels of scenes that rest on the same as before. */
  private countSettled(): void {
    const panels = Map.groupBy(
      this.memory.panels.filter(({ trashed }) => !trashed),
      ({ sceneId }) => sceneId,
    )
    for (const { chapter, scene } of this.drafts()) {
      if (!this.broken.has(scene.id)) this.count(chapter.id, 'unchanged', panels.get(scene.id)?.length ?? 0)
    }
  }

  private drafts(): { chapter: DraftChapter; scene: DraftScene }[] {
    return this.merged.chapters.flatMap((chapter) => chapter.scenes.map((scene) => ({ chapter, scene })))
  }

  private count(chapterId: string, what: keyof PanelChanges, panels = 1): void {
    const changes = this.changes.get(chapterId) ?? { added: 0, changed: 0, unchanged: 0, removed: 0 }
    changes[what] += panels
    this.changes.set(chapterId, changes)
  }
}

function textOf(content: PanelContent): { text: string; hash: string } {
  return { text: panelText(content), hash: panelTextHash(content) }
}
