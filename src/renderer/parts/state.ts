import type { PanelState } from '../../shared/contract/index.ts'

/** Every state the window draws, of panels, takes and jobs; each has one shape, one colour and one word. */
export type State = PanelState | 'rejected' | 'cancelled'

/** Path of a mark in a square of 10. The colour alone says nothing. */
export const SHAPES: Readonly<Record<State, { path: string; filled: boolean }>> = {
  empty: { path: 'M3 5h4', filled: false },
  queued: { path: 'M5 1.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7', filled: false },
  running: { path: 'M5 1a4 4 0 0 1 0 8z M5 1a4 4 0 0 0 0 8v-1.3a2.7 2.7 0 0 1 0-5.4z', filled: true },
  taken: { path: 'M5 1.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7', filled: true },
  picked: { path: 'M1.5 5.2l2.4 2.6L8.6 2.4', filled: false },
  stale: { path: 'M5 1L9.3 8.8H.7z', filled: true },
  failed: { path: 'M1.8 1.8l6.4 6.4M8.2 1.8L1.8 8.2', filled: false },
  refused: { path: 'M1.5 1.5h7v7h-7z', filled: true },
  unknown: { path: 'M1 6.5L6.5 1M1 9.5L9.5 1M4 9.5L9.5 4', filled: false },
  rejected: { path: 'M1.8 1.8l6.4 6.4M8.2 1.8L1.8 8.2', filled: false },
  cancelled: { path: 'M1.5 5h7', filled: false },
}

/** In a bar of counts: what is finished stands first. */
export const BAR_ORDER: readonly State[] = [
  'picked',
  'taken',
  'stale',
  'running',
  'failed',
  'refused',
  'unknown',
  'queued',
  'empty',
]

/** Words of a state, keys of the namespace `common`. */
export const STATE_WORDS = {
  empty: 'state.empty',
  queued: 'state.queued',
  running: 'state.running',
  taken: 'state.taken',
  picked: 'state.picked',
  stale: 'state.stale',
  failed: 'state.failed',
  refused: 'state.refused',
  unknown: 'state.unknown',
  rejected: 'state.rejected',
  cancelled: 'state.cancelled',
} as const satisfies Record<State, string>
