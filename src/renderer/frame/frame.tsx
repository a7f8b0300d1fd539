import { PanelRightOpen } from 'lucide-react'
import { useRef, useState } from 'react'
import { useConnected } from '../api/react.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { KeysPage } from '../keys/keys-page.tsx'
import { useKeyListener, useKeys } from '../keys/use-keys.ts'
import { Palette } from '../palette/palette.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Banner } from '../parts/problem.tsx'
import { usePlace } from '../place/use-place.ts'
import { QueueBar } from '../queue/queue-bar.tsx'
import { StopBanner } from '../queue/stop-banner.tsx'
import { StopPane } from '../queue/stop-pane.tsx'
import { useNews } from '../queue/use-news.ts'
import { SCREENS } from '../screens/index.ts'
import { BOOK_SCREENS, FREE_SCREENS, type ScreenId } from '../screens/screen.ts'
import { BookTree } from '../tree/book-tree.tsx'
import { useBook, useIsBookKnown } from './book.tsx'
import { Divider } from './divider.tsx'
import styles from './frame.module.css'
import { Notices } from './notices.tsx'
import { usePane } from './pane-width.ts'
import { moveToRegion } from './regions.ts'
import { ScreenFault } from './screen-fault.tsx'
import { TopBar } from './top-bar.tsx'
import { Undo } from './undo.tsx'
import { useStrayDrops } from './use-stray-drops.ts'

/** The regions every screen stands in: top bar, tree, work, inspector, queue. */
export function Frame() {
  const words = useWords('frame')
  const book = useBook()
  const known = useIsBookKnown()
  const connected = useConnected()
  const screen = useScreen()
  const { open } = usePlace()
  const { Work, Inspector, hasTree = (BOOK_SCREENS as readonly string[]).includes(screen) } = SCREENS[screen]
  const tree = usePane(screen, 'tree')
  const inspector = usePane(screen, 'inspector')
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const withBook = (id: ScreenId) => (book === null ? null : () => open(id))

  useKeyListener()
  useStrayDrops()
  useNews()
  useKeys('frame', {
    palette: () => setDialog('palette'),
    showKeys: () => setDialog('keys'),
    showScript: withBook('script'),
    showCast: withBook('cast'),
    showGenerate: withBook('generate'),
    showGallery: withBook('gallery'),
    showRuns: withBook('runs'),
    showSettings: () => open('settings'),
    toggleTree: book && hasTree ? tree.toggle : null,
    toggleInspector: Inspector ? inspector.toggle : null,
    nextRegion: () => moveToRegion(frame.current, 1),
    previousRegion: () => moveToRegion(frame.current, -1),
  })

  if (!known) return <div className={styles.frame} />
  const showsTree = book !== null && hasTree
  return (
    <div
      ref={frame}
      className={styles.frame}
      data-tree={showsTree ? (tree.open ? 'open' : 'rail') : 'none'}
      data-under={(Inspector && inspector.open && inspector.isUnder) || undefined}
      data-inspector={Inspector ? (inspector.open ? 'open' : 'closed') : 'none'}
      style={{
        ['--tree' as string]: `${tree.width}px`,
        ['--inspector' as string]: `${inspector.width}px`,
      }}
    >
      <TopBar screen={screen} onPalette={() => setDialog('palette')} />
      {showsTree && (
        <nav className={styles.tree} aria-label={words('regions.tree')} data-region tabIndex={-1}>
          <BookTree isRail={!tree.open} onToggle={tree.toggle} />
        </nav>
      )}
      {showsTree && tree.open && <Divider pane={tree} name={words('dividers.tree')} side="start" />}
      <main className={styles.work} aria-label={words(`screens.${screen}`)} data-region tabIndex={-1}>
        {!connected && (
          <Banner tone="stale" title={words('notReached.title')}>
            {words('notReached.words')}
          </Banner>
        )}
        {book?.readOnly && (
          <Banner tone="stale" title={told(book.readOnly.message)}>
            {told(book.readOnly.remedy)}
          </Banner>
        )}
        {book && <StopBanner />}
        <div className={styles.screen} key={screen}>
          <ScreenFault>
            <Work />
          </ScreenFault>
        </div>
        {Inspector && !inspector.open && (
          <div className={styles.reopen}>
            <IconButton icon={PanelRightOpen} name={words('inspector.open')} chord="Mod+." onClick={inspector.toggle} />
          </div>
        )}
      </main>
      {Inspector && inspector.open && <Divider pane={inspector} name={words('dividers.inspector')} side="end" />}
      {Inspector && inspector.open && (
        <aside className={styles.inspector} aria-label={words('regions.inspector')} data-region tabIndex={-1}>
          <ScreenFault key={screen}>
            {screen === 'gallery' ? (
              <StopPane>
                <Inspector />
              </StopPane>
            ) : (
              <Inspector />
            )}
          </ScreenFault>
        </aside>
      )}
      <section className={styles.queue} aria-label={words('regions.queue')} data-region tabIndex={-1}>
        <Undo key={book?.folder} isOpen={book !== null} />
        {book && <QueueBar />}
      </section>
      <Notices />
      {dialog === 'palette' && <Palette onClose={() => setDialog(null)} />}
      <KeysPage opened={dialog === 'keys'} screen={screen} onClose={() => setDialog(null)} />
    </div>
  )
}

/** The screen of the address, or the one that fits: without a book nothing but the start and the settings. */
function useScreen(): ScreenId {
  const book = useBook()
  const { screen } = usePlace()
  if ((FREE_SCREENS as readonly (string | null)[]).includes(screen)) return screen as ScreenId
  if (book === null) return 'start'
  if ((BOOK_SCREENS as readonly (string | null)[]).includes(screen)) return screen as ScreenId
  return book.panels === 0 ? 'script' : 'gallery'
}
