import { Button } from '@mantine/core'
import { PenLine, RefreshCw } from 'lucide-react'
import { memo } from 'react'
import type { OpenSlot } from '../../../shared/contract/index.ts'
import { previewAddress, roughAddress } from '../../api/address.ts'
import { told } from '../../i18n/told.ts'
import { KeyCap } from '../../keys/key-cap.tsx'
import { useCommandKeys } from '../../keys/use-keys.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import styles from './card.module.css'
import { useQueue, useSecondsSince } from './clock.ts'
import { useRough } from './roughs.ts'
import type { Say } from './say.ts'
import { useGallery } from './state.ts'
import { type CardActs, placeId } from './take-card.tsx'

/** Below this width a card has no room for sentences. */
const WORDS_FROM_PX = 190

/** A place whose picture is not there: it waits, it is being made, or it did not come. */
export const OpenCard = memo(function OpenCard({
  open,
  panelId,
  at,
  widthPx,
  acts,
  say,
}: {
  open: OpenSlot
  panelId: string
  at: number
  widthPx: number
  acts: CardActs
  say: Say
}) {
  const { words, common } = say
  // Too small for words: a mark and a button.
  const small = widthPx < WORDS_FROM_PX
  const current = useGallery((state) => state.spot?.panelId === panelId && state.spot.at === at)
  const ended = open.state === 'failed' || open.state === 'refused' || open.state === 'unknown'
  const name = open.failure === null ? common(`state.${open.state as 'queued'}`) : words(`failures.${open.failure}`)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the focus and the keys
    <div
      role="gridcell"
      tabIndex={-1}
      id={placeId(panelId, at)}
      className={styles.open}
      data-state={open.state}
      data-current={current || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => acts.choose(panelId, at, { extend: false })}
    >
      {ended ? (
        <Ended open={open} panelId={panelId} at={at} small={small} name={name} acts={acts} say={say} />
      ) : (
        <>
          <Rough open={open} panelId={panelId} widthPx={widthPx} />
          {open.state === 'running' ? <Running open={open} say={say} /> : <Waiting open={open} say={say} />}
        </>
      )}
    </div>
  )
})

/** What the picture will show, faintly. */
function Rough({ open, panelId, widthPx }: { open: OpenSlot; panelId: string; widthPx: number }) {
  const rough = useRough(panelId, open.style, open.lang)
  if (rough === null) return null
  return <img className={styles.rough} src={roughAddress(rough, widthPx)} alt="" decoding="async" draggable={false} />
}

function Waiting({ open, say: { words } }: { open: OpenSlot; say: Say }) {
  const place =
    open.place === null ? '' : open.place === 0 ? words('queued.next') : words('queued.place', { count: open.place })
  return (
    <span className={styles.foot}>
      <StateMark state="queued" withWord />
      <span>{place}</span>
      {open.failure !== null && <span className={styles.why}>{words(`failures.${open.failure}`)}</span>}
    </span>
  )
}

function Running({ open, say: { words } }: { open: OpenSlot; say: Say }) {
  const seconds = useSecondsSince(open.startedAt)
  const slot = useQueue()?.slots.find(({ jobId }) => jobId === open.jobId)
  const fraction = slot?.fraction ?? null
  const preview = slot?.preview ?? 0
  return (
    <>
      {preview > 0 && (
        <img
          className={styles.preview}
          src={previewAddress(open.jobId, preview)}
          alt=""
          decoding="async"
          draggable={false}
        />
      )}
      <span className={styles.foot} data-over={preview > 0 || undefined}>
        <StateMark state="running" withWord />
        <span className={styles.time}>{seconds === null ? '' : words('seconds', { value: String(seconds) })}</span>
      </span>
      {fraction !== null && (
        <span className={styles.progress}>
          <span style={{ width: `${Math.round(fraction * 100)}%` }} />
        </span>
      )}
    </>
  )
}

function Ended({
  open,
  panelId,
  at,
  small,
  name,
  acts,
  say: { words, format },
}: {
  open: OpenSlot
  panelId: string
  at: number
  small: boolean
  name: string
  acts: CardActs
  say: Say
}) {
  const keysOf = useCommandKeys()
  const rephrase = open.state === 'refused'
  const [key] = keysOf('gallery', rephrase ? 'rephrase' : 'retry')
  const charged =
    open.chargedUsd !== null && open.chargedUsd > 0
      ? words('charged', { amount: format.money(open.chargedUsd) })
      : open.maybeCharged
        ? words('maybeCharged')
        : words('notCharged')
  return (
    <>
      <span className={styles.fault}>
        <StateMark state={open.state as 'failed'} />
        {name}
      </span>
      {!small && open.message !== null && <span className={styles.happened}>{told(open.message)}</span>}
      {!small && (
        <span className={styles.charge}>
          {words('tries', { count: open.attempts })} {charged}
        </span>
      )}
      <span className={styles.remedy}>
        <Button
          variant="default"
          tabIndex={-1}
          leftSection={
            rephrase ? (
              <PenLine size={14} strokeWidth={1.5} aria-hidden="true" />
            ) : (
              <RefreshCw size={14} strokeWidth={1.5} aria-hidden="true" />
            )
          }
          onClick={(event) => {
            event.stopPropagation()
            if (rephrase) acts.rephrase(panelId, at)
            else acts.retry(panelId, at)
          }}
        >
          {rephrase
            ? words('rephrase')
            : open.estimateUsd !== null && open.estimateUsd > 0
              ? words('retryFor', { amount: format.money(open.estimateUsd) })
              : words('retry')}
        </Button>
        {!small && key !== undefined && <KeyCap chord={key} />}
      </span>
    </>
  )
}
