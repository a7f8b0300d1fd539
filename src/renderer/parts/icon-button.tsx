import { ActionIcon, Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'
import { type Chord, chordWords, onMac } from '../keys/chord.ts'
import styles from './icon-button.module.css'

/** A button with a sign: it always has a name, a tooltip and, where there is one, its key. */
export function IconButton({
  icon: Icon,
  name,
  chord,
  onClick,
  disabled = false,
  pressed,
  ref,
}: {
  icon: LucideIcon
  name: string
  chord?: Chord | undefined
  onClick: () => void
  disabled?: boolean
  /** For buttons that stay down. */
  pressed?: boolean
  ref?: Ref<HTMLButtonElement>
}) {
  const keys = chord === undefined ? null : chordWords(chord, onMac())
  return (
    <Tooltip label={keys === null ? name : `${name} · ${keys}`} openDelay={500}>
      <ActionIcon
        ref={ref ?? null}
        className={styles.button!}
        variant="subtle"
        color="gray"
        size={28}
        aria-label={name}
        aria-pressed={pressed}
        aria-keyshortcuts={chord?.replace('Mod', 'Control')}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}
