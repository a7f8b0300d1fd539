import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { WindowSettings, WindowSettingsChange } from '../../shared/contract/index.ts'
import { changedSettings } from '../../shared/window-settings.ts'
import { writeWhole } from '../store/write-whole.ts'
import { settingsFolder } from './provider-settings.ts'

/** Where a window was, in the screen's own units. */
const windowPlace = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof windowPlace>

/** Whatever of the file cannot be read is as at first: how a window looks must never keep anybody from their book. */
const file = z.object({
  theme: z.enum(['system', 'dark', 'light']).catch('dark'),
  language: z.string().nullable().catch(null),
  textSize: z.int().min(80).max(200).catch(100),
  panes: z.record(z.string(), z.number()).catch({}),
  keys: z.record(z.string(), z.array(z.string())).catch({}),
  memory: z.record(z.string(), z.string()).catch({}),
  pacing: z.enum(['default', 'gentle']).catch('default'),
  window: windowPlace.nullable().catch(null),
})

/** How the author likes the window, kept on this computer. */
export interface WindowSettingsFile {
  read(): WindowSettings
  /** Panes, keys and memory are changed one by one. */
  change(change: WindowSettingsChange): WindowSettings
  /** Told what holds now, also when another window changed it. @returns what ends the subscription */
  subscribe(listener: (settings: WindowSettings) => void): () => void
  /** Where the last window was; null = nobody knows. */
  place(): WindowPlace | null
  keepPlace(place: WindowPlace): void
}

export function windowSettingsFile(env: NodeJS.ProcessEnv): WindowSettingsFile {
  const path = join(settingsFolder(env), 'window.json')
  let kept = file.parse(readJson(path))
  const listeners = new Set<(settings: WindowSettings) => void>()
  const write = (change: Partial<typeof kept>) => {
    kept = { ...kept, ...change }
    writeJson(path, kept)
  }
  const settings = (): WindowSettings => {
    const { window: _, ...rest } = kept
    return rest
  }
  return {
    read: settings,
    change(change) {
      const changed = changedSettings(settings(), change)
      write({ ...changed, memory: newest(changed.memory, MEMORIES) })
      for (const listener of listeners) listener(settings())
      return settings()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    place: () => kept.window,
    keepPlace: (place) => write({ window: windowPlace.parse(place) }),
  }
}

/** How many small things are remembered. */
const MEMORIES = 300

function newest(all: Readonly<Record<string, string>>, count: number): Record<string, string> {
  return Object.fromEntries(Object.entries(all).slice(-count))
}

/** What stands in a JSON file; an empty object where there is none or it cannot be read. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}

export function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`)
}
