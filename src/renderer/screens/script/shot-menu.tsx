import { Menu } from '@mantine/core'
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import styles from './panels.module.css'
import type { PanelOfPage } from './rows.ts'
import { useEditing } from './use-editing.ts'
import { SHOTS } from './word-lists.ts'

/** The shot of a panel, to be changed in place. The menu is made when it is opened: there are many of these in sight. */
export function ShotMenu({ panel, canEdit }: { panel: PanelOfPage; canEdit: boolean }) {
  const words = useWords('script')
  const [isOpen, setIsOpen] = useState(false)
  const shot = SHOTS.find((one) => one === panel.shot)
  const name = shot ? words(`shots.${shot}`) : panel.shot
  const button = (
    <button
      type="button"
      className={styles.shot}
      disabled={!canEdit}
      aria-haspopup="menu"
      aria-label={words('shotOf', { shot: name })}
      onClick={(event) => {
        event.stopPropagation()
        setIsOpen(!isOpen)
      }}
    >
      {name}
      <ChevronDown size={12} strokeWidth={1.75} aria-hidden="true" />
    </button>
  )
  if (!isOpen) return button
  return (
    <Menu opened onChange={setIsOpen} position="bottom-start" withinPortal returnFocus>
      <Menu.Target>{button}</Menu.Target>
      <Shots panelId={panel.id} shot={shot ?? null} onDone={() => setIsOpen(false)} />
    </Menu>
  )
}

function Shots({ panelId, shot, onDone }: { panelId: string; shot: string | null; onDone(): void }) {
  const words = useWords('script')
  const { edit } = useEditing()
  return (
    <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
      {SHOTS.map((one) => (
        <Menu.Item
          key={one}
          rightSection={one === shot ? <Check size={14} strokeWidth={2} aria-hidden="true" /> : undefined}
          onClick={() => {
            onDone()
            if (one !== shot) void edit(panelId, { shot: one }, words('shot'))
          }}
        >
          {words(`shots.${one}`)}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  )
}
