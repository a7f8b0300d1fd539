import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { BookInfo } from '../../shared/contract/index.ts'
import { useEvent, useRequest } from '../api/react.ts'
import { leavePlace } from '../place/use-place.ts'
import { useRemembered } from '../settings/settings.tsx'

export interface Edition {
  style: string
  lang: string
}

interface OpenBook {
  /** Null = none is open. */
  book: BookInfo | null
  /** False until it is known whether one is. */
  known: boolean
  edition: Edition | null
  chooseEdition(edition: Edition): void
}

const BookContext = createContext<OpenBook | null>(null)

/** What every screen stands on: the open book, and the edition it is looked at in. */
export function BookProvider({ children }: { children: ReactNode }) {
  const current = useRequest('book.current', {}, ['book'])
  const book = current.data?.book ?? null
  useEvent('book.opened', leavePlace)
  const { edition, choose } = useChosenEdition(book)
  const value = useMemo(
    () => ({ book, known: current.data !== null || current.problem !== null, edition, chooseEdition: choose }),
    [book, current.data, current.problem, edition, choose],
  )
  return <BookContext value={value}>{children}</BookContext>
}

function useOpenBook(): OpenBook {
  const context = useContext(BookContext)
  if (context === null) throw new Error('There is no BookProvider above.')
  return context
}

/** The open book; null = none. */
export function useBook(): BookInfo | null {
  return useOpenBook().book
}

export function useIsBookKnown(): boolean {
  return useOpenBook().known
}

/**
 * The edition the window shows, style and language, remembered for each book; at first the one that is drawn most.
 * Null while nothing is known of the book.
 */
export function useEdition(): { edition: Edition | null; choose(edition: Edition): void } {
  const { edition, chooseEdition } = useOpenBook()
  return { edition, choose: chooseEdition }
}

function useChosenEdition(book: BookInfo | null) {
  const isOpen = book !== null
  const styles = useRequest('style.list', isOpen ? {} : null, ['styles', 'book']).data
  const [chosen, choose] = useRemembered<Edition | null>(`edition ${book?.folder ?? ''}`, null)
  // What was chosen before holds at once: on a large book every question counts.
  const drawn = useRequest('takes.editions', isOpen && chosen === null ? {} : null, ['book']).data
  const edition = useMemo(() => {
    if (book === null || styles === null) return null
    if (chosen !== null && styles.styles.some(({ style }) => style.id === chosen.style)) return chosen
    if (chosen === null && drawn === null) return null
    const most = drawn?.editions[0]
    if (most) return { style: most.style, lang: most.lang }
    const first = styles.styles[0]?.style.id
    return first === undefined ? null : { style: first, lang: book.language }
  }, [book, styles, drawn, chosen])
  return { edition, choose }
}
