import { Button } from '@mantine/core'
import { Pause, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { useCommandKeys, useKeys } from '../keys/use-keys.ts'
import { IconButton } from '../parts/icon-button.tsx'
import type { State } from '../parts/state.ts'
import { StateMark } from '../parts/state-mark.tsx'
import { usePlace } from '../place/use-place.ts'
import { type BarView, barView } from './bar-view.ts'
import { CapButton } from './cap-button.tsx'
import { type Need, needsOf, waitingFor } from './needs.ts'
import { OvernightPart } from './overnight-part.tsx'
import styles from './queue-bar.module.css'
import { useMainNow, useQueue } from './queue-context.tsx'
import { QueueMenu } from './queue-menu.tsx'
import { useNeed } from './use-need.ts'

/** What the queue does, at the foot of every screen: the same numbers wherever they are shown, counted by main. */
export function QueueBar() {
  const words = useWords('queue')
  const keysOf = useCommandKeys()
  const { summary } = useQueue()
  const now = useMainNow(summary !== null && summary.phase !== 'idle')
  const stop = useAction('batch.stop')
  const goOn = useAction('batch.go-on')
  const view = summary && barView(summary, now)
  const needs = summary ? needsOf(summary) : []
  const control = view?.control ?? null
  const press = control === 'pause' ? () => void stop.run({}) : control === 'go-on' ? () => void goOn.run({}) : null
  useKeys('frame', { pauseQueue: press })
  if (summary === null || view === null) return <div className={styles.bar} />
  return (
    <div className={styles.bar}>
      <IconButton
        icon={control === 'pause' ? Pause : Play}
        name={control === 'pause' ? words('pause') : words('goOn')}
        chord={keysOf('frame', 'pauseQueue')[0]}
        disabled={press === null || stop.pending || goOn.pending}
        onClick={() => press?.()}
      />
      <QueueMenu summary={summary} />
      {(view.state !== 'waiting' || needs.length === 0) && <What summary={summary} view={view} />}
      <Numbers summary={summary} view={view} />
      <span className={styles.spring} />
      <OvernightPart />
      {needs.slice(0, 1).map((need) => (
        <NeedPart key={need.kind} need={need} others={needs.slice(1)} />
      ))}
    </div>
  )
}

/** What runs, in words. */
function What({ summary, view }: { summary: QueueSummary; view: BarView }) {
  const words = useWords('queue')
  const { run } = summary
  switch (view.state) {
    case 'empty':
      return <span className={styles.quiet}>{words('empty')}</span>
    case 'waiting':
      return <span className={styles.quiet}>{words('waiting', { count: waitingFor(summary) })}</span>
    case 'done':
      return view.done === view.total ? (
        <span className={styles.quiet}>{words('done', { count: view.done })}</span>
      ) : null
    case 'landing':
      return <span className={styles.what}>{words('landing', { count: summary.slots.length })}</span>
    case 'aborting':
      return <span className={styles.what}>{words('aborting')}</span>
    case 'running': {
      const titles = run?.titles.map((title) => told(title)).join(' · ')
      return (
        <bdi className={styles.what} title={titles}>
          {titles}
        </bdi>
      )
    }
  }
}

/** Bar, n of N, pace, time left, money: each a way to where Runs shows it at length. */
function Numbers({ summary, view }: { summary: QueueSummary; view: BarView }) {
  const words = useWords('queue')
  const format = useFormat()
  const { run, money } = summary
  if (view.total === 0) return null
  const isLive = view.state === 'running' || view.state === 'landing'
  // Nothing is left to be done: the words say so.
  const isOver = view.state === 'empty' || (view.state === 'done' && view.done === view.total)
  const digits = format.number(view.total).length
  const failed = Math.round(view.shares.failed * view.total)
  const spent = run?.spentUsd ?? money.spentUsd
  return (
    <>
      {!isOver && (
        <Part at="progress" keep>
          <span
            className={styles.track}
            role="progressbar"
            aria-label={words('name')}
            aria-valuemin={0}
            aria-valuemax={view.total}
            aria-valuenow={view.done}
            aria-valuetext={words('share', { done: view.done, total: view.total, failed })}
          >
            <span className={styles.taken} style={{ flexBasis: `${view.shares.taken * 100}%` }} />
            <span className={styles.running} style={{ flexBasis: `${view.shares.running * 100}%` }} />
            <span className={styles.failed} style={{ flexBasis: `${view.shares.failed * 100}%` }} />
          </span>
          <strong className={styles.digits} style={{ minInlineSize: `${digits}ch` }}>
            {format.number(view.done)}
          </strong>
          <span>{words('of', { total: format.number(view.total) })}</span>
        </Part>
      )}
      {isLive && (
        <Part at="rate">
          {view.perMinute === null ? words('measuring') : words('pace', { pace: format.number(view.perMinute, 1) })}
        </Part>
      )}
      {view.waitsUntil !== null && (
        <Part at="rate" keep>
          {words('waitsUntil', { time: format.time(view.waitsUntil) })}
        </Part>
      )}
      {view.waitsUntil === null && view.timeLeftMs !== null && (
        <Part at="rate">{words('timeLeft', { time: format.duration(view.timeLeftMs) })}</Part>
      )}
      {(spent > 0 || (money.estimateUsd ?? 0) > 0 || money.unpricedCalls > 0) && (
        <Part at="cost" keep>
          <strong>{format.money(spent)}</strong>
          {isLive && (money.estimateUsd ?? 0) > 0 && (
            <span>{words('ofQuote', { quote: format.money(money.estimateUsd) })}</span>
          )}
          {money.budgetUsd !== null && <span>· {words('cap', { cap: format.money(money.budgetUsd) })}</span>}
          {money.unpricedCalls > 0 && <span>· {words('unpriced', { count: money.unpricedCalls })}</span>}
        </Part>
      )}
    </>
  )
}

/** A part of the bar, and the place in Runs where there is more of it. */
function Part({ at, keep = false, children }: { at: string; keep?: boolean; children: ReactNode }) {
  const words = useWords('queue')
  const { open } = usePlace()
  return (
    <button
      type="button"
      className={styles.part}
      data-keep={keep || undefined}
      title={words('toRuns')}
      onClick={() => open('runs', { at })}
    >
      {children}
    </button>
  )
}

const MARKS: Partial<Record<Need['kind'], State>> = {
  lane: 'failed',
  disk: 'failed',
  fault: 'failed',
  cap: 'stale',
  gate: 'queued',
  unknown: 'unknown',
  failed: 'failed',
  refused: 'refused',
}

/** What needs a person, with its one button. */
function NeedPart({ need, others }: { need: Need; others: readonly Need[] }) {
  const { open } = usePlace()
  const own = useNeed(need)
  if (own === null) return null
  const state = MARKS[need.kind]
  return (
    <span className={styles.need}>
      <button
        type="button"
        className={styles.needWords}
        data-state={state}
        onClick={() => open('runs', { at: 'errors' })}
      >
        {state && <StateMark state={state} />}
        <span>{own.short}</span>
        <Others needs={others} />
      </button>
      {need.kind === 'cap' ? (
        <CapButton />
      ) : (
        own.button && (
          <Button variant="default" loading={own.button.pending} onClick={own.button.run}>
            {own.button.words}
          </Button>
        )
      )}
    </span>
  )
}

/** The others in a word each: “2 failed, 1 refused”. */
function Others({ needs }: { needs: readonly Need[] }) {
  const words = useWords('queue')
  const format = useFormat()
  const said = needs.flatMap((need) => {
    if (need.kind === 'failed') return [words('needs.failed', { count: need.pictures })]
    if (need.kind === 'refused') return [words('needs.refused', { count: need.pictures })]
    if (need.kind === 'unknown') return [words('needs.unknown', { count: need.pictures })]
    return []
  })
  return said.length === 0 ? null : <span className={styles.others}>{format.list(said)}</span>
}
