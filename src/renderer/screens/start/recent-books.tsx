import { Button } from '@mantine/core'
import { BookImage, FolderSearch, X } from 'lucide-react'
import { useState } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { coverAddress } from '../../api/address.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StateBar } from '../../parts/state-mark.tsx'
import { FolderField } from './folder-field.tsx'
import styles from './start.module.css'

type Recent = RouteOutput<'app.recent'>['books'][number]

/** Books that were open here, newest first; one whose folder is gone can be found again. */
export function RecentBooks({ books, hasDialogs }: { books: readonly Recent[]; hasDialogs: boolean }) {
  const words = useWords('start')
  if (books.length === 0) return null
  return (
    <section aria-labelledby="start-recent">
      <h2 id="start-recent" className={styles.recentTitle}>
        {words('recent.title')}
      </h2>
      <ul className={styles.books}>
        {books.map((book) => (
          <Book key={book.id} book={book} hasDialogs={hasDialogs} />
        ))}
      </ul>
    </section>
  )
}

function Book({ book, hasDialogs }: { book: Recent; hasDialogs: boolean }) {
  const words = useWords('start')
  const format = useFormat()
  const openBook = useAction('book.open')
  const forget = useAction('app.forget')
  const { id, title, exists } = book
  const leave = async () => {
    if ((await forget.run({ id })) === null) return
    announce(words('recent.forgotten', { title }))
    // The row is gone with the button; the next thing to do is at the top.
    document.querySelector<HTMLElement>('main')?.focus()
  }
  const facts = [
    words('recent.panels', { count: book.panels }),
    words('recent.takes', { count: book.takes }),
    ...(book.left === 'cut-off' ? [words('recent.cutOff')] : []),
  ]
  return (
    <li className={styles.book} data-gone={!exists || undefined}>
      {exists ? (
        <button
          type="button"
          className={styles.bookButton}
          disabled={openBook.pending}
          onClick={() => void openBook.run({ recent: id })}
        >
          <Cover book={book} />
          <span className={styles.bookWords}>
            <bdi className={styles.bookTitle}>{title}</bdi>
            <span className={styles.small}>{facts.join(' · ')}</span>
            <span className={styles.bookFoot}>
              <span className={styles.bookBar}>
                <StateBar counts={book.states} />
              </span>
              <span className={styles.small}>{format.ago(book.openedAt)}</span>
            </span>
          </span>
        </button>
      ) : (
        <Gone book={book} hasDialogs={hasDialogs} />
      )}
      <span className={styles.forget}>
        <IconButton icon={X} name={words('recent.forget', { title })} onClick={() => void leave()} />
      </span>
      <Problem problem={openBook.problem ?? forget.problem} />
    </li>
  )
}

function Cover({ book }: { book: Recent }) {
  if (book.hasCover)
    return <img className={styles.cover} src={coverAddress(book.id)} alt="" decoding="async" draggable={false} />
  return (
    <span className={styles.cover}>
      <BookImage size={20} strokeWidth={1.25} aria-hidden="true" />
    </span>
  )
}

/** Its folder is not where it was: the author knows where, or forgets it. */
function Gone({ book, hasDialogs }: { book: Recent; hasDialogs: boolean }) {
  const words = useWords('start')
  const choose = useAction('app.choose')
  const locate = useAction('app.locate')
  const [typing, setTyping] = useState(false)
  const found = async (folder: string) => {
    if ((await locate.run({ id: book.id, folder })) === null) return
    setTyping(false)
    announce(words('recent.found', { title: book.title }))
  }
  const search = async () => {
    if (!hasDialogs) return setTyping(true)
    const [folder] = (await choose.run({ what: 'book' }))?.paths ?? []
    if (folder !== undefined) await found(folder)
  }
  return (
    <div className={styles.bookButton}>
      <Cover book={book} />
      <div className={styles.bookWords}>
        <bdi className={styles.bookTitle}>{book.title}</bdi>
        <span className={styles.small}>{words('recent.gone')}</span>
        {typing ? (
          <FolderField
            label={words('recent.where')}
            verb={words('recent.use')}
            initial={book.folder}
            pending={locate.pending}
            onFolder={(folder) => void found(folder)}
          />
        ) : (
          <span>
            <Button
              variant="default"
              leftSection={<FolderSearch size={14} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => void search()}
              loading={locate.pending}
            >
              {words('recent.locate')}
            </Button>
          </span>
        )}
        <Problem problem={locate.problem ?? choose.problem} />
      </div>
    </div>
  )
}
