import { useRef } from 'react'
import type { TreeFilter } from '../../shared/contract/index.ts'
import { useClient } from '../api/react.ts'
import { useNewest } from '../api/use-newest.ts'
import type { TreeRow } from './rows.ts'

/** Letters typed within this time belong together, ms. */
const PAUSE_MS = 700

export interface TypedAhead {
  type(letter: string): void
  /** Whether a space belongs to what is typed. */
  isUnderWay(): boolean
}

/** Gathers letters that are typed one after the other, and goes to the next line that begins like that. */
export function useTypedAhead({
  rows,
  leadAt,
  filter,
  nameOf,
  find,
}: {
  rows: readonly TreeRow[]
  /** The line the keyboard is at; -1 = none. */
  leadAt: number
  filter: TreeFilter
  nameOf: (row: TreeRow) => string
  find: (row: TreeRow) => void
}): TypedAhead {
  const client = useClient()
  const typed = useRef({ letters: '', at: 0 })
  const newest = useNewest(look)

  async function look(letters: string): Promise<void> {
    const from = rows[leadAt]
    const fits = (row: TreeRow) => row.kind !== 'panel' && nameOf(row).toLocaleLowerCase().startsWith(letters)
    const ahead = [...rows.slice(leadAt + 1), ...rows.slice(0, leadAt + 1)]
    const part = ahead.find(fits)
    // A longer word may still be of the line itself.
    const afterRow =
      from?.kind === 'panel' ? (letters.length > 1 ? from.at - 1 : from.at) : (from?.chapter.firstRow ?? 0) - 1
    const { panelId } = await client.request('tree.find', {
      begins: letters,
      filter,
      ...(afterRow < 0 ? {} : { afterRow }),
    })
    const panel = panelId === null ? undefined : rows.find(({ id }) => id === panelId)
    const found = [part, panel]
      .filter((row) => row !== undefined)
      .sort((a, b) => ahead.indexOf(a) - ahead.indexOf(b))[0]
    if (found) find(found)
  }

  const isUnderWay = () => typed.current.letters !== '' && Date.now() - typed.current.at < PAUSE_MS
  return {
    isUnderWay,
    type(letter) {
      const letters = isUnderWay() ? typed.current.letters + letter : letter
      typed.current = { letters, at: Date.now() }
      // The same letter again goes on to the next that begins with it.
      const wanted = /^(.)\1+$/u.test(letters) ? letter : letters
      // What cannot be asked for now is not found: the tree stays where it is.
      newest.current(wanted.toLocaleLowerCase()).catch(() => {})
    },
  }
}
