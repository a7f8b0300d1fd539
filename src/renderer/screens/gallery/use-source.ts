import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { GalleryFilter, PanelTakes, SlotState } from '../../../shared/contract/index.ts'
import { useClient } from '../../api/react.ts'
import { useBook, useEdition } from '../../frame/book.tsx'
import { usePlace } from '../../place/use-place.ts'
import { type Outline, openSource, type Question, type Source } from './source.ts'
import { change, remember, useGallery } from './state.ts'

/** What the gallery is about: `scope` says how much of what the tree has chosen. */
export const SCOPES = ['book', 'chapter', 'scene'] as const
export type Scope = (typeof SCOPES)[number]

/** Which panels are shown, by how their pictures stand. */
export const SHOWN = {
  all: [],
  unseen: ['candidate'],
  kept: ['kept'],
  rejected: ['rejected'],
  failed: ['failed', 'refused', 'unknown'],
  coming: ['running', 'queued'],
  lost: ['lost'],
} as const satisfies Record<string, readonly SlotState[]>
export type Shown = keyof typeof SHOWN

export function isShown(name: string | undefined): name is Shown {
  return name !== undefined && Object.hasOwn(SHOWN, name)
}

const RATINGS = [1, 2, 3, 4, 5] as const

/** The question the address asks. */
export function questionOf(params: Readonly<Record<string, string>>, style: string, lang: string): Question {
  const show: readonly SlotState[] = isShown(params.show) ? SHOWN[params.show] : []
  const rating = RATINGS.find((each) => String(each) === params.rating)
  const filter: GalleryFilter = {
    ...(params.scope === 'scene' && params.scene ? { sceneId: params.scene } : {}),
    ...(params.scope === 'chapter' && params.chapter ? { chapterId: params.chapter } : {}),
    ...(show.length > 0 ? { show: [...show] } : {}),
    ...(params.model ? { model: params.model } : {}),
    ...(params.flagged === 'yes' ? { flagged: true } : params.flagged === 'no' ? { flagged: false } : {}),
    ...(rating === undefined ? {} : { rating }),
  }
  return {
    edition: { style: params.style === 'any' ? null : style, lang: params.lang === 'any' ? null : lang },
    filter,
  }
}

/** Whether anything is filtered out, besides how much of the book is shown. */
export function isFiltered(params: Readonly<Record<string, string>>): boolean {
  return ['show', 'model', 'flagged', 'rating'].some((name) => params[name] !== undefined)
}

/** What was shown when the author went to another screen: they come back to it at once. */
let left: { name: string; source: Source } | null = null

/** Opens the pictures the address asks for; for the work, once. */
export function useOpenSource(): Source | null {
  const client = useClient()
  const { edition } = useEdition()
  const book = useBook()
  const { params } = usePlace()
  const asked = edition && JSON.stringify(questionOf(params, edition.style, edition.lang))
  const memory = edition && book ? `selection ${book.folder} ${edition.style} ${edition.lang}` : ''
  const [source, setSource] = useState<Source | null>(null)
  useEffect(() => {
    if (memory !== '') remember(memory)
  }, [memory])
  useEffect(() => {
    if (asked === null || memory === '') return
    const name = `${memory} ${asked}`
    const next = openSource(client, JSON.parse(asked) as Question, left?.name === name ? left.source : undefined)
    const show = () => {
      setSource(next)
      change({ source: next })
    }
    // What was shown before stays until there is something of the new.
    const end = next.onOutline(() => {
      end()
      show()
    })
    if (next.outline() !== null) show()
    return () => {
      next.close()
      left = next.outline() === null ? null : { name, source: next }
    }
  }, [client, asked, memory])
  useEffect(() => () => change({ source: null }), [])
  return source
}

/** The outline of what is shown now; old data stays until new is here. */
export function useOutline(source: Source | null): Outline | null {
  const follow = useCallback((listener: () => void) => source?.onOutline(listener) ?? (() => {}), [source])
  return useSyncExternalStore(follow, () => source?.outline() ?? null)
}

export function usePanel(source: Source | null, panelId: string | null): PanelTakes | undefined {
  const follow = useCallback(
    (listener: () => void) => (source && panelId ? source.onPanel(panelId, listener) : () => {}),
    [source, panelId],
  )
  return useSyncExternalStore(follow, () => (source && panelId ? source.panel(panelId) : undefined))
}

/** The panel the author is at, and the number of the place in it. */
export function useSpot(): { panel: PanelTakes | undefined; at: number } {
  const source = useGallery((state) => state.source)
  const spot = useGallery((state) => state.spot)
  const panel = usePanel(source, spot?.panelId ?? null)
  return { panel, at: spot?.at ?? 0 }
}
