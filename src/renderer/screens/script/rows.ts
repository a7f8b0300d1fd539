import type { RouteOutput } from '../../../shared/contract/index.ts'

export type SceneMeasure = RouteOutput<'script.outline'>['scenes'][number]
export type ScriptPage = RouteOutput<'script.read'>
export type PanelOfPage = ScriptPage['panels'][number]
export type TextBlock = ScriptPage['blocks'][number]

/** A row of one of the two columns. Rows are known before the words are, so nothing moves when they come. */
export type Row =
  | { kind: 'scene'; scene: SceneMeasure; opensChapter: boolean }
  | { kind: 'block'; scene: SceneMeasure; at: number }
  | { kind: 'panel'; scene: SceneMeasure; at: number }
  | { kind: 'notes'; scene: SceneMeasure }

/** The rows of a column, and where each scene begins in it. */
export interface Rows {
  rows: Row[]
  /** Row of the scene's head, by scene id. */
  heads: ReadonlyMap<string, number>
}

export function proseRows(scenes: readonly SceneMeasure[]): Rows {
  return rowsOf(scenes, ({ blocks }) => blocks, 'block')
}

export function panelRows(scenes: readonly SceneMeasure[]): Rows {
  return rowsOf(scenes, ({ panels }) => panels, 'panel')
}

function rowsOf(
  scenes: readonly SceneMeasure[],
  count: (scene: SceneMeasure) => number,
  kind: 'block' | 'panel',
): Rows {
  const rows: Row[] = []
  const heads = new Map<string, number>()
  for (const [at, scene] of scenes.entries()) {
    heads.set(scene.id, rows.length)
    rows.push({ kind: 'scene', scene, opensChapter: scenes[at - 1]?.chapterId !== scene.chapterId })
    for (let n = 0; n < count(scene); n++) rows.push({ kind, scene, at: n })
    if (kind === 'block' && scene.noteWords > 0) rows.push({ kind: 'notes', scene })
  }
  return { rows, heads }
}

const LINE_PX = 26
const WORDS_PER_LINE = 9
const BLOCK_GAP_PX = 10
const PANEL_PX = 170
const HEAD_PX = { block: 92, panel: 120 }
const NOTES_PX = 44

/** Height of a row before it was drawn, in pixels. */
export function guessedHeight(row: Row, column: 'block' | 'panel'): number {
  if (row.kind === 'scene') return HEAD_PX[column] + (row.opensChapter ? 24 : 0)
  if (row.kind === 'notes') return NOTES_PX
  if (row.kind === 'panel') return PANEL_PX
  const words = row.scene.words / Math.max(1, row.scene.blocks)
  return Math.max(1, Math.ceil(words / WORDS_PER_LINE)) * LINE_PX + BLOCK_GAP_PX
}

/** Scenes that have rows among these, in order. */
export function scenesAmong(rows: readonly Row[], indexes: readonly number[]): string[] {
  return [...new Set(indexes.flatMap((index) => rows[index]?.scene.id ?? []))]
}

/** The panel a row of the prose begins in: the last one that started before it. Null before the first. */
export function panelBefore(page: ScriptPage, block: number): string | null {
  for (let at = block - 1; at >= 0; at--) {
    const last = page.blocks[at]?.starts.at(-1)
    if (last) return last.panelId
  }
  return null
}
