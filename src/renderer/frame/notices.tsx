import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { EventData } from '../../shared/contract/index.ts'
import { announce } from '../announce/announce.tsx'
import { useEvent } from '../api/react.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { IconButton } from '../parts/icon-button.tsx'
import styles from './notices.module.css'

/** How long what is no trouble stays, ms; trouble stays until the author puts it away. */
const STAYS_MS = 10_000
const MOST = 4

const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

interface Kept {
  key: number
  notice: EventData<'notice'>
}

let nextKey = 1
let show: ((notice: EventData<'notice'>) => void) | null = null

/** Tells something of the window's own, in the same place and as main's are told. */
export function tellNotice(notice: EventData<'notice'>): void {
  show?.(notice)
}

/** What main tells without being asked, over the corner of the work. Never takes the focus. */
export function Notices() {
  const words = useWords('frame')
  const [kept, setKept] = useState<readonly Kept[]>([])
  const take = useCallback((notice: Kept['notice']) => {
    const same = ({ notice: { code, message } }: Kept) => code === notice.code && message === notice.message
    setKept((before) => [...before.filter((one) => !same(one)), { key: nextKey++, notice }].slice(-MOST))
    announce(
      `${told(notice.message)} ${told(notice.remedy) ?? ''}`,
      notice.severity === 'error' ? 'assertive' : 'polite',
    )
  }, [])
  useEvent('notice', take)
  useEffect(() => {
    show = take
    return () => {
      show = null
    }
  }, [take])
  // What was told of another book is of no use beside this one.
  useEvent('book.opened', () => setKept([]))
  const drop = (key: number) => setKept((before) => before.filter((one) => one.key !== key))
  if (kept.length === 0) return null
  return (
    <section className={styles.notices} aria-label={words('notices.name')}>
      {kept.map(({ key, notice }) => (
        <Notice key={key} notice={notice} onDrop={() => drop(key)} close={words('notices.close')} />
      ))}
    </section>
  )
}

function Notice({ notice, onDrop, close }: { notice: Kept['notice']; onDrop: () => void; close: string }) {
  const Sign = SIGNS[notice.severity]
  useEffect(() => {
    if (notice.severity !== 'info') return
    const timer = setTimeout(onDrop, STAYS_MS)
    return () => clearTimeout(timer)
  })
  return (
    <div className={styles.notice} data-severity={notice.severity}>
      <Sign size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className={styles.words} dir="auto">
        {told(notice.message)} {notice.remedy && <span className={styles.remedy}>{told(notice.remedy)}</span>}
      </p>
      <IconButton icon={X} name={close} onClick={onDrop} />
    </div>
  )
}
