import { Button, SegmentedControl, Slider } from '@mantine/core'
import { Ban, Check, Link2, Trophy, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem as ProblemData, Take } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useCommandKeys, useKeys } from '../../keys/use-keys.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import { CharacterStrip } from './character-strip.tsx'
import { columnsOf } from './columns.ts'
import { actualSize, FITTED, type Size, type View } from './pan-zoom.ts'
import { PromoteDialog, useStyleName } from './promote.tsx'
import { cardState, slotsOf } from './slots.ts'
import { gallery } from './state.ts'
import { useActs } from './use-acts.ts'
import styles from './zoom.module.css'
import { ZoomFrame } from './zoom-frame.tsx'

const LETTERS = ['A', 'B', 'C', 'D'] as const

/** Two to four pictures of a panel side by side, or the panel in two to four styles. */
export function Compare({
  panelId,
  at,
  onTake,
  onClose,
}: {
  panelId: string
  at: number
  /** The author goes to a picture. */
  onTake: (panelId: string, at: number) => void
  onClose: () => void
}) {
  const words = useWords('gallery')
  const { params, choose } = usePlace()
  const { edition } = useEdition()
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const by = params.by === 'styles' ? 'styles' : 'takes'
  const acts = useActs(setProblem)
  const styleName = useStyleName()
  const [promoting, setPromoting] = useState(false)
  const [view, setView] = useState<View>(FITTED)
  const [own, setOwn] = useState<Readonly<Record<string, View>>>({})
  const [column, setColumn] = useState(0)
  const [swapped, setSwapped] = useState(false)
  const [slider, setSlider] = useState(false)
  const [cut, setCut] = useState(50)
  const [frame, setFrame] = useState<Size>({ width: 1, height: 1 })
  const box = useRef<HTMLElement>(null)
  const { data } = useRequest(
    'takes.panels',
    {
      panelIds: [panelId],
      edition: { style: by === 'styles' ? null : (edition?.style ?? null), lang: edition?.lang ?? null },
    },
    ['takes'],
  )
  const panel = data?.panels[0]
  const named = params.with?.split('.') ?? []
  const takes = columnsOf(panel?.takes ?? [], { by, at, named, style: edition?.style ?? '' })
  const shown = swapped ? [takes[1], takes[0], ...takes.slice(2)].filter((take) => take !== undefined) : takes
  const chosen = Math.min(column, Math.max(0, shown.length - 1))
  const withSlider = slider && shown.length >= 2

  useEffect(() => box.current?.focus(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel begins as it fits
  useEffect(() => {
    setView(FITTED)
    setOwn({})
    setColumn(0)
    setSwapped(false)
  }, [panelId, by])

  const go = (to: number) => {
    const take = shown[to]
    if (!take) return
    setColumn(to)
    // The verdict of the keys is about the picture the author is at.
    const here = gallery().source?.panel(take.panelId)
    const place = here ? slotsOf(here).findIndex(({ id }) => id === take.id) : -1
    if (place >= 0) onTake(take.panelId, place)
    box.current?.focus()
  }
  const onView = useCallback(
    (id: string) => (change: (view: View) => View, free: boolean) => {
      if (free) setOwn((before) => ({ ...before, [id]: change(before[id] ?? FITTED) }))
      else setView(change)
    },
    [],
  )
  const first = shown[0]
  const winner = shown[chosen]
  const judge = (verdict: 'keep' | 'reject' | 'pick', take: Take) => {
    const already = verdict === 'pick' ? take.picked : take.state === (verdict === 'keep' ? 'kept' : 'rejected')
    acts.judge(already ? (verdict === 'pick' ? 'unpick' : 'unmark') : verdict, [take])
  }
  const say = (verdict: 'keep' | 'reject' | 'pick') => (winner ? () => judge(verdict, winner) : null)
  useKeys('compare', {
    keep: say('keep'),
    reject: say('reject'),
    pick: say('pick'),
    column1: () => go(0),
    column2: shown.length > 1 ? () => go(1) : null,
    column3: shown.length > 2 ? () => go(2) : null,
    column4: shown.length > 3 ? () => go(3) : null,
    swap: shown.length > 1 ? () => setSwapped((now) => !now) : null,
    slider: shown.length > 1 ? () => setSlider((now) => !now) : null,
    actualSize: first
      ? () => setView((now) => (now.scale > 1 ? FITTED : actualSize(first, frame, window.devicePixelRatio)))
      : null,
    close: onClose,
  })

  const name = panel ? `${panel.chapter}.${panel.scene}.${panel.number}` : ''
  return (
    <section ref={box} className={styles.compare} aria-label={words('compare.title')} tabIndex={-1}>
      <PaneHead title={words('compare.title')}>
        <SegmentedControl
          aria-label={words('compare.title')}
          value={by}
          data={[
            { value: 'takes', label: words('compare.takes') },
            { value: 'styles', label: words('compare.styles') },
          ]}
          onChange={(value) => choose({ by: value === 'styles' ? 'styles' : null, with: null })}
        />
        <span className={styles.head}>
          <Link2 size={14} strokeWidth={1.5} aria-hidden="true" />
          <span className={styles.dim}>{words('compare.tied')}</span>
        </span>
        <Spring />
        {by === 'styles' && winner && panel && (
          <Button variant="default" onClick={() => setPromoting(true)}>
            {words('promote.open', { style: styleName(winner.style) })}
          </Button>
        )}
        <Button
          variant={withSlider ? 'light' : 'default'}
          disabled={shown.length < 2}
          onClick={() => setSlider(!slider)}
        >
          {words('compare.slider')}
        </Button>
        <IconButton icon={X} name={words('close')} chord="Escape" onClick={onClose} />
      </PaneHead>
      <Problem problem={problem} />
      {shown.length === 0 ? (
        <p className={styles.none}>{words('compare.none')}</p>
      ) : withSlider ? (
        <>
          <div className={styles.columns}>
            <div className={styles.column}>
              <div className={styles.head}>
                <Heading take={shown[0]!} letter="A" name={by === 'styles' ? styleName(shown[0]!.style) : null} />
                <Spring />
                <Heading take={shown[1]!} letter="B" name={by === 'styles' ? styleName(shown[1]!.style) : null} />
              </div>
              <div className={styles.box} dir="ltr">
                <ZoomFrame take={shown[0]!} view={view} onView={onView('')} alt="" onSize={setFrame} />
                <div className={styles.over} style={{ clipPath: `inset(0 0 0 ${cut}%)`, pointerEvents: 'none' }}>
                  <ZoomFrame take={shown[1]!} view={view} onView={onView('')} alt="" />
                </div>
                <span className={styles.divide} style={{ insetInlineStart: `${cut}%` }} />
              </div>
            </div>
          </div>
          <div className={styles.slider} dir="ltr">
            <Slider
              aria-label={words('compare.slider')}
              thumbLabel={words('compare.slider')}
              label={null}
              value={cut}
              onChange={setCut}
            />
          </div>
        </>
      ) : (
        <div className={styles.columns}>
          {shown.map((take, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: columns have keys of their own, 1 to 4
            // biome-ignore lint/a11y/noStaticElementInteractions: as above
            <div
              key={take.id}
              className={styles.column}
              data-current={index === chosen || undefined}
              data-rejected={take.state === 'rejected' || undefined}
              onClick={() => index !== chosen && go(index)}
            >
              <div className={styles.head}>
                <Heading take={take} letter={LETTERS[index]!} name={by === 'styles' ? styleName(take.style) : null} />
                <Spring />
                <Verdicts take={take} onSay={(verdict) => judge(verdict, take)} />
              </div>
              <div className={styles.box}>
                <ZoomFrame
                  take={take}
                  view={own[take.id] ?? view}
                  onView={onView(take.id)}
                  alt={words('take', { number: take.number })}
                  {...(index === 0 ? { onSize: setFrame } : {})}
                />
                {take.state !== 'candidate' && (
                  <span className={styles.verdict}>{words(`states.${cardState(take)}`)}</span>
                )}
              </div>
            </div>
          ))}
        </div>
      )}
      {panel && (
        <p className={styles.caption}>
          <bdi className={styles.dim}>{name}</bdi>
          <strong>
            <bdi>{panel.words}</bdi>
          </strong>
          <span className={styles.dim}>{words(`shots.${panel.shot as 'medium'}`)}</span>
        </p>
      )}
      <CharacterStrip panelId={panelId} onPanel={(id) => onTake(id, 0)} />
      <KeyLine
        scope="compare"
        names={['column1', 'column2', 'keep', 'reject', 'pick', 'swap', 'slider', 'actualSize', 'walkBack', 'walkOn']}
      />
      {promoting && winner && panel && (
        <PromoteDialog
          panel={panel}
          style={winner.style}
          onClose={() => {
            setPromoting(false)
            box.current?.focus()
          }}
        />
      )}
    </section>
  )
}

/** What the keys say about the chosen column, as buttons of each. */
function Verdicts({ take, onSay }: { take: Take; onSay: (verdict: 'keep' | 'reject' | 'pick') => void }) {
  const words = useWords('compare')
  const keysOf = useCommandKeys()
  const key = (name: 'keep' | 'reject' | 'pick') => keysOf('compare', name)[0]
  return (
    // A click on a button is no choice of the column.
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: holds buttons
    <span className={styles.verdicts} onClick={(event) => event.stopPropagation()}>
      <IconButton
        icon={Check}
        name={words('keys.keep')}
        chord={key('keep')}
        pressed={take.state === 'kept'}
        onClick={() => onSay('keep')}
      />
      <IconButton
        icon={Ban}
        name={words('keys.reject')}
        chord={key('reject')}
        pressed={take.state === 'rejected'}
        onClick={() => onSay('reject')}
      />
      <IconButton
        icon={Trophy}
        name={words('keys.pick')}
        chord={key('pick')}
        pressed={take.picked}
        onClick={() => onSay('pick')}
      />
    </span>
  )
}

function Heading({ take, letter, name }: { take: Take; letter: string; name: string | null }) {
  const words = useWords('gallery')
  return (
    <>
      <span className={styles.letter} aria-hidden="true">
        {letter}
      </span>
      <strong>{name === null ? words('take', { number: take.number }) : <bdi>{name}</bdi>}</strong>
      {take.model !== null && <bdi className={styles.dim}>{take.model}</bdi>}
    </>
  )
}
