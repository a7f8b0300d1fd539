import { Button, Menu, SegmentedControl } from '@mantine/core'
import { ChartSpline, FileText, Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BatchLine, Dashboard } from '../../../shared/contract/index.ts'
import { useEvent, useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useCommandKeys, useKeys } from '../../keys/use-keys.ts'
import { Empty } from '../../parts/empty.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StateBar } from '../../parts/state-mark.tsx'
import { usePlace } from '../../place/use-place.ts'
import { useRemembered } from '../../settings/settings.tsx'
import { Batches } from './batches.tsx'
import { CostChart } from './charts/cost-chart.tsx'
import { DurationsChart } from './charts/durations-chart.tsx'
import { RateChart } from './charts/rate-chart.tsx'
import { Figures } from './figures.tsx'
import { Lanes } from './lanes.tsx'
import { Ledger } from './ledger.tsx'
import { Machine } from './machine.tsx'
import { Part } from './part.tsx'
import styles from './runs.module.css'
import { neighbour, type Scope, scopeFrom } from './scope.ts'
import { Troubles } from './troubles.tsx'
import { useSaveReport } from './use-save-report.ts'
import { useSlowRequest } from './use-slow-request.ts'

/** The dashboard is asked for again no more often: it counts whole batches. */
const APART_MS = 2_000
/** What counts the whole book is asked for less often. */
const ALL_APART_MS = 6_000

/** How runs go and went: figures, curves, troubles with their remedy, money. */
export function Runs() {
  const words = useWords('runs')
  const { params, choose } = usePlace()
  const overview = useSlowRequest('runs.batches', {}, ['queue', 'takes', 'money', 'book'], ALL_APART_MS).data
  const batches = overview?.batches
  const scope = scopeFrom(params, batches)
  const { data, problem } = useSlowRequest(
    'runs.dashboard',
    scope === null ? null : { of: scope },
    ['queue', 'takes', 'money', 'book'],
    APART_MS,
  )
  const [asTable, setAsTable] = useRemembered('runs.table', false)
  const isLedger = params.view === 'ledger'
  const save = useSaveReport()
  const endsAt = useExpectedEnd()
  const to = (next: Scope) =>
    choose(typeof next === 'string' ? { of: next, batch: null } : { of: null, batch: next.batchId })
  const step = (by: 1 | -1) => {
    const next = batches && scope ? neighbour(batches, scope, by) : null
    return next === null ? null : () => to({ batchId: next })
  }
  const batchId = scope !== null && typeof scope !== 'string' ? scope.batchId : undefined
  useKeys('runs', {
    table: () => setAsTable(!asTable),
    ledger: () => choose({ view: isLedger ? null : 'ledger' }),
    save: data ? () => void save.run({ as: 'page', batchId }) : null,
    earlier: step(-1),
    later: step(1),
  })
  const keysOf = useCommandKeys()

  if (problem && data === null) return <Problem problem={problem} />
  if (data === null || scope === null || overview === null) return <PaneHead title={words('title')} />
  if (overview.batches.length === 0) return <NoRuns />
  return (
    <div className={styles.runs}>
      <PaneHead title={words('title')}>
        <ScopeChoice scope={scope} batches={overview.batches} onChoose={to} />
        <Progress data={data} scope={scope} batches={overview.batches} />
        <Spring />
        <SegmentedControl
          aria-label={words('view.name')}
          value={isLedger ? 'ledger' : 'overview'}
          onChange={(view) => choose({ view: view === 'ledger' ? 'ledger' : null })}
          data={[
            { value: 'overview', label: words('view.overview') },
            { value: 'ledger', label: words('view.ledger') },
          ]}
        />
        {!isLedger && (
          <IconButton
            icon={asTable ? ChartSpline : Table2}
            name={words(asTable ? 'view.charts' : 'view.tables')}
            chord={keysOf('runs', 'table')[0]}
            pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<FileText size={14} strokeWidth={1.5} aria-hidden="true" />}
              loading={save.pending}
            >
              {words('save.button')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void save.run({ as: 'page', batchId })}>{words('save.page')}</Menu.Item>
            <Menu.Item onClick={() => void save.run({ as: 'json', batchId })}>{words('save.json')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </PaneHead>
      {save.problem && <Problem problem={save.problem} />}
      {save.saved !== null && (
        <p className={styles.saved} role="status">
          {words('save.saved', { name: save.saved })}
        </p>
      )}
      {isLedger ? (
        <Ledger key={batchId ?? 'all'} batchId={batchId} />
      ) : (
        <div className={styles.scroll}>
          <Figures data={data} endsAt={endsAt} />
          <div className={styles.columns}>
            <div className={styles.column}>
              <Part title={words('rate.title')} aside={words('rate.aside')}>
                <RateChart data={data} asTable={asTable} endsAt={data.jobs.running > 0 ? endsAt : null} />
              </Part>
              <Troubles data={data} batchId={batchId} />
              <Part title={words('durations.title')} aside={words('durations.aside', { count: data.jobs.done })}>
                <DurationsChart data={data} asTable={asTable} />
              </Part>
            </div>
            <div className={styles.column}>
              <Part title={words('cost.title')} aside={<BookMoney data={data} />}>
                <CostChart data={data} asTable={asTable} />
              </Part>
              <Batches batches={overview.batches} chosen={batchId} onChoose={(id) => to({ batchId: id })} />
              <Lanes lanes={overview.lanes} />
              <Machine />
            </div>
          </div>
        </div>
      )}
      <KeyLine scope="runs" names={['table', 'ledger', 'save', 'earlier', 'later']} />
    </div>
  )
}

/** When the run will be over by what was measured, epoch ms; null while nothing runs. */
function useExpectedEnd(): number | null {
  const asked = useRequest('queue.summary', {}, ['queue']).data
  const [told, setTold] = useState<typeof asked>(null)
  useEvent('queue.summary', setTold)
  const summary = told ?? asked
  return useMemo(() => {
    const left = summary?.run?.timeLeftMs
    return summary === null || summary.phase === 'idle' || left == null ? null : summary.now + left
  }, [summary])
}

function ScopeChoice({
  scope,
  batches,
  onChoose,
}: {
  scope: Scope
  batches: readonly BatchLine[]
  onChoose: (scope: Scope) => void
}) {
  const words = useWords('runs')
  const [newest] = batches
  const chosen = typeof scope === 'string' ? newest : batches.find(({ id }) => id === scope.batchId)
  const shown = chosen ?? newest
  return (
    <SegmentedControl
      aria-label={words('scope.name')}
      value={typeof scope === 'string' ? scope : 'batch'}
      onChange={(value) =>
        value === 'batch' ? shown && onChoose({ batchId: shown.id }) : onChoose(value as 'today' | 'book')
      }
      data={[
        ...(shown ? [{ value: 'batch', label: words('scope.batch', { number: shown.number }) }] : []),
        { value: 'today', label: words('scope.today') },
        { value: 'book', label: words('scope.book') },
      ]}
    />
  )
}

function Progress({ data, scope, batches }: { data: Dashboard; scope: Scope; batches: readonly BatchLine[] }) {
  const words = useWords('runs')
  const format = useFormat()
  const { done, failed, refused, unknown, running, queued } = data.jobs
  const all = done + failed + refused + unknown + running + queued
  const batch = typeof scope === 'string' ? undefined : batches.find(({ id }) => id === scope.batchId)
  return (
    <span className={styles.progress}>
      {batch && <bdi className={styles.batchTitle}>{told(batch.title)}</bdi>}
      <span className={styles.progressBar}>
        <StateBar counts={{ taken: done, running, failed, refused, unknown, queued }} />
      </span>
      <span>
        {words('progress', {
          done: format.number(done),
          all: format.number(all),
          share: format.percent(all === 0 ? 0 : done / all),
        })}
      </span>
      {data.from !== null && <span>{words('started', { time: format.dateTime(data.from) })}</span>}
    </span>
  )
}

function BookMoney({ data }: { data: Dashboard }) {
  const words = useWords('runs')
  const format = useFormat()
  const { bookSpentUsd, bookCapUsd } = data.money
  const spent = format.money(bookSpentUsd)
  return bookCapUsd === null
    ? words('cost.book', { spent })
    : words('cost.bookOf', { spent, cap: format.money(bookCapUsd) })
}

function NoRuns() {
  const words = useWords('runs')
  const { open } = usePlace()
  return (
    <Empty
      title={words('empty.title')}
      actions={<Button onClick={() => open('generate')}>{words('empty.button')}</Button>}
    >
      {words('empty.words')}
    </Empty>
  )
}
