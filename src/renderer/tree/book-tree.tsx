import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { PanelLeftOpen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useRequest } from '../api/react.ts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useCommandKeys } from '../keys/use-keys.ts'
import { IconButton } from '../parts/icon-button.tsx'
import styles from './book-tree.module.css'
import { Lines } from './lines.tsx'
import { TrashView } from './trash-view.tsx'
import { type Narrowing, WHOLE } from './use-tree.ts'

/** Between the last letter and the search, ms. */
const PAUSE_MS = 150
/** The head of the trash is enough to know how much is in it. */
const ONE = { limit: 1 }

/** The book as a tree: chapters, scenes, panels. What is chosen here is what every screen is about. */
export function BookTree({ isRail, onToggle }: { isRail: boolean; onToggle: () => void }) {
  const words = useWords('tree')
  const keysOf = useCommandKeys()
  const { number } = useFormat()
  const [narrowing, narrow] = useState<Narrowing>(WHOLE)
  const [settled] = useDebouncedValue(narrowing, PAUSE_MS)
  const [showsTrash, showTrash] = useState(false)
  const inTrash = useRequest('trash.list', ONE, ['trash', 'book']).data?.total ?? 0
  const trash = showsTrash && <TrashView onClose={() => showTrash(false)} />

  if (isRail) {
    return (
      <div className={styles.rail}>
        <IconButton
          icon={PanelLeftOpen}
          name={words('show')}
          chord={keysOf('frame', 'toggleTree')[0]}
          onClick={onToggle}
        />
        <span className={styles.spring} />
        <IconButton icon={Trash2} name={words('trash.title')} onClick={() => showTrash(true)} />
        {trash}
      </div>
    )
  }
  return (
    <div className={styles.tree}>
      <Lines
        narrowing={settled}
        typed={narrowing}
        onNarrow={narrow}
        onHide={onToggle}
        foot={
          <footer className={styles.foot}>
            <Button
              variant="subtle"
              color="gray"
              className={styles.trashButton!}
              leftSection={<Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => showTrash(true)}
            >
              {words('trash.title')}
              {inTrash > 0 && <span className={styles.count}>{number(inTrash)}</span>}
            </Button>
          </footer>
        }
      />
      {trash}
    </div>
  )
}
