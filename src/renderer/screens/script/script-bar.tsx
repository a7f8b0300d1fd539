import { Button } from '@mantine/core'
import { FileInput, GitCompareArrows, StickyNote } from 'lucide-react'
import { useFormat } from '../../format/use-format.ts'
import { useBook } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { FilesButton } from '../../imagery/files-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { usePlace } from '../../place/use-place.ts'
import type { SceneMeasure } from './rows.ts'
import styles from './script.module.css'

/** What the chapter in sight comes to, and the ways to read it again. */
export function ScriptBar({
  scenes,
  leading,
  canEdit,
  onNotes,
}: {
  scenes: readonly SceneMeasure[]
  leading: SceneMeasure
  canEdit: boolean
  onNotes(sceneId: string): void
}) {
  const words = useWords('script')
  const { number } = useFormat()
  const { open } = usePlace()
  const chapter = scenes.filter(({ chapterId }) => chapterId === leading.chapterId)
  const sum = (of: 'words' | 'panels' | 'noteWords') => chapter.reduce((total, scene) => total + scene[of], 0)
  const isFolder = useBook()?.imageryFolder != null
  const notes = chapter.find(({ noteWords }) => noteWords > 0)
  return (
    <div className={styles.bar}>
      <PaneHead title={words('chapter', { number: leading.chapter })}>
        <span className={styles.counts}>
          {[
            words('words', { count: sum('words'), number: number(sum('words')) }),
            words('scenes', { count: chapter.length, number: number(chapter.length) }),
            words('panelsCount', { count: sum('panels'), number: number(sum('panels')) }),
          ].join(' · ')}
        </span>
        {notes && (
          <button type="button" className={`${styles.barButton} ${styles.spare}`} onClick={() => onNotes(notes.id)}>
            <StickyNote size={14} strokeWidth={1.5} aria-hidden="true" />
            {words('notesLeftOut', { count: sum('noteWords'), number: number(sum('noteWords')) })}
          </button>
        )}
        <Spring />
        {isFolder ? (
          <FilesButton className={styles.keep!} />
        ) : (
          <>
            <Button
              className={styles.keep!}
              variant="default"
              disabled={!canEdit}
              leftSection={<GitCompareArrows size={16} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => open('script', { import: 'compare' })}
            >
              {words('compare')}
            </Button>
            <Button
              className={styles.keep!}
              variant="default"
              disabled={!canEdit}
              leftSection={<FileInput size={16} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => open('script', { import: 'files' })}
            >
              {words('importAgain')}
            </Button>
          </>
        )}
      </PaneHead>
    </div>
  )
}
