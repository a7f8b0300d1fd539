import { Button } from '@mantine/core'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import { announce } from '../announce/announce.tsx'
import { useWords } from '../i18n/words.ts'
import { chordOf, onMac } from '../keys/chord.ts'
import { useCommandKeys } from '../keys/use-keys.ts'
import { Problem } from '../parts/problem.tsx'
import { usePlace } from '../place/use-place.ts'
import styles from './book-tree.module.css'
import { FilterBar } from './filter-bar.tsx'
import { nameOf } from './names.ts'
import { isInOutline, type TreeRow } from './rows.ts'
import { chosenRows, NOTHING, type Reach, reach, type Selection, stillThere } from './selection.ts'
import { stepFor } from './steps.ts'
import { TreeMenu } from './tree-menu.tsx'
import { type RowActs, TreeLine } from './tree-row.tsx'
import { useCarry } from './use-carry.ts'
import { COMMANDS, useCommands } from './use-commands.ts'
import { useDrag } from './use-drag.ts'
import { countWords, useEdits } from './use-edits.ts'
import { usePanels } from './use-panels.ts'
import { useStableActs } from './use-stable-acts.ts'
import { type Narrowing, useTree, WHOLE } from './use-tree.ts'
import { useTypedAhead } from './use-typed-ahead.ts'

const ROW_PX = 28
const PAD_PX = 6
/** A second click on what is chosen renames it, unless a double click comes of it, ms. */
const SECOND_CLICK_MS = 450

/** The lines of the tree, chosen, moved and named by pointer and by keys. */
export function Lines({
  narrowing,
  typed,
  onNarrow,
  onHide,
  foot,
}: {
  narrowing: Narrowing
  /** As it stands in the field; the search follows. */
  typed: Narrowing
  onNarrow: (narrowing: Narrowing) => void
  onHide: () => void
  foot: ReactNode
}) {
  const words = useWords('tree')
  const keysOf = useCommandKeys()
  const { params, choose } = usePlace()
  const tree = useTree(narrowing)
  const { rows, isNarrowed } = tree
  const edits = useEdits()
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const [renamed, setRenamed] = useState<string | null>(null)
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const base = useId()
  const rowId = (id: string) => `${base}-${id}`

  const leadAt = rows.findIndex(({ id }) => id === selection.lead)
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 16,
    // Drawn with the next frame instead of within the scroll itself.
    useFlushSync: false,
    paddingStart: PAD_PX,
    paddingEnd: PAD_PX,
    // The line the keyboard is at is always there: the tree names it to those who hear it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range)
        return leadAt < 0 || shown.includes(leadAt) ? shown : [...shown, leadAt].sort((a, b) => a - b)
      },
      [leadAt],
    ),
  })
  const shown = lines.getVirtualItems()
  const panelRows = shown.flatMap(({ index }) => {
    const row = rows[index]
    return row?.kind === 'panel' && index !== leadAt ? [row.at] : []
  })
  const panels = usePanels(tree.filter, panelRows[0] ?? null, panelRows.at(-1) ?? 0)

  // The tree follows the place.
  const placed = params.panel ?? params.scene ?? params.chapter ?? null
  const followed = useRef<string | null>(null)
  useEffect(() => {
    if (placed === null || tree.outline === null || followed.current === placed) return
    const at = rows.findIndex(({ id }) => id === placed)
    if (at >= 0) {
      followed.current = placed
      setSelection((now) => (now.ids.has(placed) ? { ...now, lead: placed } : reach(now, rows, placed, 'only')))
      lines.scrollToIndex(at, { align: 'auto' })
      return
    }
    if (isNarrowed) return
    const closed = [params.chapter, params.scene].filter((id): id is string => id !== undefined && id !== placed)
    const shut = rows.filter((row) => closed.includes(row.id) && row.kind !== 'panel' && !row.isOpen)
    if (shut.length > 0) tree.open(closed, true)
    else followed.current = placed
  }, [placed, params.chapter, params.scene, rows, tree, lines, isNarrowed])

  // What went is chosen no longer, and the place goes on to what stands there now.
  const before = useRef({ rows, outline: tree.outline })
  useEffect(() => {
    const old = before.current
    const { outline } = tree
    before.current = { rows, outline }
    if (old.rows === rows || rows.length === 0 || outline === null) return
    const next = stillThere(selection, old.rows, rows, (id) => isInOutline(outline, id))
    if (next === selection) return
    setSelection(next)
    if (placed === null || isNarrowed || old.outline === null) return
    const lead = rows.find(({ id }) => id === next.lead)
    if (lead && isInOutline(old.outline, placed) && !isInOutline(outline, placed)) go(lead)
  })

  const go = (row: TreeRow) => {
    followed.current = row.id
    choose({
      chapter: row.chapter.id,
      scene: row.kind === 'chapter' ? null : row.scene.id,
      panel: row.kind === 'panel' ? row.id : null,
    })
  }
  const stand = (row: TreeRow, how: Reach) => {
    setSelection((now) => reach(now, rows, row.id, how))
    lines.scrollToIndex(rows.indexOf(row), { align: 'auto' })
    if (how === 'only') go(row)
  }
  const chosen = () => chosenRows(rows, selection)
  /** What goes along when a line is dragged; one that was not chosen is by that. */
  const lift = (row: TreeRow) => {
    const all = chosen()
    const isAmong = all.some(({ id }) => id === row.id)
    // Only entries of one kind go together.
    if (isAmong) return all.filter(({ kind }) => kind === row.kind)
    stand(row, 'only')
    return [row]
  }
  const focusTree = useCallback(() => scroll.current?.focus({ preventScroll: true }), [])

  const drag = useDrag(scroll, rows, lift, (moved, drop) => {
    void edits.move(moved, drop.to)
    focusTree()
  })
  const { lifted, setLifted } = drag

  const {
    pickUp,
    key: carry,
    placeWords,
  } = useCarry({
    ...{ rows, lifted, setLifted },
    move: edits.move,
    nameOf: (row) => nameOf(words, row, panels.get(row.id)) ?? '',
    show: (row) => lines.scrollToIndex(row, { align: 'auto' }),
  })
  const { can, run } = useCommands({
    ...{ rows, chosen, edits, tree, pickUp },
    rename: setRenamed,
    choose: (ids) => setSelection({ ids: new Set(ids), anchor: ids[0]!, lead: ids[0]! }),
  })
  const typing = useTypedAhead({
    ...{ rows, leadAt, filter: tree.filter },
    nameOf: (row) => nameOf(words, row, panels.get(row.id)) ?? '',
    find: (row) => stand(row, 'only'),
  })

  const clickTimer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => void (clickTimer.current && clearTimeout(clickTimer.current)), [])
  const stopClick = () => {
    if (clickTimer.current) clearTimeout(clickTimer.current)
    clickTimer.current = null
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const native = event.nativeEvent
    if (native.isComposing || renamed !== null) return
    const chord = chordOf(native, onMac())
    if (chord === null) return
    // Whoever goes on by keys waits for no second click.
    stopClick()
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (carry(chord)) return done()
    if (keysOf('tree', 'find').includes(chord)) {
      field.current?.focus()
      return done()
    }
    if (keysOf('tree', 'chooseAll').includes(chord)) {
      const kind = rows[leadAt]?.kind ?? 'panel'
      const all = rows.filter((row) => row.kind === kind).map(({ id }) => id)
      setSelection({ ids: new Set(all), anchor: all[0] ?? null, lead: selection.lead ?? all[0] ?? null })
      announce(words('chosen', { count: all.length }))
      return done()
    }
    const command = COMMANDS.find((name) => keysOf('tree', name).includes(chord))
    if (command !== undefined) {
      run(command)
      return done()
    }
    const lead = rows[leadAt]
    if (chord === 'Space' && typing.isUnderWay()) {
      typing.type(' ')
      return done()
    }
    if (chord === 'Space' || chord === 'Mod+Space' || chord === 'Shift+Space') {
      if (lead) setSelection((now) => reach(now, rows, lead.id, chord === 'Shift+Space' ? 'range' : 'toggle'))
      return done()
    }
    if (chord === 'Enter' && lead) {
      stand(lead, 'only')
      if (lead.kind !== 'panel') tree.open([lead.id], !lead.isOpen)
      return done()
    }
    if (chord === 'Escape' && selection.ids.size > 1 && lead) {
      stand(lead, 'only')
      return done()
    }
    if (chord === 'ContextMenu' || chord === 'Shift+F10') {
      openMenuAtLead()
      return done()
    }
    const isMirrored = document.dir === 'rtl'
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_PX) - 1)
    const [key, how] = modified(chord)
    const to = stepFor(rows, leadAt, key, { isMirrored, page })
    if (to === null) {
      if (LETTER.test(native.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        typing.type(native.key)
        done()
      } else if (key in TREE_KEYS) done()
      return
    }
    done()
    if ('to' in to) stand(rows[to.to]!, how)
    else if ('open' in to) tree.open([to.open], true)
    else if ('close' in to) tree.open([to.close], false)
    else tree.open(to.openAll, true)
  }
  const openMenuAtLead = () => {
    const line = selection.lead === null ? null : document.getElementById(rowId(selection.lead))
    const box = line?.getBoundingClientRect()
    if (box) setMenuAt({ x: document.dir === 'rtl' ? box.right - 40 : box.left + 40, y: box.bottom })
  }

  const acts: RowActs = {
    onPointerDown: (event, row) => {
      stopClick()
      if (renamed !== null) return
      drag.onPointerDown(event, row)
    },
    onClick(event, row) {
      focusTree()
      if (drag.wasDragged()) return
      const isMod = onMac() ? event.metaKey : event.ctrlKey
      if (event.shiftKey || isMod) return stand(row, event.shiftKey ? 'range' : 'toggle')
      const isSecond = selection.ids.size === 1 && selection.ids.has(row.id) && placed === row.id
      const onWords = (event.target as HTMLElement).closest(`.${styles.words}`) !== null
      stopClick()
      if (isSecond && onWords && event.detail === 1)
        clickTimer.current = setTimeout(() => setRenamed(row.id), SECOND_CLICK_MS)
      stand(row, 'only')
    },
    onDoubleClick(row) {
      stopClick()
      if (row.kind !== 'panel') tree.open([row.id], !row.isOpen)
    },
    onMenu(event, row) {
      event.preventDefault()
      focusTree()
      if (!selection.ids.has(row.id)) stand(row, 'only')
      setMenuAt({ x: event.clientX, y: event.clientY })
    },
    onToggle: (row) => row.kind !== 'panel' && tree.open([row.id], !row.isOpen),
    onRenamed(row, title) {
      setRenamed(null)
      focusTree()
      void edits.rename(row, title)
    },
    onRenameOver() {
      setRenamed(null)
      focusTree()
    },
  }
  const stableActs = useStableActs(acts)
  const liftedIds = new Set(lifted?.rows.map(({ id }) => id))

  return (
    <>
      <FilterBar narrowing={typed} field={field} onNarrow={onNarrow} onLeave={focusTree} onHide={onHide} />
      <Problem problem={edits.problem} />
      {tree.outline !== null && rows.length === 0 && (
        <div className={styles.nothing}>
          <p>{isNarrowed ? words('filter.nothing') : words('empty')}</p>
          {isNarrowed && (
            <Button variant="default" onClick={() => onNarrow(WHOLE)}>
              {words('filter.clear')}
            </Button>
          )}
        </div>
      )}
      <div
        ref={scroll}
        className={styles.scroll}
        role="tree"
        aria-label={words('label')}
        aria-multiselectable="true"
        aria-activedescendant={leadAt < 0 ? undefined : rowId(rows[leadAt]!.id)}
        tabIndex={rows.length === 0 ? -1 : 0}
        data-dragged={lifted?.by === 'pointer' || undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && leadAt < 0 && rows[0])
            setSelection((now) => ({ ...now, lead: rows[0]!.id }))
        }}
      >
        <div role="presentation" className={styles.rows} style={{ height: lines.getTotalSize() }}>
          {shown.map(({ index, start, key }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <TreeLine
                key={key}
                row={row}
                at={index}
                top={start}
                panel={row.kind === 'panel' ? panels.get(row.id) : undefined}
                rowId={rowId(row.id)}
                isChosen={selection.ids.has(row.id)}
                isLead={index === leadAt}
                isLifted={liftedIds.has(row.id)}
                isRenamed={renamed === row.id}
                drop={lifted?.drop?.row === index ? lifted.drop.to.where : null}
                acts={stableActs}
              />
            )
          })}
        </div>
      </div>
      {lifted?.at && (
        <div className={styles.carried} style={{ insetBlockStart: lifted.at.y + 12, left: lifted.at.x + 12 }}>
          {countWords(words, lifted.rows)}
        </div>
      )}
      {lifted?.by === 'keys' && lifted.drop && (
        <p className={styles.carrying}>{words('drag.hint', { place: placeWords(lifted.drop) })}</p>
      )}
      {menuAt !== null && (
        <TreeMenu
          at={menuAt}
          can={can}
          run={(command) => {
            setMenuAt(null)
            focusTree()
            run(command)
          }}
          onClose={() => {
            setMenuAt(null)
            focusTree()
          }}
        />
      )}
      {foot}
    </>
  )
}

const LETTER = /^[\p{L}\p{N}]$/u
/** Keys that belong to the tree also where they lead nowhere. */
const TREE_KEYS: Record<string, true> = {
  ArrowUp: true,
  ArrowDown: true,
  ArrowLeft: true,
  ArrowRight: true,
  Home: true,
  End: true,
}

/** Shift goes on with a range, Ctrl moves without choosing. */
function modified(chord: string): [key: string, how: Reach] {
  const parts = chord.split('+')
  const key = parts.at(-1) || '+'
  if (parts.includes('Alt')) return ['', 'only']
  return [key, parts.includes('Shift') ? 'range' : parts.includes('Mod') ? 'move' : 'only']
}
