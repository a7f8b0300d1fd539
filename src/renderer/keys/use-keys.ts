import { useDirection } from '@mantine/core'
import { useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { useNewest } from '../api/use-newest.ts'
import { useSettings } from '../settings/settings.tsx'
import { type Chord, chordOf, isTyped, onMac } from './chord.ts'
import { type CommandId, type CommandName, type KeyScope, usualKeys } from './commands.ts'

/** What a command does; null = not now. */
type Actions<Scope extends KeyScope> = { [Name in CommandName<Scope>]?: (() => void) | null }

interface Active {
  scope: KeyScope
  /** Looked up when a key is pressed, so that it is always the newest. */
  actions: () => Record<string, (() => void) | null | undefined>
}

/** What answers to keys now, the newest last. Whoever shows commands follows it. */
let active: readonly Active[] = []
const listeners = new Set<() => void>()

function change(next: readonly Active[]): void {
  active = next
  for (const listener of listeners) listener()
}

/** Lets these commands answer to their keys while the component is there; a null action does not answer. */
export function useKeys<Scope extends KeyScope>(scope: Scope, actions: Actions<Scope>): void {
  const newest = useNewest(actions)
  // As soon as it can be seen: a key pressed then must be heard.
  useLayoutEffect(() => {
    const own: Active = { scope, actions: () => newest.current as never }
    change([...active, own])
    return () => change(active.filter((one) => one !== own))
  }, [scope])
}

/** Keys of a command as the author has them. */
export function useCommandKeys(): (scope: KeyScope, name: string) => readonly Chord[] {
  const own = useSettings().keys
  const isMirrored = useDirection().dir === 'rtl'
  return useMemo(
    () => (scope, name) => own[`${scope}.${name}`] ?? usualKeys(scope, name, isMirrored),
    [own, isMirrored],
  )
}

export interface ActiveCommand {
  id: CommandId
  scope: KeyScope
  name: string
  run(): void
}

/** Commands that can be run now, the newest part of the window first. */
export function useActiveCommands(): ActiveCommand[] {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
  return useMemo(() => now.toReversed().flatMap(commandsOf), [now])
}

function commandsOf({ scope, actions }: Active): ActiveCommand[] {
  return Object.entries(actions()).flatMap(([name, run]) =>
    run ? [{ id: `${scope}.${name}`, scope, name, run: () => actions()[name]?.() }] : [],
  )
}

/** Hears every key of the window; stands once, in the frame. */
export function useKeyListener(): void {
  const keysOf = useCommandKeys()
  useEffect(() => {
    const isMac = onMac()
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event, isMac)
      if (chord === null) return
      if (takesText(event.target) && (isTyped(chord) || OF_TEXT.includes(chord))) return
      // A dialog has the keys to itself.
      if (isTyped(chord) && document.querySelector('[role="dialog"][aria-modal="true"]')) return
      if (isPressed(chord, event.target)) return
      for (const { scope, actions } of active.toReversed())
        for (const [name, run] of Object.entries(actions())) {
          if (!run || !keysOf(scope, name).includes(chord)) continue
          event.preventDefault()
          run()
          return
        }
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [keysOf])
}

/** What a text field does with its own words. */
const OF_TEXT: readonly Chord[] = ['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+A', 'Mod+C', 'Mod+V', 'Mod+X']

/** Space and Enter press the button that has the focus. */
function isPressed(chord: Chord, target: EventTarget | null): boolean {
  if (chord !== 'Space' && chord !== 'Enter') return false
  return (
    target instanceof HTMLElement &&
    target.closest('button, a[href], [role="button"], [role="menuitem"], [role="option"], [role="tab"], summary') !==
      null
  )
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}
