import { Combine, SquareSplitVertical } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useBook, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import { BreakMenu } from './break-menu.tsx'
import { type BreakDrop, placeInPanel, type Spot } from './breaks.ts'
import { NotesView } from './notes-view.tsx'
import { BarButton, PanelBar } from './panel-bar.tsx'
import { PanelColumn } from './panel-column.tsx'
import { ProseColumn } from './prose-column.tsx'
import { type SceneMeasure, type ScriptPage, scenesAmong } from './rows.ts'
import styles from './script.module.css'
import { ScriptBar } from './script-bar.tsx'
import type { ToCheck } from './to-check.ts'
import { useChecking, useTab } from './use-checking.ts'
import { useColumns } from './use-columns.ts'
import { useEditing } from './use-editing.ts'
import { useScriptPages } from './use-pages.ts'
import { useRoughs } from './use-roughs.ts'

/** Words beside panels, both rolling together; what was guessed can be set right where it stands. */
export function Reading({ scenes, voices }: { scenes: readonly SceneMeasure[]; voices: readonly string[] }) {
  const words = useWords('script')
  const book = useBook()
  const { edition } = useEdition()
  const { params, choose, open } = usePlace()
  const selected = params.panel ?? null
  const cannotImport = book?.readOnly != null || book?.imageryFolder != null
  const latest = useRef<ReadonlyMap<string, ScriptPage>>(new Map())
  const columns = useColumns(scenes, latest)
  const inSight = useMemo(
    () => [
      ...new Set([
        ...scenesAmong(
          columns.panels.rows,
          columns.panels.virtual.getVirtualItems().map(({ index }) => index),
        ),
        ...scenesAmong(
          columns.prose.rows,
          columns.prose.virtual.getVirtualItems().map(({ index }) => index),
        ),
        ...(params.scene === undefined ? [] : scenes.filter(({ id }) => id === params.scene).map(({ id }) => id)),
      ]),
    ],
    // The virtual items are new at every scroll, and so is this; what hangs on it compares the ids.
    [columns.panels, columns.prose, scenes, params.scene],
  )
  const pages = useScriptPages(inSight, edition)
  latest.current = pages
  const panelsInSight = columns.panels.virtual.getVirtualItems().flatMap(({ index }) => {
    const row = columns.panels.rows[index]
    return row?.kind === 'panel' ? (pages.get(row.scene.id)?.panels[row.at]?.id ?? []) : []
  })
  const roughs = useRoughs(panelsInSight, pages, edition)

  const [check, setCheck] = useState<ToCheck | null>(null)
  const [caret, setCaret] = useState<Spot | null>(null)
  const [notesOf, setNotesOf] = useState<string | null>(null)
  const [middle, setMiddle] = useState<string | null>(null)
  const leading = scenes.find(({ id }) => id === (middle ?? params.scene)) ?? scenes[0]!

  const select = useCallback(
    (panelId: string, { id, chapterId }: SceneMeasure) => choose({ panel: panelId, scene: id, chapter: chapterId }),
    [choose],
  )

  // The place in the address leads: from the tree, the keys, or a window that was opened again.
  const shown = useRef<string | null>(null)
  const sceneId = params.scene ?? null
  const isHere = sceneId !== null && pages.has(sceneId)
  const { show } = columns
  useEffect(() => {
    const place = `${sceneId} ${selected}`
    if (sceneId === null || shown.current === place) return
    show(sceneId, selected)
    // Until its words are here nobody knows where the panel stands: then it is shown once more.
    if (isHere) shown.current = place
  }, [sceneId, selected, isHere, show])

  const step = useCallback(
    (by: 1 | -1) => {
      const scene = scenes.find(({ id }) => id === sceneId) ?? leading
      const page = latest.current.get(scene.id)
      const at = page?.panels.findIndex(({ id }) => id === selected) ?? -1
      const next = page?.panels[at < 0 && by < 0 ? -1 : at + by]
      if (next) return select(next.id, scene)
      const neighbours =
        by > 0 ? scenes.slice(scenes.indexOf(scene) + 1) : scenes.slice(0, scenes.indexOf(scene)).toReversed()
      const other = neighbours.find(({ panels }) => panels > 0)
      if (!other) return
      const there = latest.current.get(other.id)?.panels.at(by > 0 ? 0 : -1)
      if (there) select(there.id, other)
      else choose({ scene: other.id, chapter: other.chapterId, panel: null })
    },
    [scenes, sceneId, selected, leading, select, choose],
  )

  const openNotes = useCallback(({ id }: SceneMeasure) => setNotesOf(id), [])
  const { split, join, moveBreak, problem } = useEditing()
  const page = sceneId === null ? undefined : pages.get(sceneId)
  const at = page?.panels.findIndex(({ id }) => id === selected) ?? -1
  const panel = page?.panels[at]
  const canEdit = !book?.readOnly
  const splitHere = async () => {
    if (!page || !panel) return
    const text = panel.source === '' ? panel.what : panel.source
    const here = caret?.sceneId === page.id && panel.source !== '' ? placeInPanel(page, panel.id, text, caret) : null
    // Without a place in the words the panel is cut in its middle, at the nearest sentence.
    const second = await split(panel.id, here ?? Math.floor(text.length / 2))
    if (second !== null) choose({ panel: second })
  }
  const joinBefore = async () => {
    const first = panel && (await join(panel.id))
    if (first) choose({ panel: first })
  }

  const moveBreakTo = useCallback(
    async (panelId: string, to: BreakDrop['to'] | 'earlier' | 'later') => {
      const moved = await moveBreak(panelId, to)
      if (moved !== null) choose({ panel: moved })
    },
    [moveBreak, choose],
  )
  /** The very first panel begins where the book does. */
  const hasBreak = canEdit && panel !== undefined && (at > 0 || scenes[0]?.id !== page?.id)
  const stepBreak = (where: 'earlier' | 'later') => panel && void moveBreakTo(panel.id, where)

  const { pending, goTo } = useChecking({
    scenes,
    pages,
    check,
    setCheck,
    selected,
    sceneId: sceneId ?? leading.id,
    select,
    choose,
  })
  useTab(goTo, pending)

  useKeys('script', {
    nextPanel: () => step(1),
    previousPanel: () => step(-1),
    firstPanel: () =>
      choose({
        scene: scenes[0]!.id,
        chapter: scenes[0]!.chapterId,
        panel: latest.current.get(scenes[0]!.id)?.panels[0]?.id ?? null,
      }),
    lastPanel: () => {
      const last = scenes.at(-1)!
      choose({ scene: last.id, chapter: last.chapterId, panel: latest.current.get(last.id)?.panels.at(-1)?.id ?? null })
    },
    splitPanel: canEdit && panel ? () => void splitHere() : null,
    joinPanel: canEdit && at > 0 ? () => void joinBefore() : null,
    breakEarlier: hasBreak ? () => stepBreak('earlier') : null,
    breakLater: hasBreak ? () => stepBreak('later') : null,
    compare: cannotImport ? null : () => open('script', { import: 'compare' }),
    importAgain: cannotImport ? null : () => open('script', { import: 'files' }),
  })

  const common = { pages, voices, selected, onSelect: select }
  return (
    <div className={styles.screen}>
      <ScriptBar scenes={scenes} leading={leading} canEdit={canEdit} onNotes={setNotesOf} />
      <div
        className={styles.columns}
        onScrollCapture={() => {
          const now = columns.sceneInMiddle()
          if (now && now.id !== middle) setMiddle(now.id)
        }}
      >
        <ProseColumn
          columns={columns}
          scenes={scenes}
          caret={caret}
          onCaret={setCaret}
          {...common}
          onNotes={openNotes}
          onBreak={canEdit ? (panelId, to) => void moveBreakTo(panelId, to) : null}
        />
        <div className={styles.panelSide}>
          <PanelBar scene={leading} unsure={scenes.reduce((sum, { unsure }) => sum + unsure, 0)} onNext={() => goTo(1)}>
            <BreakMenu onMove={hasBreak ? stepBreak : null} />
            <BarButton
              icon={SquareSplitVertical}
              words={words('split')}
              onClick={canEdit && panel ? () => void splitHere() : null}
            />
            <BarButton
              icon={Combine}
              words={words('join')}
              onClick={canEdit && at > 0 ? () => void joinBefore() : null}
            />
          </PanelBar>
          <Problem problem={problem} />
          <PanelColumn
            columns={columns}
            {...common}
            check={check}
            canEdit={canEdit}
            roughs={roughs}
            onCheck={setCheck}
          />
        </div>
      </div>
      {notesOf !== null && <NotesView notes={pages.get(notesOf)?.notes ?? null} onClose={() => setNotesOf(null)} />}
    </div>
  )
}
