import { Modal } from '@mantine/core'
import { useAction } from '../../api/use-action.ts'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { FolderField } from './folder-field.tsx'
import styles from './start.module.css'

/** A book by its folder, in a browser, which has no dialog of the system's. */
export function OpenBook({ onClose }: { onClose: () => void }) {
  const words = useWords('start')
  const open = useAction('book.open')
  return (
    <Modal opened onClose={onClose} title={words('openBook.title')} size="lg">
      <div className={styles.dialog}>
        <p className={styles.sampleWords}>{words('openBook.words')}</p>
        <FolderField
          label={words('openBook.folder')}
          verb={words('openBook.verb')}
          pending={open.pending}
          onFolder={(folder) => void open.run({ folder })}
        />
        <Problem problem={open.problem} />
      </div>
    </Modal>
  )
}
