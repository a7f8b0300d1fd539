import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Dashboard, Trouble } from '../../../shared/contract/index.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { usePlace } from '../../place/use-place.ts'
import { isHolding } from '../../queue/lane-words.ts'
import { Part } from './part.tsx'
import styles from './runs.module.css'

/** What went wrong and what to do, those that need a person first. */
export function Troubles({ data, batchId }: { data: Dashboard; batchId: string | undefined }) {
  const words = useWords('runs')
  // A lane that waits for the author has not gone on: the pictures that wait for it say so.
  const held = new Set(
    data.troubles.flatMap(({ state, failure }) => (state === 'retrying' && isHolding(failure) ? failure : [])),
  )
  const troubles = data.troubles.filter(({ state, failure }) => state !== 'waited' || !held.has(failure))
  const mended = troubles.filter(({ state }) => state === 'mended' || state === 'waited').length
  const aside =
    troubles.length === 0
      ? words('troubles.none')
      : `${words('troubles.count', { count: troubles.length })}${mended > 0 ? ` · ${words('troubles.mended', { count: mended })}` : ''}`
  return (
    <Part title={words('troubles.title')} aside={aside}>
      {troubles.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words('troubles.state')}</th>
              <th scope="col">{words('troubles.what')}</th>
              <th scope="col" className={styles.end}>
                {words('troubles.panels')}
              </th>
              <th scope="col">{words('troubles.remedy')}</th>
              <th scope="col" aria-label={words('troubles.action')} />
            </tr>
          </thead>
          <tbody>
            {troubles.map((trouble) => (
              <Row key={`${trouble.state} ${trouble.failure} ${trouble.lane}`} trouble={trouble} batchId={batchId} />
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}

/** The mark that stands for what became of it. */
const MARKS = {
  failed: 'failed',
  refused: 'refused',
  unknown: 'unknown',
  retrying: 'queued',
  waited: 'queued',
  mended: 'taken',
} as const

function Row({ trouble, batchId }: { trouble: Trouble; batchId: string | undefined }) {
  const words = useWords('runs')
  const format = useFormat()
  const { state, message, count, panels, place, httpStatus, at, lane } = trouble
  const where = words('place', place)
  return (
    <tr>
      <td className={styles.state}>
        <StateMark state={MARKS[state]} /> {words(`troubles.states.${state}`)}
      </td>
      <td>
        <bdi>{told(message)}</bdi>{' '}
        <span className={styles.detail}>
          {panels === 1 ? <bdi dir="ltr">{where}</bdi> : words('troubles.amongThem', { place: where })} ·{' '}
          <bdi>{lane}</bdi>
          {httpStatus !== null && (
            <>
              {' '}
              · <bdi>HTTP {httpStatus}</bdi>
            </>
          )}
          {at !== null && <> · {format.time(at)}</>}
        </span>
      </td>
      <td className={styles.end}>{format.number(state === 'waited' ? count : panels)}</td>
      <td>
        <Remedy trouble={trouble} />
      </td>
      <td className={styles.end}>
        <Deed trouble={trouble} batchId={batchId} />
      </td>
    </tr>
  )
}

function Remedy({ trouble }: { trouble: Trouble }) {
  const words = useWords('runs')
  const format = useFormat()
  const { state, action, spentUsd, maybeUsd } = trouble
  const money =
    maybeUsd > 0
      ? words('troubles.maybeCharged', { usd: format.money(maybeUsd) })
      : spentUsd > 0
        ? words('troubles.charged', { usd: format.money(spentUsd) })
        : words('troubles.notCharged')
  // What main says of a refusal names options of the command line.
  const does =
    state === 'mended'
      ? words('troubles.mendedWords')
      : state === 'waited'
        ? words('troubles.waitedWords')
        : state === 'retrying'
          ? isHolding(trouble.failure)
            ? words('troubles.heldWords')
            : words('troubles.retryingWords')
          : state === 'refused'
            ? words('troubles.refusedWords')
            : told(action)
  return (
    <>
      {state !== 'waited' && money} <bdi>{does}</bdi>
    </>
  )
}

/** One button that does what helps, with what it costs. */
function Deed({ trouble, batchId }: { trouble: Trouble; batchId: string | undefined }) {
  const words = useWords('runs')
  const format = useFormat()
  const { open } = usePlace()
  const retry = useAction('batch.retry')
  const [asking, setAsking] = useState(false)
  const { state, failure, count, panelId, retryUsd } = trouble
  if (state === 'retrying' || state === 'waited' || state === 'mended')
    return (
      <span className={styles.detail}>
        {state === 'retrying' && isHolding(failure) ? words('troubles.waitsForYou') : words('troubles.byItself')}
      </span>
    )
  if (state === 'refused')
    return (
      <Button variant="default" onClick={() => open('gallery', { panel: panelId })}>
        {words('troubles.look')}
      </Button>
    )
  const price = retryUsd === 0 ? null : format.money(retryUsd)
  const verb = price === null ? words('troubles.retry', { count }) : words('troubles.retryAt', { count, usd: price })
  const ask = { ...(batchId === undefined ? {} : { batchId }), failure }
  if (state === 'failed')
    return (
      <>
        <Button variant="default" loading={retry.pending} onClick={() => void retry.run(ask)}>
          {verb}
        </Button>
        <Problem problem={retry.problem} />
      </>
    )
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words('troubles.again')}
      </Button>
      <Confirm
        opened={asking}
        title={words('troubles.againTitle', { count })}
        verb={verb}
        pending={retry.pending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          void retry.run({ ...ask, retryInterrupted: true }).then((done) => done !== null && setAsking(false))
        }
      >
        {words('troubles.againWords')}
        <Problem problem={retry.problem} />
      </Confirm>
    </>
  )
}
