import type Database from 'better-sqlite3'

/**
 * Where free prompts of the Generate screen come from: no folder, so that no folder that is read can miss them. Which of
 * the two it is says whether the author wants them on the pages of a book that has panels of its own.
 */
export const LOOSE_ROOTS = { apart: 'panelwright:loose', inBook: 'panelwright:loose-in-book' } as const

export function isLooseRoot(root: string): boolean {
  return root === LOOSE_ROOTS.apart || root === LOOSE_ROOTS.inBook
}

/** A panel that a free prompt has become. */
export interface LoosePanelRow {
  id: string
  /** The prompt, whatever the author says about the panel by now. */
  words: string
  /** Whether it lies in the trash. */
  trashed: boolean
}

/** Panels that free prompts have become, wherever the author has moved them; first made, first named. */
export function loosePanelRows(sqlite: Database.Database): LoosePanelRow[] {
  const rows = sqlite
    .prepare(
      `select p.id, trim(coalesce(e.read ->> '$.what', p.what)) as words, p.trashed_at is not null as trashed
       from panel p
       left join panel_edit e on e.panel_id = p.id
       left join tree_decision pd on pd.kind = 'panel' and pd.entry_id = p.id
       join scene s on s.id = coalesce(pd.home_id, p.scene_id)
       left join tree_decision sd on sd.kind = 'scene' and sd.entry_id = s.id
       join chapter c on c.id = coalesce(sd.home_id, s.chapter_id)
       join source on source.id = c.source_id
       where source.root in (:apart, :inBook) and pd.standing is not 'own'
       order by p.row`,
    )
    .all(LOOSE_ROOTS) as { id: string; words: string; trashed: number }[]
  return rows.map((row) => ({ ...row, trashed: row.trashed === 1 }))
}
