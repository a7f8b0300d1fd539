import { BookOpen, FileInput, KeyRound, LifeBuoy, Plus } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { KeyCap } from '../../keys/key-cap.tsx'
import { useCommandKeys, useKeys } from '../../keys/use-keys.ts'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import { DropArea } from './drop-area.tsx'
import type { Dropped } from './dropped-files.ts'
import { howLeft } from './how-left.ts'
import { ImportDialog } from './import-dialog.tsx'
import { NewBook } from './new-book.tsx'
import { type Folder, OpenBook } from './open-book.tsx'
import { OpenQuestion } from './open-question.tsx'
import { RecentBooks } from './recent-books.tsx'
import { SampleSpread } from './sample-spread.tsx'
import styles from './start.module.css'
import { type OpenWay, waysToOpen } from './ways-to-open.ts'

/** What files an author gives: dropped or chosen in the page, or named by the system's dialog. */
export type Given = readonly File[] | readonly string[]

/** No book is open, or another is to be: those that were, a new one, the sample. */
export function Start() {
  const words = useWords('start')
  const { open } = usePlace()
  const about = useRequest('app.about', {}).data
  const recent = useRequest('app.recent', {}, ['recent', 'book'])
  const choose = useAction('app.choose')
  const openBook = useAction('book.open')
  const look = useAction('book.look')
  const [dialog, setDialog] = useState<'new' | 'open' | null>(null)
  /** A folder that was dropped into a browser: it opens where it lies, which only the author can say. */
  const [dropped, setDropped] = useState<Folder | null>(null)
  const [ways, setWays] = useState<readonly OpenWay[]>([])
  const [given, setGiven] = useState<Given | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const hasDialogs = about?.can.dialogs === true

  const importScript = async () => {
    if (!hasDialogs) return picker.current?.click()
    const paths = (await choose.run({ what: 'scripts' }))?.paths ?? []
    if (paths.length > 0) setGiven(paths)
  }
  const openFolder = async () => {
    if (!hasDialogs) return setDialog('open')
    const { paths } = (await choose.run({ what: 'book' })) ?? { paths: [] }
    if (paths.length > 0) await openPaths(paths)
  }
  /** What has one meaning is opened; the author is asked where it has several, and before a drop opens anything. */
  const openPaths = async (paths: string[], { asks = false } = {}) => {
    const seen = await look.run({ paths })
    if (seen === null) return
    const found = waysToOpen(seen)
    const [way] = found
    if (found.length === 1 && way?.do === 'read') setGiven(way.paths)
    else if (found.length > 1 || (asks && found.length === 1)) setWays(found)
    // What cannot be opened says why, as it does for whoever names it.
    else if ((await openBook.run({ folder: way?.do === 'open' ? way.folder : paths[0]! })) === null) return
    setDialog(null)
  }
  const take = (what: Dropped) => {
    if (what.by === 'path') void openPaths(what.paths, { asks: true })
    else if (what.folder === null) setGiven(what.files)
    else {
      setDropped({ ...what.folder, files: what.files })
      setDialog('open')
    }
  }
  useKeys('start', {
    importScript: () => void importScript(),
    newBook: () => setDialog('new'),
    openBook: () => void openFolder(),
  })

  const books = recent.data?.books ?? []
  return (
    <div className={styles.room}>
      <div className={styles.start}>
        <section className={styles.ways} aria-labelledby="start-title">
          <h1 id="start-title" className={styles.title}>
            {words('title')}
          </h1>
          <p className={styles.lead}>{words('lead')}</p>
          <div className={styles.buttons}>
            <Way primary icon={<FileInput {...ICON} />} command="importScript" onClick={() => void importScript()}>
              {words('import.button')}
            </Way>
            <Way icon={<Plus {...ICON} />} command="newBook" onClick={() => setDialog('new')}>
              {words('newBook.button')}
            </Way>
            <Way icon={<BookOpen {...ICON} />} command="openBook" onClick={() => void openFolder()}>
              {words('openBook.button')}
            </Way>
          </div>
          <Problem problem={openBook.problem ?? choose.problem ?? look.problem} />
          <Takes />
          <div className={styles.foot}>
            <Keys onAdd={() => open('settings', { part: 'providers' })} />
            <LastLine books={books} />
          </div>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept=".md,.markdown,.txt,.text,.docx,.fountain,.fdx,.csv,.yaml,.yml,.json"
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])]
              // The same file can be chosen again.
              currentTarget.value = ''
              if (files.length > 0) setGiven(files)
            }}
          />
        </section>
        <div className={styles.shelf}>
          <SampleSpread />
          <RecentBooks books={books} hasDialogs={hasDialogs} />
        </div>
        <DropArea onDrop={take} />
        {given !== null && <ImportDialog given={given} onClose={() => setGiven(null)} />}
        {dialog === 'new' && about && <NewBook about={about} onClose={() => setDialog(null)} />}
        {dialog === 'open' && (
          <OpenBook
            dropped={dropped}
            pending={look.pending || openBook.pending}
            problem={openBook.problem ?? look.problem}
            onFolder={(folder) => void openPaths([folder])}
            onRead={(files) => {
              setDialog(null)
              setDropped(null)
              setGiven(files)
            }}
            onClose={() => {
              setDialog(null)
              setDropped(null)
            }}
          />
        )}
        {ways.length > 0 && (
          <OpenQuestion
            ways={ways}
            onRead={(paths) => {
              setWays([])
              setGiven(paths)
            }}
            onClose={() => setWays([])}
          />
        )}
      </div>
    </div>
  )
}

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

function Way({
  icon,
  command,
  primary = false,
  onClick,
  children,
}: {
  icon: ReactNode
  command: 'importScript' | 'newBook' | 'openBook'
  primary?: boolean
  onClick: () => void
  children: ReactNode
}) {
  const [key] = useCommandKeys()('start', command)
  return (
    <button type="button" className={styles.way} data-primary={primary || undefined} onClick={onClick}>
      {icon}
      <span className={styles.wayWords}>{children}</span>
      {key && (
        <span aria-hidden="true">
          <KeyCap chord={key} />
        </span>
      )}
    </button>
  )
}

/** What may be dropped. */
function Takes() {
  const words = useWords('start')
  return (
    <section className={styles.takes} aria-labelledby="start-drop">
      <h2 id="start-drop" className={styles.takesTitle}>
        {words('takes.title')}
      </h2>
      <dl className={styles.takesList}>
        <dt>{words('takes.prose')}</dt>
        <dd>
          <bdi>.md .txt .docx</bdi>
        </dd>
        <dt>{words('takes.script')}</dt>
        <dd>
          <bdi>.fountain .fdx</bdi>
        </dd>
        <dt>{words('takes.prompts')}</dt>
        <dd>{words('takes.promptsAre')}</dd>
        <dt>{words('takes.imagery')}</dt>
        <dd>{words('takes.imageryIs')}</dd>
        <dt>{words('takes.bible')}</dt>
        <dd>{words('takes.bibleIs')}</dd>
      </dl>
    </section>
  )
}

function Keys({ onAdd }: { onAdd: () => void }) {
  const words = useWords('start')
  const providers = useRequest('provider.list', {}, ['providers']).data?.providers
  if (!providers) return <p className={styles.line} />
  const withKey = providers.filter(({ settings }) => settings.some(({ secret, source }) => secret && source !== null))
  return (
    <p className={styles.line}>
      <KeyRound {...ICON} />
      {withKey.length > 0 ? (
        <span>{words('keysOf', { names: withKey.map(({ name }) => told(name)).join(', ') })}</span>
      ) : (
        <>
          <span>{words('noKey')}</span>
          <button type="button" className={styles.link} onClick={onAdd}>
            {words('addKey')}
          </button>
        </>
      )}
    </p>
  )
}

/** How things were left. */
function LastLine({ books }: { books: Parameters<typeof howLeft>[0] }) {
  const words = useWords('start')
  const openBook = useAction('book.open')
  const left = howLeft(books)
  if (left === null) return null
  return (
    <p className={styles.line}>
      <LifeBuoy {...ICON} />
      {left.how === 'safely' ? (
        <span>{words('left.safely')}</span>
      ) : (
        <>
          <span>
            {words('left.cutOff', { title: left.title })}{' '}
            {left.queued > 0 && words('left.queued', { count: left.queued })}{' '}
            {left.unknown > 0 && words('left.unknown', { count: left.unknown })}
          </span>
          <button type="button" className={styles.link} onClick={() => void openBook.run({ recent: left.id })}>
            {words('left.look')}
          </button>
        </>
      )}
      <Problem problem={openBook.problem} />
    </p>
  )
}
