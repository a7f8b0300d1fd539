import { Button } from '@mantine/core'
import { Moon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OvernightSummary } from '../../shared/contract/index.ts'
import { useEvent, useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { usePlace } from '../place/use-place.ts'
import styles from './queue-bar.module.css'

/** What the night has, and what waits for it. Nothing of it: no part. */
export function OvernightPart() {
  const words = useWords('queue')
  const format = useFormat()
  const { open } = usePlace()
  const asked = useRequest('overnight.show', {}, ['queue', 'book']).data
  const [summary, setSummary] = useState<OvernightSummary | null>(null)
  useEvent('overnight.summary', setSummary)
  useEffect(() => setSummary(asked), [asked])
  const start = useAction('overnight.start')
  if (summary === null || (summary.pictures === 0 && summary.waiting.pictures === 0)) return null
  const { pictures, waiting, dueAt, titles } = summary
  return (
    <span className={styles.night}>
      <button
        type="button"
        className={styles.night}
        title={words('toRuns')}
        onClick={() => open('runs', { at: 'night' })}
      >
        <Moon size={14} strokeWidth={1.5} aria-hidden="true" />
        <strong>{words('overnight.name')}</strong>
        <span className={styles.nightMore}>
          {[
            ...titles.map((title) => told(title)),
            pictures > 0 ? words('overnight.out', { count: pictures }) : null,
            pictures > 0 ? words('overnight.half') : null,
            waiting.pictures > 0 && pictures === 0 ? words('overnight.waiting', { count: waiting.pictures }) : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {dueAt !== null && <span>· {words('overnight.due', { time: format.time(dueAt) })}</span>}
      </button>
      {waiting.pictures > 0 && (
        <Button
          variant="default"
          loading={start.pending || summary.busy}
          onClick={() => void start.run({ agreedUsd: waiting.unknownPrices > 0 ? null : waiting.untilUsd })}
        >
          {waiting.unknownPrices > 0
            ? words('overnight.handOverUnpriced', { count: waiting.pictures })
            : words('overnight.handOver', { count: waiting.pictures, money: format.money(waiting.untilUsd) })}
        </Button>
      )}
    </span>
  )
}
