import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useReducer } from 'react'
import type { WindowSettings, WindowSettingsChange } from '../../shared/contract/index.ts'
import { useClient, useRequest } from '../api/react.ts'
import { NOT_TOLD, stepAhead } from './ahead.ts'

const SettingsContext = createContext<WindowSettings | null>(null)
const ChangeContext = createContext<(change: WindowSettingsChange) => void>(() => {})

/** Asks once how the author likes the window, and shows nothing before that is known: no flash of another theme. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const { data, problem } = useRequest('app.settings', {}, ['settings'])
  const [ahead, step] = useReducer(stepAhead, NOT_TOLD)
  useLayoutEffect(() => {
    const settings = data ?? (problem === null ? null : UNKNOWN)
    if (settings !== null) step({ kind: 'told', settings })
  }, [data, problem])
  const change = useCallback(
    (change: WindowSettingsChange) => {
      step({ kind: 'changed', change })
      client.request('app.change', change).then(
        (settings) => step({ kind: 'answered', settings }),
        // What cannot be written down now is as it was at the next start: nothing of the book is lost by it.
        () => step({ kind: 'failed' }),
      )
    },
    [client],
  )
  if (ahead.settings === null) return null
  return (
    <ChangeContext value={change}>
      <SettingsContext value={ahead.settings}>{children}</SettingsContext>
    </ChangeContext>
  )
}

/** Until main answers. */
const UNKNOWN: WindowSettings = {
  theme: 'system',
  language: null,
  textSize: 100,
  panes: {},
  keys: {},
  pacing: 'default',
  memory: {},
}

export function useSettings(): WindowSettings {
  return useContext(SettingsContext) ?? UNKNOWN
}

/** What changes how the author likes the window: it holds at once, and main writes it down. */
export function useChangeSettings(): (change: WindowSettingsChange) => void {
  return useContext(ChangeContext)
}

/**
 * A small thing the window remembers on this computer, over restarts.
 *
 * @param name unique; with the book's folder in it where it is about one book; at most 200 characters
 * @param usual the same object at every call, or a plain value
 */
export function useRemembered<Value>(name: string, usual: Value): [Value, (value: Value) => void] {
  const key = name.slice(-200)
  const kept = useSettings().memory[key]
  const change = useChangeSettings()
  const value = useMemo(() => read(kept, usual), [kept, usual])
  const set = useCallback((next: Value) => change({ memory: { [key]: JSON.stringify(next) } }), [change, key])
  return [value, set]
}

function read<Value>(kept: string | undefined, usual: Value): Value {
  if (kept === undefined) return usual
  try {
    return JSON.parse(kept) as Value
  } catch {
    return usual
  }
}
