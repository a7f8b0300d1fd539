import { memo } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { PanelCard } from './panel-card.tsx'
import styles from './panels.module.css'
import type { Row, SceneMeasure, ScriptPage } from './rows.ts'
import { SceneSetting } from './scene-setting.tsx'
import { namesOn, shortNames } from './short-names.ts'
import type { ToCheck } from './to-check.ts'
import type { Columns } from './use-columns.ts'

export interface PanelsShown {
  voices: readonly string[]
  check: ToCheck | null
  canEdit: boolean
  /** Roughs of panels without a picture, by panel id. */
  roughs: ReadonlyMap<string, string>
  onSelect(panelId: string, scene: SceneMeasure): void
  onCheck(check: ToCheck | null): void
}

interface RowShown extends PanelsShown {
  row: Row
  page: ScriptPage | undefined
  isSelected: boolean
}

/** A page with what people on it are called where there is little room. */
export type Names = ReadonlyMap<string, string>

/** The panels of the book beside the words they were cut from. */
export function PanelColumn({
  columns,
  pages,
  selected,
  check,
  ...shown
}: PanelsShown & {
  columns: Columns
  pages: ReadonlyMap<string, ScriptPage>
  selected: string | null
}) {
  const words = useWords('script')
  const { rows, virtual, ref } = columns.panels
  const lead = () => columns.lead('panel')
  const isSelected = (row: Row) =>
    selected !== null && row.kind === 'panel' && pages.get(row.scene.id)?.panels[row.at]?.id === selected
  return (
    <section
      ref={ref}
      className={styles.column}
      data-panels
      aria-label={words('panels')}
      onWheel={lead}
      onPointerDown={lead}
      onTouchStart={lead}
      onScroll={() => columns.onScroll('panel')}
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
            <PanelRow
              row={rows[index]!}
              page={pages.get(rows[index]!.scene.id)}
              isSelected={isSelected(rows[index]!)}
              check={check?.sceneId === rows[index]!.scene.id ? check : null}
              {...shown}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

/** Drawn again only when something of it changed: the column moves many times a second. */
const PanelRow = memo(function PanelRow({ row, page, isSelected, ...shown }: RowShown) {
  if (row.kind === 'scene') return <SceneHead scene={row.scene} page={page} {...shown} />
  if (row.kind !== 'panel') return null
  const panel = page?.panels[row.at]
  if (!page || !panel) return <div className={styles.waiting} aria-hidden="true" />
  return (
    <PanelCard page={page} panel={panel} names={namesFor(page)} scene={row.scene} isSelected={isSelected} {...shown} />
  )
})

const known = new WeakMap<ScriptPage, Names>()

function namesFor(page: ScriptPage): Names {
  const names = known.get(page) ?? shortNames(namesOn(page))
  known.set(page, names)
  return names
}

function SceneHead({ scene, page, ...shown }: PanelsShown & { scene: SceneMeasure; page: ScriptPage | undefined }) {
  const words = useWords('script')
  const { number } = useFormat()
  return (
    <header className={styles.sceneHead}>
      <h3 className={styles.sceneTitle}>
        {words('sceneWhere', { chapter: scene.chapter, scene: number(scene.scene) })}
      </h3>
      {page ? <SceneSetting page={page} {...shown} /> : <div className={styles.settingWaits} />}
    </header>
  )
}
