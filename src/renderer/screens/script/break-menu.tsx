import { Menu } from '@mantine/core'
import { MoveVertical } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { KeyCap } from '../../keys/key-cap.tsx'
import { useCommandKeys } from '../../keys/use-keys.ts'
import styles from './script.module.css'

/** Moves where the chosen panel begins, a sentence at a time; where it opens a scene, a panel at a time. */
export function BreakMenu({ onMove }: { onMove: ((where: 'earlier' | 'later') => void) | null }) {
  const words = useWords('script')
  const keysOf = useCommandKeys()
  return (
    <Menu position="bottom-end" withinPortal returnFocus>
      <Menu.Target>
        <button
          type="button"
          className={styles.barButton}
          title={words('moveBreak')}
          aria-label={words('moveBreak')}
          disabled={onMove === null}
        >
          <MoveVertical size={14} strokeWidth={1.5} aria-hidden="true" />
          <span className={styles.spareWords}>{words('moveBreak')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['earlier', 'later'] as const).map((where) => {
          const [key] = keysOf('script', where === 'earlier' ? 'breakEarlier' : 'breakLater')
          return (
            <Menu.Item
              key={where}
              rightSection={key === undefined ? undefined : <KeyCap chord={key} />}
              onClick={() => onMove?.(where)}
            >
              {words(where === 'earlier' ? 'beginEarlier' : 'beginLater')}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
