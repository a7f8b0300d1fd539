import { Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { OpenSlot, Problem as ProblemData, Take } from '../../../shared/contract/index.ts'
import { useClient } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useNewest } from '../../api/use-newest.ts'
import { useBook, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useKeys } from '../../keys/use-keys.ts'
import { Empty } from '../../parts/empty.tsx'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import { useRemembered } from '../../settings/settings.tsx'
import { RetryAllDialog, UnknownDialog } from './ask-again.tsx'
import { Banners } from './banners.tsx'
import { FilterBar, type SelectionAct, WorkBar } from './bars.tsx'
import { useQueueNews } from './clock.ts'
import { Compare } from './compare.tsx'
import { DiscardDialog, type Discarding, OrphansDialog } from './dialogs.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { SIZES } from './layout.ts'
import { Lightbox } from './lightbox.tsx'
import { type Move, moved, movedInGrid, spotsBetween } from './moves.ts'
import { NoTakes } from './no-takes.tsx'
import { OneMore } from './one-more.tsx'
import { Pictures } from './pictures.tsx'
import { RephraseDialog } from './rephrase.tsx'
import { Rough } from './rough.tsx'
import { useRoughsOfThisBook } from './roughs.ts'
import { ALL, isSelected, NONE, toggled, withThese } from './selection.ts'
import { type Slot, slotsOf } from './slots.ts'
import { change, gallery, useGallery } from './state.ts'
import type { CardActs } from './take-card.tsx'
import { useActs } from './use-acts.ts'
import { type GalleryView, useLines } from './use-lines.ts'
import { isFiltered, questionOf, useOpenSource, useOutline, useSpot } from './use-source.ts'
import { useSpotFromAddress, useSpotInAddress, useSpotThatStays } from './use-spot-kept.ts'
import styles from './work.module.css'

/** The gallery: every picture of the edition, as it comes, to be kept, rejected and picked. */
export function Work() {
  const words = useWords('gallery')
  const client = useClient()
  const book = useBook()
  const { edition } = useEdition()
  const { params, choose } = usePlace()
  const source = useOpenSource()
  const outline = useOutline(source)
  const [size, setSize] = useRemembered<number>('gallery.size', SIZES.usual)
  const [view, setView] = useRemembered<GalleryView>('gallery.view', 'rows')
  const [goesOn] = useRemembered<boolean>('gallery.goesOn', true)
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const [discarding, setDiscarding] = useState<Discarding | null>(null)
  const [orphans, setOrphans] = useState(false)
  const [lost, setLost] = useState<OpenSlot | null>(null)
  const [retryingAll, setRetryingAll] = useState(false)
  const [rephrasing, setRephrasing] = useState<string | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const shown = useLines(outline, view, size, scroll)
  const acts = useActs(setProblem)
  const retry = useAction('batch.retry')
  const asked = useGallery((state) => state.asked)
  const spot = useGallery((state) => state.spot)
  useQueueNews()
  useRoughsOfThisBook()

  const row = spot && outline ? outline.panelIds.indexOf(spot.panelId) : -1
  useSpotFromAddress(outline !== null, params)
  useSpotInAddress(choose)
  useEffect(() => source?.stayAt(spot?.panelId ?? null), [source, spot?.panelId])

  // Brought into sight when the author moves there, never because something arrived.
  const reveal = useGallery((state) => state.reveal)
  const shownNow = useNewest(shown)
  const isReady = row >= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view shows it elsewhere
  useEffect(() => {
    if (!isReady || reveal < 0) return
    const { spot: here, source: from } = gallery()
    const at = here && from?.outline() ? from.outline()!.panelIds.indexOf(here.panelId) : -1
    if (here === null || at < 0) return
    shownNow.current.reveal(at, here.at)
  }, [reveal, isReady, view])

  const slotAt = useCallback((panelId: string, at: number): Slot | null => {
    const panel = gallery().source?.panel(panelId)
    return panel ? (slotsOf(panel)[at] ?? null) : null
  }, [])

  const moveTo = useCallback((panelId: string, at: number) => {
    change({ spot: { panelId, at }, reveal: gallery().reveal + 1 })
    scroll.current?.focus({ preventScroll: true })
  }, [])

  function go(move: Move): void {
    if (!outline || outline.panelIds.length === 0) return
    const here = row < 0 ? { row: 0, at: -1 } : { row, at: spot?.at ?? 0 }
    const next =
      row < 0
        ? { row: 0, at: 0 }
        : view === 'grid' && (move === 'nextPanel' || move === 'previousPanel')
          ? movedInGrid(here, move === 'nextPanel' ? shown.perLine : -shown.perLine, outline.slots)
          : moved(here, move, outline.slots)
    moveTo(outline.panelIds[next.row]!, next.at)
  }

  const { panel: herePanel, at: hereAt } = useSpot()
  const places = herePanel ? slotsOf(herePanel) : []
  const here = places[hereAt] ?? null
  useSpotThatStays(outline, row, herePanel === undefined ? null : places.length)
  const take = here?.kind === 'take' ? here.take : null
  const wish = here?.kind === 'open' ? here.open : null

  function judge(verdict: 'keep' | 'reject'): void {
    const slot = spot && slotAt(spot.panelId, spot.at)
    if (slot?.kind !== 'take') return
    const already = slot.take.state === (verdict === 'keep' ? 'kept' : 'rejected')
    acts.judge(already ? 'unmark' : verdict, [slot.take])
    if (!already && goesOn) go('next')
  }

  const retryJobs = useCallback(
    async (panelId: string, at: number) => {
      const slot = slotAt(panelId, at)
      if (slot?.kind !== 'open') return
      const { jobId, state } = slot.open
      if (state === 'unknown') setLost(slot.open)
      else await retry.run({ jobIds: [jobId], refused: state === 'refused' })
    },
    [retry.run, slotAt],
  )

  const anchor = useRef<{ panelId: string; at: number } | null>(null)
  const cardActs = useMemo<CardActs>(
    () => ({
      choose(panelId, at, { extend }) {
        const slot = slotAt(panelId, at)
        const from = anchor.current
        if (extend && from) void chooseBetween(from, { panelId, at })
        else {
          if (slot?.kind === 'take')
            change({ selection: toggled(gallery().selection, { takeId: slot.take.id, panelId }) })
          anchor.current = { panelId, at }
        }
        moveTo(panelId, at)
      },
      keep(panelId, at) {
        const slot = slotAt(panelId, at)
        if (slot?.kind === 'take') acts.judge(slot.take.state === 'kept' ? 'unmark' : 'keep', [slot.take])
        moveTo(panelId, at)
      },
      zoom(panelId, at) {
        moveTo(panelId, at)
        if (slotAt(panelId, at)?.kind === 'take') choose({ open: 'zoom' })
      },
      retry: (panelId, at) => void retryJobs(panelId, at),
      rephrase: (panelId) => setRephrasing(panelId),
      goTo: (panelId) => moveTo(panelId, 0),
    }),
    [acts, choose, moveTo, retryJobs, slotAt],
  )

  async function selectedIds(): Promise<string[]> {
    const { selection } = gallery()
    if (selection.base === 'none') return [...selection.except.keys()]
    if (!edition) return []
    const { takeIds } = await client.request('takes.ids', questionOf(params, edition.style, edition.lang))
    return takeIds.filter((id) => !selection.except.has(id))
  }

  async function withSelection(act: SelectionAct): Promise<void> {
    const takeIds = await selectedIds()
    if (takeIds.length === 0) return
    if (act === 'compare') {
      const of = gallery().selection.except.get(takeIds[0]!)
      if (of !== undefined) moveTo(of, 0)
      choose({ open: 'compare', with: takeIds.slice(0, 4).join('.') })
    } else if (act === 'discard') setDiscarding({ takeIds })
    else await acts.judgeAll(act, takeIds)
  }

  // There the keys are about the column that is chosen, whatever style it has.
  const compares = params.open === 'compare'
  const rate = (rating: Take['rating']) =>
    take && !compares ? () => acts.rate([take], take.rating === rating ? null : rating) : null
  const failed = outline?.counts.failed ?? 0
  const isOpen = params.open === undefined
  useKeys('gallery', {
    next: () => go('next'),
    previous: () => go('previous'),
    nextPanel: () => go('nextPanel'),
    previousPanel: () => go('previousPanel'),
    first: isOpen ? () => go('first') : null,
    last: isOpen ? () => go('last') : null,
    keep: take && !compares ? () => judge('keep') : null,
    reject: take && !compares ? () => judge('reject') : null,
    pick: take && !compares ? () => acts.judge(take.picked ? 'unpick' : 'pick', [take]) : null,
    zoom: take ? () => choose({ open: params.open === 'zoom' ? null : 'zoom' }) : null,
    compare: take ? () => choose({ open: params.open === 'compare' ? null : 'compare', with: null }) : null,
    select:
      take && isOpen
        ? () => change({ selection: toggled(gallery().selection, { takeId: take.id, panelId: take.panelId }) })
        : null,
    selectAll: isOpen ? () => change({ selection: ALL }) : null,
    selectNone: isOpen ? () => change({ selection: NONE }) : null,
    retry: wish && spot ? () => void retryJobs(spot.panelId, spot.at) : null,
    retryAll: failed > 0 ? () => setRetryingAll(true) : null,
    rephrase: spot ? () => setRephrasing(spot.panelId) : null,
    oneMore: spot
      ? () => change({ asked: { kind: 'oneMore', panelId: spot.panelId, takeId: take?.id ?? null } })
      : null,
    discard: take && isOpen ? () => void acts.discard([take]) : null,
    larger: isOpen ? () => setSize(Math.min(SIZES.most, size + SIZES.step)) : null,
    smaller: isOpen ? () => setSize(Math.max(SIZES.least, size - SIZES.step)) : null,
    rate1: rate(1),
    rate2: rate(2),
    rate3: rate(3),
    rate4: rate(4),
    rate5: rate(5),
    rate0: rate(null),
  })

  if (!book || !edition) return null
  const isEmpty = outline !== null && outline.panelIds.length === 0
  return (
    <div className={styles.gallery}>
      <WorkBar outline={outline} size={size} view={view} onSize={setSize} onView={setView} />
      <FilterBar outline={outline} onAct={(act) => void withSelection(act)} onOrphans={() => setOrphans(true)} />
      <Banners failed={failed} onRetryAll={() => setRetryingAll(true)} />
      {(problem ?? retry.problem ?? source?.problem()) && (
        <div className={styles.problem}>
          <Problem problem={problem ?? retry.problem ?? source?.problem() ?? null} />
        </div>
      )}
      {isEmpty && (isFiltered(params) || params.scope !== undefined) ? (
        <Empty
          rough={<Rough />}
          title={words('empty.filtered')}
          actions={
            <Button
              variant="default"
              onClick={() => choose({ show: null, model: null, flagged: null, rating: null, scope: null })}
            >
              {words('clear')}
            </Button>
          }
        />
      ) : isEmpty ? (
        <NoTakes />
      ) : source && outline ? (
        <Pictures
          source={source}
          outline={outline}
          shown={shown}
          view={view}
          size={size}
          withEdition={params.style === 'any' || params.lang === 'any'}
          acts={cardActs}
          scroll={scroll}
        />
      ) : (
        <div className={styles.waiting} ref={scroll} />
      )}
      <Elsewhere />
      <KeyLine scope="gallery" names={['next', 'keep', 'reject', 'pick', 'zoom', 'compare', 'nextPanel', 'retry']} />
      {params.open === 'zoom' && take && (
        <Lightbox
          take={take}
          words={gallery().source?.panel(take.panelId)?.words ?? ''}
          onClose={() => {
            choose({ open: null })
            requestAnimationFrame(() => scroll.current?.focus({ preventScroll: true }))
          }}
          onMove={go}
        />
      )}
      {params.open === 'compare' && spot && (
        <Compare
          panelId={spot.panelId}
          at={spot.at}
          onTake={moveTo}
          onClose={() => {
            choose({ open: null, with: null })
            requestAnimationFrame(() => scroll.current?.focus({ preventScroll: true }))
          }}
        />
      )}
      <DiscardDialog
        discarding={discarding}
        onClose={() => setDiscarding(null)}
        onConfirm={async (takeIds) => {
          await acts.judgeAll('discard', takeIds)
          change({ selection: NONE })
          setDiscarding(null)
          scroll.current?.focus({ preventScroll: true })
        }}
      />
      {lost !== null && (
        <UnknownDialog
          open={lost}
          onClose={() => {
            setLost(null)
            scroll.current?.focus({ preventScroll: true })
          }}
        />
      )}
      {retryingAll && (
        <RetryAllDialog
          onClose={() => {
            setRetryingAll(false)
            scroll.current?.focus({ preventScroll: true })
          }}
        />
      )}
      {orphans && <OrphansDialog onClose={() => setOrphans(false)} />}
      {asked !== null && (
        <OneMore
          panelId={asked.panelId}
          takeId={asked.takeId}
          edition={edition}
          onClose={() => {
            change({ asked: null })
            scroll.current?.focus({ preventScroll: true })
          }}
        />
      )}
      {rephrasing !== null && (
        <RephraseDialog
          panelId={rephrasing}
          edition={edition}
          onClose={() => {
            setRephrasing(null)
            scroll.current?.focus({ preventScroll: true })
          }}
        />
      )}
    </div>
  )
}

/** Everything from one place to another, whether it is here or not. */
async function chooseBetween(a: { panelId: string; at: number }, b: { panelId: string; at: number }): Promise<void> {
  const { source } = gallery()
  const outline = source?.outline()
  if (!source || !outline) return
  const [from, until] = [outline.panelIds.indexOf(a.panelId), outline.panelIds.indexOf(b.panelId)]
  if (from < 0 || until < 0) return
  await source.ensure(outline.panelIds.slice(Math.min(from, until), Math.max(from, until) + 1))
  const spots = spotsBetween({ row: from, at: a.at }, { row: until, at: b.at }, outline.slots)
  const named = spots.flatMap(({ row, at }) => {
    const panelId = outline.panelIds[row]!
    const panel = source.panel(panelId)
    const slot = panel && slotsOf(panel)[at]
    return slot?.kind === 'take' ? [{ takeId: slot.take.id, panelId }] : []
  })
  const { selection } = gallery()
  const first = named[0]
  const base =
    selection.base === 'all' && first && isSelected(selection, first.takeId) && selection.except.size === 0
      ? NONE
      : selection
  change({ selection: withThese(base, named, true) })
}
