import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import type { ScriptPage } from './rows.ts'
import styles from './script.module.css'

/** Notes that are no story: left out of the panels, and kept with the book. */
export function NotesView({ notes, onClose }: { notes: ScriptPage['notes']; onClose(): void }) {
  const words = useWords('script')
  const { number } = useFormat()
  return (
    <Dialog onClose={onClose} title={notes?.heading ?? words('notes')} size="lg" centered>
      {notes && (
        <>
          <p className={styles.aside}>
            {words('notesLeftOut', { count: notes.words, number: number(notes.words) })} ·{' '}
            {words('line', { line: notes.line })}
          </p>
          <p className={styles.noteText} dir="auto">
            {notes.text}
          </p>
        </>
      )}
    </Dialog>
  )
}
