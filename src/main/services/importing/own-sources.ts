import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Project } from '../../open-project.ts'

/** A file the book was read from. */
export interface OwnSource {
  name: string
  kind: string
  /** Absolute. */
  path: string
  /** Epoch ms. */
  importedAt: number
  /** It still lies there. */
  isThere: boolean
}

/** The files that the book as it stands was read from, bibles included, in the order of their chapters. */
export function ownSources({ store, folder }: Pick<Project, 'store' | 'folder'>): OwnSource[] {
  const rows = store.sqlite
    .prepare(
      `select source.name, kind, root, imported_at as importedAt from source
       left join chapter on chapter.source_id = source.id and chapter.trashed_at is null
       group by source.id having count(chapter.id) > 0 or kind = 'bible'
       order by min(chapter.order_key) is null, min(chapter.order_key), source.name`,
    )
    .all() as { name: string; kind: string; root: string; importedAt: number }[]
  return rows.map(({ name, kind, root, importedAt }) => {
    const path = resolve(folder, root, name)
    return { name, kind, path, importedAt, isThere: existsSync(path) }
  })
}
