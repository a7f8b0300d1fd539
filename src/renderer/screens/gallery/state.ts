import { useSyncExternalStore } from 'react'
import { ALL, readSelection, type Selection, writeSelection } from './selection.ts'
import type { Source } from './source.ts'

/** What work and inspector of the gallery share, beside the address. */
export interface GalleryState {
  source: Source | null
  /** Where the author is. */
  spot: { panelId: string; at: number } | null
  /** The spot was chosen from elsewhere: it is brought into sight. */
  reveal: number
  selection: Selection
  /** What is asked about in a dialog. */
  asked: { kind: 'oneMore'; panelId: string; takeId: string | null } | null
  /** Where the selection is kept over a reload. */
  memory: string
}

let state: GalleryState = { source: null, spot: null, reveal: 0, selection: ALL, asked: null, memory: '' }
const listeners = new Set<() => void>()

export function gallery(): GalleryState {
  return state
}

export function change(next: Partial<GalleryState>): void {
  state = { ...state, ...next }
  if (next.selection !== undefined && state.memory !== '')
    sessionStorage.setItem(state.memory, writeSelection(state.selection))
  for (const listener of listeners) listener()
}

/** Another book or edition: its selection is as it was left in this window. */
export function remember(memory: string): void {
  if (memory === state.memory) return
  change({ memory, selection: readSelection(sessionStorage.getItem(memory)), spot: null })
}

/** A part of the state; drawn again only when that part is another one. */
export function useGallery<Part>(part: (state: GalleryState) => Part): Part {
  return useSyncExternalStore(follow, () => part(state))
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
