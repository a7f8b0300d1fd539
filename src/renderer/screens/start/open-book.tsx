import { Button } from '@mantine/core'
import type { Problem as ProblemData } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import { FolderField } from './folder-field.tsx'
import styles from './start.module.css'

/** A folder as a browser shows it: what it is, but not where. */
export interface Folder {
  kind: 'book' | 'imagery'
  name: string
  /** What in it a script can be read from. */
  files: File[]
}

/** A book by its folder, in a browser, which has no dialog of the system's and does not say where a dropped folder lies. */
export function OpenBook({
  dropped,
  pending,
  problem,
  onFolder,
  onRead,
  onClose,
}: {
  dropped: Folder | null
  pending: boolean
  problem: ProblemData | null
  onFolder(folder: string): void
  onRead(files: File[]): void
  onClose(): void
}) {
  const words = useWords('start')
  const format = useFormat()
  const about =
    dropped === null
      ? words('openBook.words')
      : dropped.kind === 'imagery'
        ? words('openBook.droppedImagery', { name: dropped.name })
        : words('openBook.droppedBook', { name: dropped.name })
  return (
    <Dialog onClose={onClose} title={words('openBook.title')} size="lg">
      <div className={styles.dialog}>
        <p className={styles.sampleWords}>{about}</p>
        <FolderField
          label={words('openBook.folder')}
          verb={words('openBook.verb')}
          pending={pending}
          onFolder={onFolder}
        />
        <Problem problem={problem} />
        {dropped !== null && dropped.files.length > 0 && (
          <div className={styles.askWay}>
            <Button variant="default" onClick={() => onRead(dropped.files)}>
              {words('ask.read')}
            </Button>
            <p className={styles.sampleWords}>{words('ask.readIs', { number: format.number(dropped.files.length) })}</p>
          </div>
        )}
      </div>
    </Dialog>
  )
}
