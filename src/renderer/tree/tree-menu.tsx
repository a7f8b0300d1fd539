import { Menu } from '@mantine/core'
import {
  ArrowDown,
  ArrowUp,
  BookPlus,
  BookX,
  ChevronsDownUp,
  ChevronsUpDown,
  Copy,
  Move,
  Pencil,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { KeyCap } from '../keys/key-cap.tsx'
import { useCommandKeys } from '../keys/use-keys.ts'
import styles from './book-tree.module.css'
import { keys } from './keys.ts'

/** The chapter of free prompts goes onto the pages, or off them. */
type LooseCommand = 'looseIn' | 'looseOut'

export type TreeCommand = Exclude<keyof typeof keys, 'find' | 'chooseAll'> | 'openAll' | 'closeAll' | LooseCommand

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const

/** What can be done to what is chosen, where it was asked for. */
export function TreeMenu({
  at,
  can,
  run,
  onClose,
}: {
  /** CSS pixels of the window. */
  at: { x: number; y: number }
  can: (command: TreeCommand) => boolean
  run: (command: TreeCommand) => void
  onClose: () => void
}) {
  const words = useWords('tree')
  const keysOf = useCommandKeys()
  const item = (command: TreeCommand, label: string, icon: ReactNode, isDangerous = false) => {
    const [chord] = command in keys ? keysOf('tree', command) : []
    return (
      <Menu.Item
        leftSection={icon}
        rightSection={chord && <KeyCap chord={chord} />}
        disabled={!can(command)}
        {...(isDangerous ? { color: 'red' } : {})}
        onClick={() => run(command)}
      >
        {label}
      </Menu.Item>
    )
  }
  return (
    <Menu opened onChange={(opened) => opened || onClose()} position="bottom-start" returnFocus={false} width={260}>
      <Menu.Target>
        <span className={styles.menuAnchor} aria-hidden="true" style={{ top: at.y, left: at.x }} />
      </Menu.Target>
      <Menu.Dropdown>
        {item('rename', words('keys.rename'), <Pencil {...ICON} />)}
        {item('duplicate', words('keys.duplicate'), <Copy {...ICON} />)}
        <Menu.Divider />
        {item('moveUp', words('keys.moveUp'), <ArrowUp {...ICON} />)}
        {item('moveDown', words('keys.moveDown'), <ArrowDown {...ICON} />)}
        {item('pickUp', words('keys.pickUp'), <Move {...ICON} />)}
        <Menu.Divider />
        {can('looseIn') && item('looseIn', words('loose.takeIn'), <BookPlus {...ICON} />)}
        {can('looseOut') && item('looseOut', words('loose.keepOff'), <BookX {...ICON} />)}
        {(can('looseIn') || can('looseOut')) && <Menu.Divider />}
        {item('openAll', words('openAll'), <ChevronsUpDown {...ICON} />)}
        {item('closeAll', words('closeAll'), <ChevronsDownUp {...ICON} />)}
        <Menu.Divider />
        {item('remove', words('keys.remove'), <Trash2 {...ICON} />, true)}
      </Menu.Dropdown>
    </Menu>
  )
}
