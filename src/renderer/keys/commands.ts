import { keys as frame } from '../frame/keys.ts'
import { keys as cast } from '../screens/cast/keys.ts'
import { keys as compare } from '../screens/gallery/compare-keys.ts'
import { keys as gallery } from '../screens/gallery/keys.ts'
import { keys as generate } from '../screens/generate/keys.ts'
import { keys as runs } from '../screens/runs/keys.ts'
import { keys as script } from '../screens/script/keys.ts'
import { keys as start } from '../screens/start/keys.ts'
import { keys as tree } from '../tree/keys.ts'
import type { Chord } from './chord.ts'

/**
 * Every command that has a key, by the part of the window it belongs to. Its name in words is `keys.<name>` of the
 * namespace of the same name.
 */
export const COMMANDS = { frame, tree, start, script, cast, generate, gallery, compare, runs } as const
export type KeyScope = keyof typeof COMMANDS
export type CommandName<Scope extends KeyScope> = Extract<keyof (typeof COMMANDS)[Scope], string>

/** `gallery.keep` */
export type CommandId = string

/**
 * @param isMirrored arrows keep their direction on the screen: where the window is mirrored, what leads on with the right
 *   one leads on with the left
 */
export function usualKeys(scope: KeyScope, name: string, isMirrored: boolean): readonly Chord[] {
  const usual = (COMMANDS[scope] as Record<string, readonly Chord[]>)[name] ?? []
  return isMirrored ? usual.map((chord) => MIRRORED[chord] ?? chord) : usual
}

const MIRRORED: Record<Chord, Chord> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }

export interface Command {
  id: CommandId
  scope: KeyScope
  name: string
  keys: readonly Chord[]
}

/** @param own the author's keys by command; they replace the usual ones */
export function allCommands(own: Readonly<Record<CommandId, readonly Chord[]>>, isMirrored: boolean): Command[] {
  return (Object.keys(COMMANDS) as KeyScope[]).flatMap((scope) =>
    Object.keys(COMMANDS[scope]).map((name) => ({
      id: `${scope}.${name}`,
      scope,
      name,
      keys: own[`${scope}.${name}`] ?? usualKeys(scope, name, isMirrored),
    })),
  )
}

/** Commands that would answer to the same key at the same time: both of one part, or one of the whole window. */
export function clashes(commands: readonly Command[]): Map<CommandId, CommandId[]> {
  const found = new Map<CommandId, CommandId[]>()
  for (const a of commands)
    for (const b of commands) {
      if (a === b || !(a.scope === b.scope || a.scope === 'frame' || b.scope === 'frame')) continue
      if (a.keys.some((key) => b.keys.includes(key))) found.set(a.id, [...(found.get(a.id) ?? []), b.id])
    }
  return found
}
