import { Button, Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowRight, ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { PanelState, SheetSelection } from '../../../../shared/contract/index.ts'
import { useClient, useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useEdition } from '../../../frame/book.tsx'
import { offerUndo } from '../../../frame/undo.tsx'
import { useWords } from '../../../i18n/words.ts'
import { Empty } from '../../../parts/empty.tsx'
import { StateBar, StateMark } from '../../../parts/state-mark.tsx'
import { usePlace } from '../../../place/use-place.ts'
import { useDraft, useDraftPart } from '../draft/use-draft.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import styles from './book.module.css'
import { hasScene, isOfTheBook, isWhole, type Outline, ofChapter, WHOLE, withChapter, withScene } from './choice.ts'

type Chapter = Outline['chapters'][number]
type Row = { chapter: Chapter; scene: Chapter['scenes'][number] | null }

const ROW_PX = 32
/** Marks that are offered as a choice of their own. */
const CHOICES = ['empty', 'stale', 'failed'] as const satisfies readonly PanelState[]
/** As many as can be named one by one. */
const MOST_PANELS = 5_000
const PAGE = 500

/** What of the book is made: all of it, parts, or panels of one state; each with how many it is. */
export function BookWork() {
  const words = useWords('generate')
  const format = useFormat()
  const client = useClient()
  const draft = useDraft()
  const { open, params } = usePlace()
  const { edition } = useEdition()
  const style = useDraftPart(({ sheet }) => sheet?.settings.styles[0])
  const selection = useDraftPart(({ sheet }) => sheet?.selection) ?? WHOLE
  const { quote } = useSheetFacts()
  const filter = useMemo(
    () => (edition === null ? null : { edition: { ...edition, style: style ?? edition.style } }),
    [edition, style],
  )
  const outline = useRequest('tree.outline', filter === null ? null : { filter }, ['tree', 'takes', 'book']).data
  const [tooMany, setTooMany] = useState(false)
  const ofBook = useMemo(() => outline && partOfBook(outline), [outline])
  if (outline === null || ofBook === null || filter === null) return null
  if (outline.panels === 0)
    return (
      <Empty
        title={words('book.emptyTitle')}
        actions={
          <>
            <Button onClick={() => open('script')}>{words('book.toScript')}</Button>
            <Button variant="default" onClick={() => draft.edit({ do: 'mode', mode: 'paste' })}>
              {words('modes.paste')}
            </Button>
          </>
        }
      >
        {words('book.emptyWords')}
      </Empty>
    )
  const choose = (next: SheetSelection) => {
    setTooMany(false)
    draft.edit({ do: 'selection', selection: next })
  }
  const chooseState = async (state: PanelState) => {
    const count = outline.states[state] ?? 0
    if (count > MOST_PANELS) return setTooMany(true)
    const panelIds: string[] = []
    for (let offset = 0; offset < count; offset += PAGE) {
      const page = await client
        .request('tree.panels', { filter: { ...filter, states: [state] }, offset, limit: PAGE })
        .catch(() => null)
      if (page === null || page.rows.length === 0) break
      panelIds.push(...page.rows.flatMap(({ id, chapterId }) => (ofBook.chapterIds.has(chapterId) ? id : [])))
    }
    if (panelIds.length > 0) choose({ ...WHOLE, panelIds })
  }
  const toBoxes = async () => {
    setTooMany(false)
    if (!(await draft.flush())) return
    const found = await client.request('sheet.panels', {}).catch(() => null)
    if (found === null || found.panels.length === 0) return
    if (found.total > found.panels.length) return setTooMany(true)
    const undo = draft.editUndoably({ do: 'add-panels', panels: found.panels, newId: () => crypto.randomUUID() })
    offerUndo(words('paste.converted'), undo)
  }
  return (
    <div className={styles.book}>
      <section className={styles.choices} aria-label={words('book.states')}>
        <span className={styles.quiet}>{words('book.states')}</span>
        {CHOICES.map((state) => {
          const count = ofBook.states[state] ?? 0
          return (
            <Button key={state} variant="default" disabled={count === 0} onClick={() => void chooseState(state)}>
              <StateMark state={state} />
              <span className={styles.choiceWords}>
                {state === 'empty'
                  ? words('book.missing')
                  : state === 'stale'
                    ? words('book.stale')
                    : words('book.failed')}
              </span>
              <span className={styles.choiceCount}>{format.number(count)}</span>
            </Button>
          )
        })}
        <Button variant="default" disabled={isWhole(selection)} onClick={() => choose(WHOLE)}>
          {words('book.all')} <span className={styles.choiceCount}>{format.number(ofBook.panels)}</span>
        </Button>
        {params.panel !== undefined && !selection.panelIds.includes(params.panel) && (
          <Button
            variant="subtle"
            onClick={() => choose({ ...selection, panelIds: [...selection.panelIds, params.panel!] })}
          >
            {words('book.addPanel')}
          </Button>
        )}
        <span className={styles.spring} />
        <Button
          variant="default"
          disabled={quote === null || quote.prompts === 0}
          rightSection={<ArrowRight size={14} strokeWidth={1.5} aria-hidden="true" className={styles.chevron} />}
          onClick={() => void toBoxes()}
        >
          {words('paste.toBoxes', { count: quote?.prompts ?? 0 })}
        </Button>
      </section>
      {tooMany && (
        <p className={styles.note} role="alert">
          {words('book.tooMany', { most: format.number(MOST_PANELS) })}
        </p>
      )}
      {selection.panelIds.length > 0 && (
        <p className={styles.note}>
          {words('book.panelsChosen', { count: selection.panelIds.length })}{' '}
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              const undo = draft.editUndoably({ do: 'selection', selection: { ...selection, panelIds: [] } })
              offerUndo(words('book.dropPanels'), undo)
            }}
          >
            {words('book.dropPanels')}
          </button>
        </p>
      )}
      <Parts outline={outline} selection={selection} choose={choose} />
    </div>
  )
}

/** What is on the pages: free prompts beside them are counted by themselves. */
function partOfBook({ chapters }: Outline) {
  const own = chapters.filter(isOfTheBook)
  const states: Partial<Record<PanelState, number>> = {}
  for (const chapter of own)
    for (const [state, count] of Object.entries(chapter.states) as [PanelState, number][])
      states[state] = (states[state] ?? 0) + count
  return {
    states,
    panels: own.reduce((sum, { panels }) => sum + panels, 0),
    chapterIds: new Set(own.map(({ id }) => id)),
  }
}

/** Chapters, and the scenes of those that are open. */
function Parts({
  outline,
  selection,
  choose,
}: {
  outline: Outline
  selection: SheetSelection
  choose: (selection: SheetSelection) => void
}) {
  const words = useWords('generate')
  const format = useFormat()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const all = useMemo(
    () =>
      outline.chapters.flatMap((chapter): Row[] => [
        { chapter, scene: null },
        ...(opened.has(chapter.id) ? chapter.scenes.map((scene) => ({ chapter, scene })) : []),
      ]),
    [outline, opened],
  )
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const named = !isWhole(selection) && selection.chapters.length === 0 && selection.sceneIds.length === 0
  const toggle = (id: string) => {
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    setOpened(next)
  }
  return (
    <div className={styles.scroll} ref={scroll}>
      <div className={styles.whole}>
        <Checkbox
          checked={isWhole(selection)}
          indeterminate={!isWhole(selection) && !named}
          onChange={() => choose(WHOLE)}
          label={words('book.whole')}
          description={words('book.wholeWords')}
        />
        <span className={styles.count}>
          {format.number(outline.chapters.filter(isOfTheBook).reduce((sum, { panels }) => sum + panels, 0))}
        </span>
      </div>
      <ul className={styles.rows} aria-label={words('book.parts')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const row = all[index]
          if (!row) return null
          const { chapter, scene } = row
          const part = scene ?? chapter
          const inChapter = named ? 'none' : ofChapter(selection, chapter)
          const isIn = scene ? !named && hasScene(selection, chapter, scene.id) : inChapter === 'all'
          const title = scene
            ? (scene.title ?? scene.place ?? words('book.scene', { number: scene.number }))
            : `${chapter.number} · ${chapter.title}`
          const isOpen = opened.has(chapter.id)
          return (
            <li
              key={part.id}
              className={styles.row}
              data-scene={scene !== null || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              {scene === null ? (
                <button
                  type="button"
                  className={styles.fold}
                  aria-expanded={isOpen}
                  aria-label={isOpen ? words('book.hideScenes', { title }) : words('book.showScenes', { title })}
                  onClick={() => toggle(chapter.id)}
                >
                  {isOpen ? (
                    <ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" />
                  ) : (
                    <ChevronRight size={16} strokeWidth={1.5} aria-hidden="true" className={styles.chevron} />
                  )}
                </button>
              ) : (
                <span className={styles.fold} />
              )}
              <Checkbox
                classNames={{ root: styles.part!, label: styles.partLabel! }}
                checked={isIn}
                indeterminate={scene === null && inChapter === 'some'}
                onChange={({ currentTarget }) => {
                  const start = named ? { ...selection, chapters: [], sceneIds: [] } : selection
                  choose(
                    scene
                      ? withScene(start, outline, chapter, scene.id, currentTarget.checked)
                      : withChapter(start, outline, chapter, currentTarget.checked),
                  )
                }}
                label={<bdi>{title}</bdi>}
              />
              <span className={styles.states}>
                <StateBar counts={part.states} />
              </span>
              <span className={styles.count}>{format.number(part.panels)}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
