import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Project } from '../open-project.ts'
import { readSharedPictures } from '../store/shared-pictures.ts'

/** One look of the book in one language, as its files are on disk now. */
export interface EditionPictures {
  style: string
  lang: string
  /** Panels with a whole picture. */
  panels: number
  picked: number
  /** Pictures that are missing or changed on disk with none to take their place: generating makes them again. */
  lost: number
}

export interface PicturesOnDisk {
  /** Those with the most panels first. */
  editions: EditionPictures[]
  /** What is lost, in all editions. */
  missing: number
  changed: number
}

interface Take {
  panelId: string
  style: string
  lang: string
  imageIndex: number
  key: string
  path: string
  bytes: number
  fileState: 'whole' | 'missing' | 'changed'
  picked: 0 | 1
}

/**
 * Looks at the file of every picture of the panels in the script: that it is there and as long as it was. Reads no
 * file, so that it is quick; a change that keeps the length is seen by the check before a run.
 */
export function picturesOnDisk({ folder, store }: Pick<Project, 'folder' | 'store'>): PicturesOnDisk {
  const editions = new Map<string, EditionPictures & { drawn: Set<string>; chosen: Set<string> }>()
  const wholeKeys = new Set<string>()
  const filled = new Set<string>()
  const lost = new Map<string, { take: Take; state: 'missing' | 'changed' }>()
  for (const take of store.sqlite.prepare(NEWEST_FIRST).iterate() as IterableIterator<Take>) {
    const { panelId, style, lang, imageIndex, key, picked } = take
    const name = `${style} ${lang}`
    const edition = editions.get(name) ?? {
      ...{ style, lang, panels: 0, picked: 0, lost: 0 },
      ...{ drawn: new Set<string>(), chosen: new Set<string>() },
    }
    editions.set(name, edition)
    const slot = `${name} ${panelId} ${imageIndex}`
    const state = stateOf(folder, take)
    if (state === 'whole') {
      wholeKeys.add(key)
      filled.add(slot)
      edition.drawn.add(panelId)
      if (picked) edition.chosen.add(panelId)
    } else if (!filled.has(slot) && !lost.has(slot)) lost.set(slot, { take, state })
  }
  // A panel that shows the picture of another is drawn when that one is.
  for (const [panelId, source] of sharedInStory({ folder, store }))
    for (const { drawn } of editions.values()) if (drawn.has(source)) drawn.add(panelId)
  const wanted = [...lost.values()].filter(({ take }) => !wholeKeys.has(take.key))
  for (const { take } of wanted) editions.get(`${take.style} ${take.lang}`)!.lost++
  return {
    editions: [...editions.values()]
      .map(({ drawn, chosen, ...edition }) => ({ ...edition, panels: drawn.size, picked: chosen.size }))
      .filter(({ panels, lost }) => panels + lost > 0)
      .sort((a, b) => b.panels - a.panels || byName(a, b)),
    missing: wanted.filter(({ state }) => state === 'missing').length,
    changed: wanted.filter(({ state }) => state === 'changed').length,
  }
}

function sharedInStory({ folder, store }: Pick<Project, 'folder' | 'store'>): [string, string][] {
  const shared = [...readSharedPictures(folder)]
  if (shared.length === 0) return []
  const live = new Set(store.sqlite.prepare('select id from panel where trashed_at is null').pluck().all() as string[])
  return shared.filter(([panelId]) => live.has(panelId))
}

function byName(a: EditionPictures, b: EditionPictures): number {
  const [one, other] = [`${a.style} ${a.lang}`, `${b.style} ${b.lang}`]
  return one < other ? -1 : Number(one > other)
}

const NEWEST_FIRST = `select t.panel_id panelId, t.art_style_id style, t.language lang, t.image_index imageIndex, t.key,
    t.path, t.bytes, t.file_state fileState, k.take_id is not null picked
  from take t
    join panel p on p.id = t.panel_id and p.trashed_at is null
    join scene s on s.id = p.scene_id and s.trashed_at is null
    join chapter c on c.id = s.chapter_id and c.trashed_at is null
    left join pick k on k.take_id = t.id
  where t.trashed_at is null and (t.state <> 'rejected' or k.take_id is not null)
  order by t.id desc`

function stateOf(folder: string, { path, bytes, fileState }: Take): Take['fileState'] {
  const found = statSync(join(folder, path), { throwIfNoEntry: false })
  if (!found?.isFile()) return 'missing'
  return found.size === bytes && fileState !== 'changed' ? 'whole' : 'changed'
}
