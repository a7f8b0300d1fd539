import { useEffect, useRef } from 'react'

/** Letters typed within this time belong together, ms. */
const PAUSE_MS = 700

/** Gathers letters that are typed one after the other, and looks for what begins like that. */
export function useTypedAhead(find: (letters: string) => Promise<void>): (letter: string) => void {
  const typed = useRef({ letters: '', at: 0 })
  const newest = useRef(find)
  useEffect(() => {
    newest.current = find
  })
  return (letter) => {
    const now = Date.now()
    const { letters, at } = typed.current
    const longer = now - at < PAUSE_MS ? letters + letter : letter
    // The same letter again goes on to the next that begins with it.
    const wanted = /^(.)\1+$/u.test(longer) ? letter : longer
    typed.current = { letters: longer, at: now }
    // What cannot be asked for now is not found: the tree stays where it is.
    newest.current(wanted.toLocaleLowerCase()).catch(() => {})
  }
}
