import { useEffect, useState } from 'react'
import type { QueueSummary } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Banner } from '../../parts/problem.tsx'
import { needsOf, stopsTheWork } from '../../queue/needs.ts'
import { useQueue } from './clock.ts'

/** What the end of a run asks for: a look and a word to go on, a retry, or nothing. */
export function Banners({ failed, onRetryAll }: { failed: number; onRetryAll: () => void }) {
  const words = useWords('gallery')
  const format = useFormat()
  const summary = useQueue()
  const goOn = useAction('batch.go-on')
  const done = useEnded(summary)
  const isGate = summary?.phase === 'idle' && summary.ended === 'gate' && summary.behindGate > 0
  const { data: step, problem } = useRequest('batch.next-step', isGate ? {} : null, ['queue'])
  const next = step?.next ?? null
  const isFree = next !== null && next.unknownPrices === 0 && next.untilUsd === 0
  const again = useRequest('batch.retry-quote', done && failed > 0 ? {} : null, ['queue']).data
  if (summary === null || summary.phase !== 'idle') return null
  const drawn = summary.run?.jobs.done ?? 0
  // The whole run is more than there is to look at now: nothing is said until that is known.
  if (isGate && step === null && problem === null) return null
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
  // What stopped the work, a cap or a provider, is said over the work of every screen: nothing is done then.
  if (!done || summary.run === null || needsOf(summary).some(stopsTheWork)) return null
  const { jobs } = summary.run
  const lost = jobs.failed + jobs.refused + jobs.unknown
  return (
    <Banner
      tone={lost > 0 ? 'stale' : 'taken'}
      title={words('finished.title', { count: jobs.done })}
      button={
        failed > 0
          ? {
              words: [
                words('retryAll', { count: again?.pictures ?? failed }),
                ...(again && (again.untilUsd > 0 || again.unknownPrices > 0)
                  ? [format.money(again.unknownPrices > 0 ? null : again.untilUsd)]
                  : []),
              ].join(' · '),
              onClick: onRetryAll,
            }
          : undefined
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
  // What a cap or a halted lane has stopped is not done: pictures of it wait.
  return seen.ended && summary?.ended === 'drained' && (summary.run?.jobs.queued ?? 0) === 0
}
