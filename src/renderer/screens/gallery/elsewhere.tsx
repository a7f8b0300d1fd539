import { Layers } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useEvent } from '../../api/react.ts'
import { type Edition, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { useEditionName } from './no-takes.tsx'
import styles from './rows.module.css'
import { useLooksAt } from './use-looks-at.ts'

interface Came extends Edition {
  count: number
}

/** New pictures of an edition that is not looked at: a batch of two styles shows the one, and leads to the other. */
export function Elsewhere() {
  const words = useWords('gallery')
  const nameOf = useEditionName()
  const { edition, choose } = useEdition()
  const looksAt = useLooksAt()
  const [came, setCame] = useState<readonly Came[]>([])
  useEvent('take.arrived', ({ style, lang }) => setCame((before) => oneMore(before, { style, lang })))
  useEffect(() => {
    // What is looked at was seen.
    if (came.some(looksAt)) setCame(came.filter((one) => !looksAt(one)))
  }, [came, looksAt])
  const newest = came.findLast((one) => !looksAt(one))
  if (newest === undefined || edition === null) return null
  const { style, lang, count } = newest
  return (
    <button type="button" className={styles.pill} data-side="elsewhere" onClick={() => choose({ style, lang })}>
      <Layers size={14} strokeWidth={1.5} aria-hidden="true" />
      {words('arrived.elsewhere', { count, where: nameOf({ style, lang }) })}
    </button>
  )
}

const isSame = (one: Edition, other: Edition) => one.style === other.style && one.lang === other.lang

/** With one more of an edition, which is the newest now. */
function oneMore(before: readonly Came[], edition: Edition): Came[] {
  const count = before.find((one) => isSame(one, edition))?.count ?? 0
  return [...before.filter((one) => !isSame(one, edition)), { ...edition, count: count + 1 }]
}
