import { useEffect, useState } from 'react'
import { keys } from './keys.ts'
import type { TreeRow } from './rows.ts'
import type { TreeCommand } from './tree-menu.tsx'
import type { TreeEdits } from './use-edits.ts'
import type { BookTreeData } from './use-tree.ts'
import { useTurns } from './use-turns.ts'

/** Those with keys that do something to what is chosen. */
export const COMMANDS = (Object.keys(keys) as (keyof typeof keys)[]).filter(
  (name): name is Exclude<keyof typeof keys, 'find' | 'chooseAll'> => name !== 'find' && name !== 'chooseAll',
)

export interface Commands {
  /** Whether a command means something to what is chosen now. */
  can(command: TreeCommand): boolean
  /** One that cannot be done is left. */
  run(command: TreeCommand): void
}

/** What can be done to what is chosen in the tree. */
export function useCommands({
  rows,
  chosen,
  edits,
  tree,
  pickUp,
  rename,
  choose,
}: {
  rows: readonly TreeRow[]
  /** What is chosen now, without what goes with another. */
  chosen: () => readonly TreeRow[]
  edits: TreeEdits
  tree: Pick<BookTreeData, 'isNarrowed' | 'openAll'>
  pickUp: (rows: readonly TreeRow[]) => void
  /** A line is to be named. */
  rename: (id: string) => void
  /** Lines are chosen instead of what was; at least one. */
  choose: (ids: readonly string[]) => void
}): Commands {
  // Copies are chosen as soon as they are there.
  const [copies, setCopies] = useState<readonly string[]>([])
  useEffect(() => {
    const [first] = copies
    if (first === undefined || !rows.some(({ id }) => id === first)) return
    choose(copies)
    setCopies([])
  })

  /** What is chosen, as far as it can go together. */
  const movable = (): readonly TreeRow[] => {
    const all = chosen()
    return all.every(({ kind }) => kind === all[0]?.kind) ? all : []
  }
  const can = (command: TreeCommand): boolean => {
    switch (command) {
      case 'rename':
        return chosen().length === 1
      case 'remove':
        return chosen().length > 0
      case 'duplicate':
        return chosen().some(({ kind }) => kind === 'panel')
      case 'moveUp':
      case 'moveDown':
      case 'pickUp':
        return movable().length > 0 && !tree.isNarrowed
      case 'looseIn':
      case 'looseOut': {
        const [only] = chosen()
        const stands = chosen().length === 1 && only?.kind === 'chapter' ? only.chapter.loose : null
        return stands === (command === 'looseIn' ? 'apart' : 'in-book')
      }
      default:
        return !tree.isNarrowed && rows.length > 0
    }
  }
  const runNow = (command: TreeCommand) => {
    if (!can(command)) return
    const all = chosen()
    switch (command) {
      case 'rename':
        return rename(all[0]!.id)
      case 'remove':
        return turns.begin(edits.remove(all))
      case 'duplicate':
        return turns.begin(edits.duplicate(all).then(setCopies))
      case 'moveUp':
        return void edits.step(movable(), 'up')
      case 'moveDown':
        return void edits.step(movable(), 'down')
      case 'pickUp':
        return pickUp(movable())
      case 'looseIn':
      case 'looseOut':
        return void edits.takeLooseIn(command === 'looseIn')
      case 'openAll':
        return tree.openAll(true)
      case 'closeAll':
        return tree.openAll(false)
    }
  }
  const turns = useTurns(rows, runNow)
  return {
    can,
    run(command) {
      // What was deleted or copied just now still stands there until the list is asked for again.
      if (command === 'remove' || command === 'duplicate') turns.ask(command)
      else runNow(command)
    },
  }
}
