import { useMemo } from 'react'
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
  pages: ReadonlyMap<string, ScriptPage>
  voices: readonly string[]
  selected: string | null
  check: ToCheck | null
  canEdit: boolean
  onSelect(panelId: string, scene: SceneMeasure): void
  onCheck(check: ToCheck | null): void
}

/** A page with what people on it are called where there is little room. */
export type Names = ReadonlyMap<string, string>

/** The panels of the book beside the words they were cut from. */
export function PanelColumn({ columns, panels, ...shown }: PanelsShown & { columns: Columns; panels: number }) {
  const words = useWords('script')
  const { rows, virtual, ref } = columns.panels
  const lead = () => columns.lead('panel')
  return (
    <div
      ref={ref}
      className={styles.column}
      role="feed"
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
            <PanelRow row={rows[index]!} total={panels} {...shown} />
          </div>
        ))}
      </div>
    </div>
  )
}

function PanelRow({ row, total, ...shown }: PanelsShown & { row: Row; total: number }) {
  const page = shown.pages.get(row.scene.id)
  const names = useMemo(() => shortNames(page ? namesOn(page) : []), [page])
  if (row.kind === 'scene') return <SceneHead scene={row.scene} page={page} {...shown} />
  if (row.kind !== 'panel') return null
  const panel = page?.panels[row.at]
  if (!page || !panel) return <div className={styles.waiting} aria-hidden="true" />
  return <PanelCard names={names} page={page} panel={panel} scene={row.scene} total={total} {...shown} />
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
