import { useEffect, useRef } from 'react'

/** Letters typed within this time belong together, ms. */
const PAUSE_MS = 700

export interface TypedAhead {
  type(letter: string): void
  /** Whether a space belongs to what is typed. */
  isUnderWay(): boolean
}

/** Gathers letters that are typed one after the other, and looks for what begins like that. */
export function useTypedAhead(find: (letters: string) => Promise<void>): TypedAhead {
  const typed = useRef({ letters: '', at: 0 })
  const newest = useRef(find)
  useEffect(() => {
    newest.current = find
  })
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
