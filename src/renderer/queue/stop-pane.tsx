import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { PaneHead, Section, Spring } from '../parts/pane.tsx'
import type { State } from '../parts/state.ts'
import { StateBar, StateMark } from '../parts/state-mark.tsx'
import { usePlace } from '../place/use-place.ts'
import { holdingFault } from './lane-words.ts'
import { type Need, needsOf, stopsTheWork, waitingFor } from './needs.ts'
import { useLaneName } from './provider-names.ts'
import { useQueue } from './queue-context.tsx'
import styles from './stop-pane.module.css'

/** The ledger's side of a stop: beside the gallery, in place of its inspector, until the author puts it aside. */
export function StopPane({ children }: { children: ReactNode }) {
  const { summary } = useQueue()
  const need = summary === null ? undefined : needsOf(summary).find(stopsTheWork)
  const [aside, setAside] = useState<string | null>(null)
  const stop = need === undefined ? null : `${need.kind} ${need.kind === 'lane' ? need.lane : ''}`
  if (summary === null || need === undefined || stop === aside) return children
  return <Stop summary={summary} need={need} onAside={() => setAside(stop)} />
}

function Stop({ summary, need, onAside }: { summary: QueueSummary; need: Need; onAside: () => void }) {
  const words = useWords('queue')
  const format = useFormat()
  const { open } = usePlace()
  const laneName = useLaneName()
  const { run, money, failures } = summary
  const waiting = waitingFor(summary)
  const { done, unknown } = (run ?? summary).jobs
  const fault = need.kind === 'lane' ? holdingFault(need) : null
  const turnedAway = need.kind === 'lane' ? (failures.find(({ kind }) => kind === need.failure)?.retrying ?? 0) : 0
  const provider = need.kind === 'lane' ? laneName(need.lane) : ''
  return (
    <>
      <PaneHead title={<bdi>{run?.titles.map((title) => told(title)).join(' · ') || words('name')}</bdi>}>
        <Spring />
        <span className={styles.mark}>{words('pane.stopped')}</span>
      </PaneHead>
      <div className={styles.scroll}>
        <Section>
          <StateBar counts={{ taken: done, queued: waiting }} />
          <div className={styles.figures}>
            <Figure state="taken" count={done} label={words('pane.safe', { count: done })} />
            <Figure state="queued" count={waiting} label={words('pane.wait', { count: waiting })} />
          </div>
        </Section>
        <Section title={words('pane.what')}>
          <ul className={styles.events}>
            <Event state="taken" title={words('pane.taken', { count: done })}>
              {money.unpricedCalls > 0
                ? words('unpriced', { count: money.unpricedCalls })
                : words('pane.paid', { money: format.money(run?.spentUsd ?? money.spentUsd) })}
            </Event>
            {turnedAway > 0 && (
              <Event state="failed" title={words('pane.turnedAway', { count: turnedAway })}>
                {fault && `${words(`laneShort.${fault}`, { provider })}. `}
                {words('pane.notCharged')}
              </Event>
            )}
            {need.kind === 'lane' && (
              <Event state="queued" title={words('pane.closed', { provider })}>
                {words('pane.othersGoOn')}
              </Event>
            )}
            <Event state="unknown" title={words('pane.unknown', { count: unknown })}>
              {unknown === 0 ? words('pane.noDoubt') : words('pane.doubt', { money: format.money(money.maybeUsd) })}
            </Event>
          </ul>
          <Button variant="default" onClick={() => open('runs', { at: 'cost' })}>
            {words('toRuns')}
          </Button>
        </Section>
      </div>
      <div className={styles.foot}>
        <Button variant="subtle" fullWidth onClick={onAside}>
          {words('pane.aside')}
        </Button>
      </div>
    </>
  )
}

function Figure({ state, count, label }: { state: State; count: number; label: string }) {
  const format = useFormat()
  return (
    <p className={styles.figure}>
      <strong>{format.number(count)}</strong>
      <span>
        <StateMark state={state} /> {label}
      </span>
    </p>
  )
}

function Event({ state, title, children }: { state: State; title: string; children: ReactNode }) {
  return (
    <li className={styles.event}>
      <StateMark state={state} />
      <span>
        <span className={styles.title}>{title}</span>
        <span className={styles.detail}>{children}</span>
      </span>
    </li>
  )
}
