import type { WindowSettings, WindowSettingsChange } from './contract/index.ts'

/** The settings with a change: panes, keys and memory are changed one by one, the rest as a whole. */
export function changedSettings(
  before: WindowSettings,
  { panes = {}, keys = {}, memory = {}, ...change }: WindowSettingsChange,
): WindowSettings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  return {
    ...before,
    ...Object.fromEntries(given),
    panes: changed(before.panes, panes),
    keys: changed(before.keys, keys),
    memory: changed(before.memory, memory),
  }
}

/** With what is new at the end; null takes one out. */
function changed<Value>(
  before: Readonly<Record<string, Value>>,
  change: Readonly<Record<string, Value | null>>,
): Record<string, Value> {
  const next = new Map(Object.entries(before))
  for (const [name, value] of Object.entries(change)) {
    next.delete(name)
    if (value !== null) next.set(name, value)
  }
  return Object.fromEntries(next)
}
