import { useEffect, useState } from 'react'
import type { QueueSummary } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Banner } from '../../parts/problem.tsx'
import { useQueue } from './clock.ts'

/** What the end of a run asks for: a look and a word to go on, a retry, or nothing. */
export function Banners({
  failed,
  onRetryAll,
  retrying,
}: {
  failed: number
  onRetryAll: () => void
  retrying: boolean
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const summary = useQueue()
  const goOn = useAction('batch.go-on')
  const done = useEnded(summary)
  const isGate = summary?.phase === 'idle' && summary.ended === 'gate' && summary.behindGate > 0
  const step = useRequest('batch.next-step', isGate ? {} : null, ['queue']).data
  const next = step?.next ?? null
  const isFree = next !== null && next.unknownPrices === 0 && next.untilUsd === 0
  if (summary === null || summary.phase !== 'idle') return null
  const drawn = summary.run?.jobs.done ?? 0
  if (isGate)
    return (
      <Banner
        tone="taken"
        title={words('gate.title', { count: step?.done ?? drawn })}
        button={
          next
            ? {
                words: isFree
                  ? words('gate.goOn', { count: next.pictures })
                  : words('gate.goOnFor', {
                      count: next.pictures,
                      amount: format.money(next.unknownPrices > 0 ? null : next.untilUsd),
                    }),
                onClick: () => void goOn.run({ gate: next.pictures }),
                pending: goOn.pending,
                primary: true,
              }
            : undefined
        }
      >
        {words('gate.words', { count: step?.rest.pictures ?? summary.behindGate })}
      </Banner>
    )
  if (summary.trouble)
    return (
      <Banner title={told(summary.trouble.message)} tone="failed">
        {words('trouble', { count: drawn })}
      </Banner>
    )
  if (!done || summary.run === null) return null
  const { jobs } = summary.run
  const lost = jobs.failed + jobs.refused + jobs.unknown
  return (
    <Banner
      tone={lost > 0 ? 'stale' : 'taken'}
      title={words('finished.title', { count: jobs.done })}
      button={
        failed > 0 ? { words: words('retryAll', { count: failed }), onClick: onRetryAll, pending: retrying } : undefined
      }
    >
      {lost > 0 ? words('finished.lost', { count: lost }) : ''}{' '}
      {summary.money.spentUsd > 0 ? words('finished.cost', { amount: format.money(summary.money.spentUsd) }) : ''}
    </Banner>
  )
}

/** Whether a run came to its end while this screen was looked at. */
function useEnded(summary: QueueSummary | null): boolean {
  const [seen, setSeen] = useState<{ wasRunning: boolean; ended: boolean }>({ wasRunning: false, ended: false })
  const phase = summary?.phase
  useEffect(() => {
    if (phase === undefined) return
    setSeen((before) =>
      phase === 'idle'
        ? { wasRunning: false, ended: before.ended || before.wasRunning }
        : { wasRunning: true, ended: false },
    )
  }, [phase])
  return seen.ended && summary?.ended === 'drained'
}
