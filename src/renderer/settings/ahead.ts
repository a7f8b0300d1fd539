import type { WindowSettings, WindowSettingsChange } from '../../shared/contract/index.ts'
import { changedSettings } from '../../shared/window-settings.ts'

/** The settings as the author left them a moment ago, while main still writes the last changes down. */
export interface Ahead {
  /** Null = main has not told them yet. */
  settings: WindowSettings | null
  /** Changes that main has not answered. */
  waiting: number
}

export type AheadStep =
  /** What main says holds now, also of another window's change. */
  | { kind: 'told'; settings: WindowSettings }
  | { kind: 'changed'; change: WindowSettingsChange }
  | { kind: 'answered'; settings: WindowSettings }
  /** A change that could not be written down holds until the window is closed. */
  | { kind: 'failed' }

export const NOT_TOLD: Ahead = { settings: null, waiting: 0 }

/**
 * A change holds at once, so that a switch pressed twice is back where it was. What main said before it answered the
 * last change is of no use: it does not have it.
 */
export function stepAhead(before: Ahead, step: AheadStep): Ahead {
  const { settings, waiting } = before
  switch (step.kind) {
    case 'told':
      return waiting > 0 ? before : { settings: step.settings, waiting }
    case 'changed':
      return { settings: settings && changedSettings(settings, step.change), waiting: waiting + 1 }
    case 'answered':
      return { settings: waiting > 1 ? settings : step.settings, waiting: waiting - 1 }
    case 'failed':
      return { settings, waiting: waiting - 1 }
  }
}
