import { BookX, ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { STATE_WORDS } from '../parts/state.ts'
import { StateBar, StateMark } from '../parts/state-mark.tsx'
import { Thumbnail } from '../parts/thumbnail.tsx'
import styles from './book-tree.module.css'
import type { Drop } from './drop.ts'
import { nameOf, titleToEdit } from './names.ts'
import type { TreeRow } from './rows.ts'
import type { PanelLine } from './use-panels.ts'

const THUMBNAIL_PX = 27

export interface RowActs {
  onPointerDown(event: PointerEvent, row: TreeRow): void
  onClick(event: MouseEvent, row: TreeRow): void
  onDoubleClick(row: TreeRow): void
  onMenu(event: MouseEvent, row: TreeRow): void
  onToggle(row: TreeRow): void
  onRenamed(row: TreeRow, title: string | null): void
  onRenameOver(): void
}

/** One line of the tree. It has no focus of its own: the tree keeps it, and names the line it is at. */
export const TreeLine = memo(function TreeLine({
  row,
  at,
  top,
  panel,
  rowId,
  isChosen,
  isLead,
  isLifted,
  isRenamed,
  drop,
  acts,
}: {
  row: TreeRow
  at: number
  top: number
  /** What there is to say of a panel; undefined = not here yet. */
  panel: PanelLine | undefined
  rowId: string
  isChosen: boolean
  isLead: boolean
  isLifted: boolean
  isRenamed: boolean
  /** How something that is moved would go here; null = it would not. */
  drop: Drop['to']['where'] | null
  acts: RowActs
}) {
  const words = useWords('tree')
  const state = useWords('common')
  const { number } = useFormat()
  const name = nameOf(words, row, panel)
  const count = row.kind === 'panel' ? 0 : row.kind === 'chapter' ? row.chapter.panels : row.scene.panels
  const heard =
    row.kind === 'panel'
      ? [name ?? words('loading'), ...(panel ? [state(STATE_WORDS[panel.state])] : [])].join(', ')
      : [
          name,
          words('count.panel', { count }),
          ...(row.kind === 'chapter' && row.chapter.loose === 'apart' ? [words('loose.apart')] : []),
        ].join(', ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys for all of its lines.
    <div
      id={rowId}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.kind === 'panel' ? undefined : row.isOpen}
      aria-selected={isChosen}
      aria-label={heard}
      className={styles.row}
      data-row={at}
      data-kind={row.kind}
      data-lead={isLead || undefined}
      data-lifted={isLifted || undefined}
      data-drop={drop ?? undefined}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={(event) => acts.onPointerDown(event, row)}
      onClick={(event) => acts.onClick(event, row)}
      onDoubleClick={() => acts.onDoubleClick(row)}
      onContextMenu={(event) => acts.onMenu(event, row)}
    >
      {row.kind === 'panel' ? (
        <span className={styles.thumbnail}>
          <Thumbnail takeId={panel?.takeId ?? null} widthPx={THUMBNAIL_PX} />
        </span>
      ) : (
        <span
          className={styles.chevron}
          aria-hidden="true"
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation()
            acts.onToggle(row)
          }}
        >
          {row.isOpen ? <ChevronDown size={14} strokeWidth={1.5} /> : <ChevronRight size={14} strokeWidth={1.5} />}
        </span>
      )}
      {isRenamed ? (
        <RenameField row={row} first={titleToEdit(row, panel)} shown={name ?? ''} acts={acts} />
      ) : (
        <span className={styles.words} dir="auto">
          {name}
        </span>
      )}
      {row.kind === 'chapter' && row.chapter.loose === 'apart' && !isRenamed && (
        <span className={styles.apart} aria-hidden="true" title={words('loose.apart')}>
          <BookX size={14} strokeWidth={1.5} />
        </span>
      )}
      {row.kind === 'scene' && !isRenamed && count > 0 && (
        <span className={styles.bar} aria-hidden="true">
          <StateBar counts={row.scene.states} />
        </span>
      )}
      {row.kind !== 'panel' && !isRenamed && (
        <span className={styles.count} aria-hidden="true">
          {/* Apart from the name, also for who reads the words without the layout. */ ' '}
          {number(count)}
        </span>
      )}
      {panel && !isRenamed && (
        <span className={styles.mark} aria-hidden="true">
          <StateMark state={panel.state} />
        </span>
      )}
    </div>
  )
})

/** Enter and leaving keep the title, Escape does not; an empty one gives the script's back. */
function RenameField({ row, first, shown, acts }: { row: TreeRow; first: string; shown: string; acts: RowActs }) {
  const words = useWords('tree')
  const [title, setTitle] = useState(first)
  const field = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const end = (keep: boolean) => {
    if (isOver.current) return
    isOver.current = true
    if (keep && title.trim() !== first) acts.onRenamed(row, title.trim() === '' ? null : title.trim())
    else acts.onRenameOver()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') end(true)
    if (event.key === 'Escape') end(false)
  }
  return (
    <input
      ref={field}
      className={styles.rename}
      dir="auto"
      value={title}
      maxLength={300}
      placeholder={shown}
      aria-label={words('renameField', { what: shown })}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => end(true)}
    />
  )
}
