import { Menu } from '@mantine/core'
import { ChevronDown, Languages, Search, Settings } from 'lucide-react'
import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { KeyCap } from '../keys/key-cap.tsx'
import { useCommandKeys } from '../keys/use-keys.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { usePlace } from '../place/use-place.ts'
import { BOOK_SCREENS, type ScreenId } from '../screens/screen.ts'
import { useBook, useEdition } from './book.tsx'
import styles from './frame.module.css'
import { Logo } from './logo.tsx'

/** The book, the screens, search and commands, the edition that is looked at. */
export function TopBar({ screen, onPalette }: { screen: ScreenId; onPalette: () => void }) {
  const words = useWords('frame')
  const book = useBook()
  const { open } = usePlace()
  const keysOf = useCommandKeys()
  const [paletteKey] = keysOf('frame', 'palette')
  return (
    <header className={styles.top} data-region>
      <BookMenu />
      {book && (
        <nav className={styles.tabs} aria-label={words('regions.screens')}>
          {BOOK_SCREENS.map((id) => (
            <button
              key={id}
              type="button"
              className={styles.tab}
              aria-current={id === screen ? 'page' : undefined}
              onClick={() => open(id)}
            >
              {words(`screens.${id}`)}
            </button>
          ))}
        </nav>
      )}
      <span style={{ flex: 1 }} />
      <button type="button" className={styles.search} onClick={onPalette}>
        <Search size={14} strokeWidth={1.5} aria-hidden="true" />
        <span className={styles.searchWords}>{words('search')}</span>
        {paletteKey && (
          <span className={styles.searchKey} aria-hidden="true">
            <KeyCap chord={paletteKey} />
          </span>
        )}
      </button>
      {book && <EditionMenu />}
      <IconButton
        icon={Settings}
        name={words('screens.settings')}
        chord={keysOf('frame', 'showSettings')[0]}
        pressed={screen === 'settings'}
        onClick={() => open('settings')}
      />
    </header>
  )
}

function BookMenu() {
  const words = useWords('frame')
  const book = useBook()
  const { open } = usePlace()
  const close = useAction('book.close')
  const recent = useRequest('app.recent', {}, ['recent', 'book']).data?.books ?? []
  const openBook = useAction('book.open')
  const others = recent.filter(({ folder, exists }) => exists && folder !== book?.folder)
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={styles.book}
          aria-label={words('bookMenu', { title: book?.title ?? 'Panelwright' })}
        >
          <Logo />
          <bdi className={styles.bookTitle}>{book?.title ?? 'Panelwright'}</bdi>
          <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => open('start')}>{words('allBooks')}</Menu.Item>
        {others.length > 0 && <Menu.Divider />}
        {others.map(({ id, title }) => (
          <Menu.Item key={id} onClick={() => void openBook.run({ recent: id })}>
            <bdi>{title}</bdi>
          </Menu.Item>
        ))}
        {book && <Menu.Divider />}
        {book && <Menu.Item onClick={() => void close.run({})}>{words('closeBook')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

function EditionMenu() {
  const words = useWords('frame')
  const format = useFormat()
  const book = useBook()
  const { edition, choose } = useEdition()
  const list = useRequest('style.list', {}, ['styles']).data?.styles ?? []
  const languages = useRequest('takes.editions', {}, ['book', 'takes']).data?.editions.map(({ lang }) => lang) ?? []
  if (edition === null || book === null) return null
  const styleName = list.find(({ style }) => style.id === edition.style)?.style.name ?? edition.style
  const known = [...new Set([book.language, edition.lang, ...languages])]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={styles.edition}
          aria-label={words('editionMenu', { edition: `${format.language(edition.lang)} · ${styleName}` })}
        >
          <Languages size={16} strokeWidth={1.5} aria-hidden="true" />
          <span className={styles.editionWords}>
            {format.language(edition.lang)} · <bdi>{styleName}</bdi>
          </span>
          <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{words('language')}</Menu.Label>
        {known.map((lang) => (
          <Menu.Item key={lang} fw={lang === edition.lang ? 600 : 400} onClick={() => choose({ ...edition, lang })}>
            {format.language(lang)}
          </Menu.Item>
        ))}
        <Menu.Label>{words('style')}</Menu.Label>
        {list.map(({ style }) => (
          <Menu.Item
            key={style.id}
            fw={style.id === edition.style ? 600 : 400}
            onClick={() => choose({ ...edition, style: style.id })}
          >
            <bdi>{style.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
