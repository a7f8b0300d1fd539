import { Button, SegmentedControl, Slider } from '@mantine/core'
import { Link2, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Take } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useKeys } from '../../keys/use-keys.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { usePlace } from '../../place/use-place.ts'
import { CharacterStrip } from './character-strip.tsx'
import { columnsOf } from './columns.ts'
import { actualSize, FITTED, type Size, type View } from './pan-zoom.ts'
import { cardState, slotsOf } from './slots.ts'
import { gallery } from './state.ts'
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
  const by = params.by === 'styles' ? 'styles' : 'takes'
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
  useKeys('compare', {
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
        <Button
          variant={withSlider ? 'light' : 'default'}
          disabled={shown.length < 2}
          onClick={() => setSlider(!slider)}
        >
          {words('compare.slider')}
        </Button>
        <IconButton icon={X} name={words('close')} chord="Escape" onClick={onClose} />
      </PaneHead>
      {shown.length === 0 ? (
        <p className={styles.none}>{words('compare.none')}</p>
      ) : withSlider ? (
        <>
          <div className={styles.columns}>
            <div className={styles.column}>
              <div className={styles.head}>
                <Heading take={shown[0]!} letter="A" by={by} />
                <Spring />
                <Heading take={shown[1]!} letter="B" by={by} />
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
                <Heading take={take} letter={LETTERS[index]!} by={by} />
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
          <strong>{panel.words}</strong>
          <span className={styles.dim}>{words(`shots.${panel.shot as 'medium'}`)}</span>
        </p>
      )}
      <CharacterStrip panelId={panelId} onPanel={(id) => onTake(id, 0)} />
      <KeyLine
        scope="compare"
        names={['column1', 'column2', 'swap', 'slider', 'actualSize', 'walkBack', 'walkOn', 'close']}
      />
    </section>
  )
}

function Heading({ take, letter, by }: { take: Take; letter: string; by: 'takes' | 'styles' }) {
  const words = useWords('gallery')
  return (
    <>
      <span className={styles.letter} aria-hidden="true">
        {letter}
      </span>
      <strong>{by === 'styles' ? <bdi>{take.style}</bdi> : words('take', { number: take.number })}</strong>
      {take.model !== null && <bdi className={styles.dim}>{take.model}</bdi>}
    </>
  )
}
