import { Button } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { Banner } from '../parts/problem.tsx'
import { usePlace } from '../place/use-place.ts'
import { CapButton } from './cap-button.tsx'
import { holdingFault, isMendedInSettings } from './lane-words.ts'
import { type Need, needsOf, outOfReach, stopsTheWork, waitingFor } from './needs.ts'
import { useLaneName } from './provider-names.ts'
import { useQueue } from './queue-context.tsx'
import styles from './stop-banner.module.css'
import { useNeed } from './use-need.ts'

/** Over the work when pictures stop by themselves: what happened, what is safe, what waits, and one button. */
export function StopBanner() {
  const { summary } = useQueue()
  const need = summary === null ? undefined : needsOf(summary).find(stopsTheWork)
  if (summary === null) return null
  if (need === undefined) return <OutOfReach summary={summary} />
  return <Stopped need={need} done={(summary.run ?? summary).jobs.done} waiting={waitingFor(summary)} />
}

/** The network is gone, or the server: nothing to press, but why nothing comes. */
function OutOfReach({ summary }: { summary: QueueSummary }) {
  const words = useWords('queue')
  const format = useFormat()
  const laneName = useLaneName()
  const waits = outOfReach(summary)
  if (waits === null) return null
  const { done, queued } = (summary.run ?? summary).jobs
  return (
    <Banner tone="stale" title={words('outOfReach.title', { provider: laneName(waits.lane) })}>
      {words('safeAndWait', {
        safe: words('safe', { count: done, formatted: format.number(done) }),
        wait: words('wait', { count: queued }),
      })}{' '}
      {words('outOfReach.words', { time: format.time(waits.until) })}
    </Banner>
  )
}

function Stopped({ need, done, waiting }: { need: Need; done: number; waiting: number }) {
  const words = useWords('queue')
  const format = useFormat()
  const { open } = usePlace()
  const own = useNeed(need)
  const { title, action, inSettings } = useStopWords(need)
  return (
    <section className={styles.banner} aria-label={title}>
      <CircleAlert size={28} strokeWidth={1.25} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.text}>
          <strong>
            {words('safeAndWait', {
              safe: words('safe', { count: done, formatted: format.number(done) }),
              wait: words('wait', { count: waiting }),
            })}
          </strong>{' '}
          {action} {words('notTwice')}
        </p>
      </div>
      {inSettings && (
        <Button variant="default" onClick={() => open('settings')}>
          {words('do.settings')}
        </Button>
      )}
      {need.kind === 'cap' ? (
        <CapButton primary />
      ) : (
        own?.button && (
          <Button loading={own.button.pending} onClick={own.button.run}>
            {own.button.words}
          </Button>
        )
      )}
    </section>
  )
}

function useStopWords(need: Need): { title: string; action: string; inSettings: boolean } {
  const words = useWords('queue')
  const laneName = useLaneName()
  if (need.kind === 'disk') return { title: words('stop.disk'), action: words('stop.diskAction'), inSettings: false }
  if (need.kind === 'cap') return { title: words('stop.cap'), action: words('stop.capAction'), inSettings: false }
  if (need.kind !== 'lane') return { title: words('stop.fault'), action: words('stop.faultAction'), inSettings: false }
  const fault = holdingFault(need)
  const provider = laneName(need.lane)
  return {
    title: fault ? words(`laneTitle.${fault}`, { provider }) : told(need.message),
    action: fault ? words(`laneAction.${fault}`, { provider }) : told(need.action),
    inSettings: isMendedInSettings(fault),
  }
}
