import { StickyNote } from 'lucide-react'
import { type CSSProperties, memo, type PointerEvent, type ReactNode, useRef } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import type { BreakDrop, Spot } from './breaks.ts'
import { piecesOf } from './pieces.ts'
import styles from './prose.module.css'
import { panelBefore, type Row, type SceneMeasure, type ScriptPage } from './rows.ts'
import { useBreakDrag } from './use-break-drag.ts'
import type { Columns } from './use-columns.ts'
import { voiceColour } from './voices.ts'

interface Shown {
  voices: readonly string[]
  selected: string | null
  /** Where in the words the author clicked last: a panel is split there. */
  caret: Spot | null
  onCaret(spot: Spot): void
  onSelect(panelId: string, scene: SceneMeasure): void
  onNotes(scene: SceneMeasure): void
  /** Null = the break of no panel can be moved. */
  onGrip: ((event: PointerEvent, panelId: string, sceneId: string) => void) | null
  /** Whether the press that just ended was a drag. */
  wasDragged(): boolean
}

/** The script as it was read: where panels begin, who speaks, and what nothing was made of. */
export function ProseColumn({
  columns,
  pages,
  caret,
  scenes,
  onBreak,
  ...shown
}: Omit<Shown, 'onGrip' | 'wasDragged'> & {
  columns: Columns
  pages: ReadonlyMap<string, ScriptPage>
  scenes: readonly SceneMeasure[]
  /** Moves the place where a panel begins; null = the book is only read. */
  onBreak: ((panelId: string, to: BreakDrop['to']) => void) | null
}) {
  const words = useWords('script')
  const before = (sceneId: string) => scenes[scenes.findIndex(({ id }) => id === sceneId) - 1]
  const { dragged, onPointerDown, wasDragged } = useBreakDrag(
    (sceneId) => {
      const own = pages.get(sceneId)
      return own ? { own, before: pages.get(before(sceneId)?.id ?? '') ?? null } : null
    },
    (panelId, to) => onBreak?.(panelId, to),
  )
  // While a break is dragged, the place where it would go stands for the one the author clicked.
  const mark = dragged ? (dragged.drop?.spot ?? null) : caret
  const stable = useRef(wasDragged)
  const { rows, virtual, ref } = columns.prose
  const lead = () => columns.lead('block')
  return (
    <section
      ref={ref}
      className={styles.column}
      data-dragging={dragged ? (dragged.drop ? 'drop' : 'nowhere') : undefined}
      aria-label={words('prose')}
      onWheel={lead}
      onPointerDown={lead}
      onTouchStart={lead}
      onScroll={() => columns.onScroll('block')}
    >
      <div className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={styles.row}
            style={{ transform: `translateY(${start}px)` }}
          >
            <ProseRow
              row={rows[index]!}
              page={pages.get(rows[index]!.scene.id)}
              caret={mark?.sceneId === rows[index]!.scene.id ? mark : null}
              onGrip={onBreak && onPointerDown}
              wasDragged={stable.current}
              {...shown}
            />
          </div>
        ))}
      </div>
      {dragged && (
        <span
          className={styles.carried}
          style={{ insetBlockStart: dragged.at.y - 10, left: dragged.at.x + 10 }}
          aria-hidden="true"
        >
          {numberOf(pages, dragged.panelId)}
        </span>
      )}
    </section>
  )
}

function numberOf(pages: ReadonlyMap<string, ScriptPage>, panelId: string): number | null {
  for (const { panels } of pages.values()) {
    const panel = panels.find(({ id }) => id === panelId)
    if (panel) return panel.panel
  }
  return null
}

/** Drawn again only when something of it changed: the column moves many times a second. */
const ProseRow = memo(function ProseRow({ row, page, ...shown }: Shown & { row: Row; page: ScriptPage | undefined }) {
  if (row.kind === 'scene') return <SceneHead scene={row.scene} opensChapter={row.opensChapter} />
  if (row.kind === 'notes') return <Notes scene={row.scene} onNotes={shown.onNotes} />
  if (row.kind !== 'block') return null
  if (!page?.blocks[row.at]) return <p className={styles.waiting} aria-hidden="true" />
  return <Block {...shown} page={page} at={row.at} scene={row.scene} />
})

function SceneHead({ scene, opensChapter }: { scene: SceneMeasure; opensChapter: boolean }) {
  const words = useWords('script')
  const { number } = useFormat()
  const name = scene.title ?? scene.place
  return (
    <header className={styles.sceneHead} data-opens={opensChapter || undefined}>
      {opensChapter && (
        <p className={styles.chapter}>{words('chapterTitle', { number: scene.chapter, title: scene.chapterTitle })}</p>
      )}
      <p className={styles.where}>
        {words('sceneWhere', { chapter: scene.chapter, scene: number(scene.scene) })} ·{' '}
        {words('words', { count: scene.words, number: number(scene.words) })}
      </p>
      {name && (
        <h3 className={styles.sceneTitle} dir="auto">
          {name}
        </h3>
      )}
    </header>
  )
}

function Notes({ scene, onNotes }: { scene: SceneMeasure; onNotes(scene: SceneMeasure): void }) {
  const words = useWords('script')
  const { number } = useFormat()
  return (
    <button type="button" className={styles.notes} onClick={() => onNotes(scene)}>
      <StickyNote size={14} strokeWidth={1.5} aria-hidden="true" />
      {words('notesLeftOut', { count: scene.noteWords, number: number(scene.noteWords) })}
    </button>
  )
}

function Block({
  caret,
  onCaret,
  page,
  at,
  scene,
  voices,
  selected,
  onSelect,
  onGrip,
  wasDragged,
}: Shown & { page: ScriptPage; at: number; scene: SceneMeasure }) {
  const words = useWords('script')
  const block = page.blocks[at]!
  const caretAt = caret?.sceneId === page.id && caret.block === at ? caret.at : null
  const pieces = piecesOf(block, panelBefore(page, at), caretAt)
  const numbers = new Map(page.panels.map(({ id, panel }) => [id, panel]))
  const isSelected = selected !== null && pieces.some(({ panelId }) => panelId === selected)
  const isUnused = block.unused.length > 0
  return (
    <div
      className={styles.block}
      data-scene={page.id}
      data-block={at}
      data-selected={isSelected || undefined}
      data-kind={block.label !== null ? 'line' : block.panel !== null ? 'prompt' : 'prose'}
    >
      <span className={styles.line}>
        {block.line}
        {isUnused && <span className={styles.struck} title={words('unused')} role="img" aria-label={words('unused')} />}
      </span>
      <div className={styles.words}>
        {block.panel?.strip && (
          <span className={styles.strip}>
            {words('strip', { strip: block.panel.strip, number: block.panel.number })}
          </span>
        )}
        {block.panel?.problem && <span className={styles.problem}>{words(`problems.${block.panel.problem}`)}</span>}
        <p className={styles.text} dir="auto" lang={undefined}>
          {block.label !== null && <b className={styles.label}>{block.label} </b>}
          {pieces.map((piece, n) => (
            // Pieces of a text stand where they stand.
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing else names them
            <span key={n}>
              {piece.starts.map((panelId) => (
                <button
                  key={panelId}
                  type="button"
                  className={styles.chip}
                  data-selected={panelId === selected || undefined}
                  data-grip={onGrip !== null || undefined}
                  title={onGrip === null ? undefined : words('dragBreak')}
                  aria-label={words('panelStarts', { number: numbers.get(panelId) ?? 0 })}
                  onPointerDown={(event) => onGrip?.(event, panelId, page.id)}
                  onClick={() => {
                    if (!wasDragged()) onSelect(panelId, scene)
                  }}
                >
                  {numbers.get(panelId)}
                </button>
              ))}
              {piece.from === caretAt && <span className={styles.caret} aria-hidden="true" />}
              <Piece
                from={piece.from}
                panelId={piece.panelId}
                isSelected={piece.panelId !== null && piece.panelId === selected}
                isUnused={piece.isUnused}
                colour={piece.spoken && voiceColour(voices, piece.spoken.voice)}
                onClick={(offset) => {
                  onCaret({ sceneId: page.id, block: at, at: piece.from + offset })
                  if (piece.panelId !== null) onSelect(piece.panelId, scene)
                }}
              >
                {piece.isStressed ? <em>{piece.text}</em> : piece.text}
              </Piece>
            </span>
          ))}
        </p>
      </div>
    </div>
  )
}

function Piece({
  from,
  panelId,
  isSelected,
  isUnused,
  colour,
  onClick,
  children,
}: {
  /** Where it begins in its block. */
  from: number
  panelId: string | null
  isSelected: boolean
  isUnused: boolean
  colour: string | null
  /** @param offset characters into the piece */
  onClick(offset: number): void
  children: ReactNode
}) {
  return (
    // Everything a click does here, the panel's chip and the panel beside it do for keys as well.
    // biome-ignore lint/a11y/noStaticElementInteractions: the chip is the control, the words only give it a larger place
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span
      className={styles.piece}
      data-piece={from}
      data-panel={panelId ?? undefined}
      data-selected={isSelected || undefined}
      data-unused={isUnused || undefined}
      data-spoken={colour !== null || undefined}
      style={colour === null ? undefined : ({ '--voice': colour } as CSSProperties)}
      onClick={({ clientX, clientY }) => {
        if (window.getSelection()?.isCollapsed === false) return
        onClick(document.caretPositionFromPoint(clientX, clientY)?.offset ?? 0)
      }}
    >
      {children}
    </span>
  )
}
