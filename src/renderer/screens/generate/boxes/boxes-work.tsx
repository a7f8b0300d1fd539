import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Plus } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '../../../announce/announce.tsx'
import { offerUndo } from '../../../frame/undo.tsx'
import { useWords } from '../../../i18n/words.ts'
import { useKeys } from '../../../keys/use-keys.ts'
import { Confirm } from '../../../parts/confirm.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { afterTab, besideBox } from '../draft/sheet-edit.ts'
import { useDraft, useDraftPart } from '../draft/use-draft.ts'
import { useSent } from '../use-sent.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import { AddPanel } from './add-panel.tsx'
import { type BoxActs, BoxCard } from './box-card.tsx'
import styles from './boxes.module.css'

/** Boxes added at once. */
const MORE = 4
const NONE: readonly never[] = []

/** One box for each prompt. Only those in sight are drawn, however many there are. */
export function BoxesWork({ goToBox }: { goToBox: RefObject<(id: string) => void> }) {
  const words = useWords('generate')
  const draft = useDraft()
  const boxes = useDraftPart(({ sheet }) => sheet?.boxes) ?? NONE
  const settings = useDraftPart(({ sheet }) => sheet?.settings) ?? null
  const { problems, quote } = useSheetFacts()
  const [current, setCurrent] = useState<string | null>(null)
  /** The box that gets the focus as soon as it is drawn. */
  const [wanted, setWanted] = useState<string | null>(null)
  const [asks, setAsks] = useState<string | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: boxes.length,
    getScrollElement: () => scroll.current,
    getItemKey: (at) => boxes[at]?.id ?? at,
    estimateSize: () => 130,
    overscan: 3,
    paddingStart: 12,
  })
  const shown = rows.getVirtualItems()
  const inSight = useMemo(() => shown.flatMap(({ index }) => boxes[index] ?? []), [shown, boxes])
  const sent = useSent(inSight, settings)
  const own = useMemo(() => new Map(quote?.own.map((each) => [each.boxId, each])), [quote])

  const focus = useCallback(
    (id: string) => {
      const at = draft.state().sheet?.boxes.findIndex((box) => box.id === id) ?? -1
      if (at < 0) return
      setWanted(id)
      rows.scrollToIndex(at, { align: 'auto' })
    },
    [draft, rows],
  )
  useEffect(() => {
    goToBox.current = focus
    return () => {
      goToBox.current = () => {}
    }
  }, [goToBox, focus])

  const numberOf = (id: string) => (draft.state().sheet?.boxes.findIndex((box) => box.id === id) ?? -1) + 1
  const add = (count: number, after: string | null) => {
    const ids = Array.from({ length: count }, () => crypto.randomUUID())
    draft.edit({ do: 'add', ids, after })
    // The list has it only after it was drawn.
    requestAnimationFrame(() => focus(ids[0]!))
  }
  const remove = (id: string) => {
    const next = besideBox(draft.state().sheet?.boxes ?? [], id)
    const removed = (undo: () => void) => {
      offerUndo(label, undo)
      if (next) focus(next)
      else scroll.current?.focus()
    }
    const label = words('boxes.removed', { number: numberOf(id) })
    if (!hasWords(id)) return removed(draft.editUndoably({ do: 'remove', ids: [id] }))
    // Main keeps what was in it, so that it can be brought back after a reload, too.
    void draft.clear({ what: 'boxes', boxIds: [id] }).then(
      () => removed(() => void draft.undoClear().catch(() => {})),
      // How the draft stands says why: it was not kept, so nothing was removed.
      () => {},
    )
  }
  const hasWords = (id: string) =>
    draft.state().sheet?.boxes.some((box) => box.id === id && box.text.trim() !== '') ?? false
  const askRemove = (id: string) => (hasWords(id) ? setAsks(id) : remove(id))
  const move = (id: string, by: -1 | 1) => {
    draft.edit({ do: 'move', id, by })
    announce(words('boxes.moved', { number: numberOf(id), total: draft.state().sheet?.boxes.length ?? 0 }))
    requestAnimationFrame(() => focus(id))
  }
  const acts: BoxActs = {
    onFocus: setCurrent,
    onFocused: () => setWanted(null),
    onTab(id) {
      const next = afterTab(draft.state().sheet?.boxes ?? [], id)
      if (next === null) return false
      if (next === 'new') add(1, id)
      else focus(next.id)
      return true
    },
    onDuplicate(id) {
      const newId = crypto.randomUUID()
      draft.edit({ do: 'duplicate', id, newId })
      requestAnimationFrame(() => focus(newId))
    },
    onRemove: askRemove,
    onJoin(id, into) {
      const label = words('boxes.joined', { number: numberOf(id), other: numberOf(into) })
      offerUndo(label, draft.editUndoably({ do: 'join', id, into }))
      focus(into)
    },
  }
  const here = boxes.some(({ id }) => id === current) ? current : null
  useKeys('generate', {
    duplicate: here ? () => acts.onDuplicate(here) : null,
    moveUp: here ? () => move(here, -1) : null,
    moveDown: here ? () => move(here, 1) : null,
    remove: here ? () => askRemove(here) : null,
  })

  if (boxes.length === 0)
    return (
      <Empty
        title={words('boxes.emptyTitle')}
        actions={
          <>
            <Button onClick={() => add(MORE, null)}>{words('boxes.add', { count: MORE })}</Button>
            <Button variant="default" onClick={() => draft.edit({ do: 'mode', mode: 'paste' })}>
              {words('boxes.emptyPaste')}
            </Button>
            <AddPanel />
          </>
        }
      >
        {words('boxes.emptyWords')}
      </Empty>
    )
  const asked = boxes.find(({ id }) => id === asks)
  return (
    <div className={styles.scroll} ref={scroll} tabIndex={-1}>
      <ol className={styles.rows} aria-label={words('boxes.list')} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const box = boxes[index]
          if (!box || !settings) return null
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={styles.row}
              aria-setsize={boxes.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <BoxCard
                box={box}
                number={index + 1}
                settings={settings}
                problems={problems.of.get(box.id) ?? NONE}
                sent={sent.get(box.id) ?? null}
                sum={own.get(box.id) ?? null}
                isCurrent={box.id === here}
                wantsFocus={box.id === wanted}
                idOf={(number) => draft.state().sheet?.boxes[number - 1]?.id ?? null}
                acts={acts}
              />
            </li>
          )
        })}
      </ol>
      <div className={styles.more}>
        <Button
          variant="default"
          leftSection={<Plus size={14} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => add(MORE, null)}
        >
          {words('boxes.add', { count: MORE })}
        </Button>
        <AddPanel />
      </div>
      <Confirm
        opened={asked !== undefined}
        title={words('boxes.removeTitle', { number: asked ? numberOf(asked.id) : 0 })}
        verb={words('boxes.removeVerb', { number: asked ? numberOf(asked.id) : 0 })}
        onConfirm={() => {
          setAsks(null)
          if (asked) remove(asked.id)
        }}
        onClose={() => setAsks(null)}
      >
        {words('boxes.removeWords')}
      </Confirm>
    </div>
  )
}
