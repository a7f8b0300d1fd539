import { CircleCheck, CircleDashed, CornerDownRight, FileWarning, TextCursorInput } from 'lucide-react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import styles from './folder.module.css'
import type { FolderState } from './folder-view.tsx'

/** The classes a picture can be in, each with its sign and words. */
export const CLASSES = [
  { id: 'done', sign: CircleCheck, words: 'classes.done', about: 'about.done' },
  { id: 'done-elsewhere', sign: CornerDownRight, words: 'classes.elsewhere', about: 'about.elsewhere' },
  { id: 'pending-runnable', sign: CircleDashed, words: 'classes.runnable', about: 'about.runnable' },
  { id: 'pending-without-prompt', sign: TextCursorInput, words: 'classes.noPrompt', about: 'about.noPrompt' },
  { id: 'unreadable', sign: FileWarning, words: 'classes.unreadable', about: 'about.unreadable' },
] as const

export function ClassFigures({ counts }: { counts: FolderState['counts'] }) {
  const words = useWords('imagery')
  const format = useFormat()
  return (
    <dl className={styles.figures}>
      {CLASSES.map(({ id, sign: Sign, words: name, about }) => (
        <div key={id} className={styles.figure} data-class={id}>
          <dt>
            <Sign size={14} strokeWidth={1.5} aria-hidden="true" /> {words(name)}
          </dt>
          <dd>
            <span className={styles.value}>{format.number(counts[id] ?? 0)}</span>
            <span className={styles.about}>{words(about)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
