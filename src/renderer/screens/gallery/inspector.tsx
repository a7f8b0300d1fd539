import { Button, Rating, Switch } from '@mantine/core'
import { Check, CircleStop, FolderOpen, Plus } from 'lucide-react'
import { useState } from 'react'
import type { PanelTakes, QueueSummary, Take } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useQualityName } from '../../format/use-quality-name.ts'
import { useWords } from '../../i18n/words.ts'
import { KeyCap } from '../../keys/key-cap.tsx'
import { useCommandKeys } from '../../keys/use-keys.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Fact, PaneHead, Section } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { TakePicture } from '../../parts/take-picture.tsx'
import { useRemembered } from '../../settings/settings.tsx'
import { TrashView } from '../../tree/trash-view.tsx'
import { useQueue } from './clock.ts'
import styles from './inspector.module.css'
import { placeOf, type Shared } from './shared-card.tsx'
import { slotsOf } from './slots.ts'
import { change, gallery } from './state.ts'
import { useActs } from './use-acts.ts'
import { useSpot } from './use-source.ts'

const PICTURE_PX = 288

/** How the batch stands, and the picture the author is at. */
export function Inspector() {
  const words = useWords('gallery')
  const summary = useQueue()
  const isLive = summary !== null && summary.phase !== 'idle'
  return (
    <>
      <PaneHead title={words('batch.title')}>
        {isLive && (
          <span className={styles.live}>
            <StateMark state="running" />
            {words('batch.live')}
          </span>
        )}
      </PaneHead>
      {summary && <BatchSection summary={summary} />}
      <SelectionSection />
      <Options />
    </>
  )
}

const STATES = [
  ['taken', 'done'],
  ['running', 'running'],
  ['queued', 'queued'],
  ['failed', 'failed'],
  ['refused', 'refused'],
  ['unknown', 'unknown'],
] as const

function BatchSection({ summary }: { summary: QueueSummary }) {
  const words = useWords('gallery')
  const common = useWords('common')
  const format = useFormat()
  const stop = useAction('batch.stop')
  const cancel = useAction('batch.cancel')
  const [asking, setAsking] = useState(false)
  const { run, money, phase } = summary
  // What waits behind a gate belongs to the batch, as the bar below counts it.
  const jobs = run ? { ...run.jobs, queued: run.jobs.queued + summary.behindGate } : summary.jobs
  const total = STATES.reduce((sum, [, state]) => sum + jobs[state], 0)
  const waiting = summary.jobs.queued
  if (total === 0)
    return (
      <Section>
        <p className={styles.dim}>{words('batch.none')}</p>
      </Section>
    )
  return (
    <>
      <Section>
        <div className={styles.sum}>
          <span className={styles.large}>{format.number(jobs.done)}</span>
          <span className={styles.dim}>{words('batch.of', { count: total })}</span>
          <span className={styles.end}>{format.percent(total === 0 ? 0 : jobs.done / total)}</span>
        </div>
        <div className={styles.states}>
          {STATES.map(([mark, state]) => (
            <div key={mark} className={styles.state} data-state={mark}>
              <StateMark state={mark} />
              <span className={styles.word}>{common(`state.${mark}`)}</span>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ width: `${total === 0 ? 0 : (jobs[state] / total) * 100}%` }} />
              </span>
              <span className={styles.count}>{format.number(jobs[state])}</span>
            </div>
          ))}
        </div>
        {(phase === 'running' || waiting > 0) && (
          <div className={styles.buttons}>
            {phase === 'running' && (
              <Button
                variant="default"
                loading={stop.pending}
                leftSection={<CircleStop size={14} strokeWidth={1.5} aria-hidden="true" />}
                onClick={() => void stop.run({})}
              >
                {words('batch.stop')}
              </Button>
            )}
            {waiting > 0 && (
              <Button variant="default" onClick={() => setAsking(true)}>
                {words('batch.cancel', { count: waiting })}
              </Button>
            )}
          </div>
        )}
        <Problem problem={stop.problem ?? cancel.problem} />
      </Section>
      <Section>
        <Fact label={words('batch.asked')}>
          <bdi>{format.number(total)}</bdi>
        </Fact>
        <Fact label={words('batch.cost')}>
          <bdi className={styles.strong}>{format.money(money.spentUsd)}</bdi>
          {money.unpricedCalls > 0 && (
            <span className={styles.dim}> {words('batch.unpriced', { count: money.unpricedCalls })}</span>
          )}
        </Fact>
        {run !== null && (
          <Fact label={words('batch.estimate')}>
            <bdi>{money.estimateUsd === null ? format.money(null) : `≈ ${format.money(money.estimateUsd)}`}</bdi>
          </Fact>
        )}
        <Fact label={words('batch.cap')}>
          <bdi>{money.budgetUsd === null ? words('batch.noCap') : format.money(money.budgetUsd)}</bdi>
        </Fact>
        {run?.perMinute != null && (
          <Fact label={words('batch.pace')}>
            {words('batch.perMinute', { value: format.number(run.perMinute, 1) })}
          </Fact>
        )}
      </Section>
      <Confirm
        opened={asking}
        title={words('batch.cancel', { count: waiting })}
        verb={words('batch.cancel', { count: waiting })}
        dismiss="close"
        pending={cancel.pending}
        onClose={() => setAsking(false)}
        onConfirm={() => void cancel.run({}).then(() => setAsking(false))}
      >
        {words('batch.cancelWords')}
      </Confirm>
    </>
  )
}

function SelectionSection() {
  const words = useWords('gallery')
  const { panel, at } = useSpot()
  const slot = panel && slotsOf(panel)[at]
  if (panel && slot?.kind === 'shared') return <SharedSection panel={panel} shared={slot.shared} />
  if (!panel || slot?.kind !== 'take')
    return (
      <Section title={words('selection')}>
        <p className={styles.dim}>{panel && slot ? words('notThere') : words('nothing')}</p>
      </Section>
    )
  return (
    <TakeSection
      take={slot.take}
      place={`${panel.chapter}.${panel.scene}.${panel.number}`}
      seen={panel.words}
      panelId={panel.panelId}
      sharedBy={panel.sharedBy}
    />
  )
}

/** A panel that shows the picture of another: whose it is, and a way to have its own. */
function SharedSection({ panel, shared }: { panel: PanelTakes; shared: Shared }) {
  const words = useWords('gallery')
  const unshare = useAction('reuse.set')
  const place = placeOf(shared)
  return (
    <Section title={words('selection')} aside={placeOf(panel)}>
      {shared.takeId !== null && (
        <div className={styles.picture} style={{ aspectRatio: '3 / 2' }}>
          <TakePicture takeId={shared.takeId} widthPx={PICTURE_PX} words={panel.words} fit="contain" />
        </div>
      )}
      <p className={styles.dim}>
        {words('shared.shows', { place })} {shared.takeId === null ? words('shared.none') : words('shared.words')}
      </p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => goTo(shared.panelId)}>
          {words('shared.goTo', { place })}
        </Button>
        <Button
          variant="default"
          loading={unshare.pending}
          onClick={() =>
            void unshare
              .run({ pairs: [{ panelId: panel.panelId, showsId: null }] })
              .then((done) => done && announce(words('shared.withdrawn')))
          }
        >
          {words('shared.own')}
        </Button>
      </div>
      <Problem problem={unshare.problem} />
    </Section>
  )
}

function goTo(panelId: string): void {
  change({ spot: { panelId, at: 0 }, reveal: gallery().reveal + 1 })
}

function TakeSection({
  take,
  place,
  seen,
  panelId,
  sharedBy,
}: {
  take: Take
  place: string
  seen: string
  panelId: string
  sharedBy: PanelTakes['sharedBy']
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const qualityName = useQualityName()
  const keysOf = useCommandKeys()
  const acts = useActs(ignore)
  const { data } = useRequest('takes.show', { takeId: take.id })
  const made = data?.id === take.id ? data.made : null
  const canReveal = useRequest('app.about', {}).data?.can.reveal ?? false
  const reveal = useAction('takes.reveal')
  const pickKey = keysOf('gallery', 'pick')[0]
  return (
    <>
      <Section title={words('selection')} aside={words('placeTake', { place, number: take.number })}>
        <div className={styles.picture} style={{ aspectRatio: `${take.width} / ${take.height}` }}>
          <TakePicture takeId={take.id} widthPx={PICTURE_PX} words={seen} fit="contain" />
        </div>
        <Fact label={words('fact.model')}>
          <bdi>
            {made
              ? [made.model, made.quality && qualityName(made.quality)].filter(Boolean).join(' · ')
              : (take.model ?? '—')}
          </bdi>
        </Fact>
        <Fact label={words('fact.size')}>
          <bdi>{`${take.width} × ${take.height}`}</bdi> <span className={styles.dim}>{format.bytes(take.bytes)}</span>
        </Fact>
        <Fact label={words('fact.price')}>
          <bdi>{made ? format.money(made.costUsd) : '—'}</bdi>
        </Fact>
        <Fact label={words('fact.seed')}>
          <bdi>{made ? String(made.seed) : '—'}</bdi>
        </Fact>
        <Fact label={words('fact.made')}>
          {format.dateTime(take.createdAt)}
          {take.ms !== null && (
            <span className={styles.dim}> {words('inSeconds', { value: format.number(take.ms / 1_000, 1) })}</span>
          )}
        </Fact>
        <Fact label={words('fact.rating')}>
          <Rating
            size="xs"
            value={take.rating ?? 0}
            aria-label={words('fact.rating')}
            onChange={(value) => acts.rate([take], value === take.rating ? null : (value as Take['rating']))}
          />
        </Fact>
        <div className={styles.buttons}>
          <Button
            variant={take.picked ? 'light' : 'filled'}
            leftSection={<Check size={14} strokeWidth={2} aria-hidden="true" />}
            onClick={() => acts.judge(take.picked ? 'unpick' : 'pick', [take])}
          >
            {take.picked ? words('states.picked') : words('pick')}{' '}
            {pickKey && <span className={styles.key}>{pickKey}</span>}
          </Button>
          <Button
            variant="default"
            leftSection={<Plus size={14} strokeWidth={1.5} aria-hidden="true" />}
            onClick={() => change({ asked: { kind: 'oneMore', panelId, takeId: take.id } })}
          >
            {words('oneMore')}
          </Button>
          {canReveal && (
            <Button
              variant="default"
              loading={reveal.pending}
              leftSection={<FolderOpen size={14} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => void reveal.run({ takeId: take.id })}
            >
              {words('reveal')}
            </Button>
          )}
        </div>
        <Problem problem={reveal.problem} />
        {sharedBy.length > 0 && (
          <Fact label={words('shared.alsoIn')}>
            {sharedBy.map((other) => (
              <Button key={other.panelId} variant="subtle" size="compact-xs" onClick={() => goTo(other.panelId)}>
                <bdi>{placeOf(other)}</bdi>
              </Button>
            ))}
          </Fact>
        )}
      </Section>
      {made && (
        <Section title={words('promptSent')}>
          <p className={styles.prompt} dir="auto">
            {made.prompt}
          </p>
          {made.negativePrompt !== '' && (
            <p className={styles.dim} dir="auto">
              {words('without')} {made.negativePrompt}
            </p>
          )}
        </Section>
      )}
    </>
  )
}

const ignore = () => {}

function Options() {
  const words = useWords('gallery')
  const format = useFormat()
  const [goesOn, setGoesOn] = useRemembered<boolean>('gallery.goesOn', true)
  const trash = useRequest('trash.list', { limit: 1 }, ['takes', 'trash']).data
  const [showsTrash, setShowsTrash] = useState(false)
  return (
    <Section>
      <Switch
        label={
          <>
            {words('goesOn')}{' '}
            <span className={styles.keys}>
              <KeyCap chord="K" /> <KeyCap chord="X" />
            </span>
          </>
        }
        checked={goesOn}
        onChange={(event) => setGoesOn(event.currentTarget.checked)}
      />
      {trash !== null && trash.total > 0 && (
        <div className={styles.trash}>
          <span className={styles.dim}>{words('trash', { count: trash.takes, bytes: format.bytes(trash.bytes) })}</span>
          <Button variant="default" onClick={() => setShowsTrash(true)}>
            {words('openTrash')}
          </Button>
        </div>
      )}
      {showsTrash && <TrashView onClose={() => setShowsTrash(false)} />}
    </Section>
  )
}
