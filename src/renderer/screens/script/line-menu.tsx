import { Menu } from '@mantine/core'
import {
  ArrowDown,
  ArrowUp,
  AudioLines,
  Check,
  Cloud,
  type LucideIcon,
  MessageCircle,
  MessageCircleDashed,
  MessageCircleMore,
  MessageCircleWarning,
  Radio,
  RectangleHorizontal,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { LINE_KINDS, type LineKind } from './lines.ts'
import styles from './panels.module.css'

export const KIND_ICONS: Record<LineKind, LucideIcon> = {
  speech: MessageCircle,
  thought: Cloud,
  whisper: MessageCircleDashed,
  burst: MessageCircleWarning,
  electric: Radio,
  'off-panel': MessageCircleMore,
  caption: RectangleHorizontal,
  sfx: AudioLines,
}

/** What a line is, and what can be done with it. Made when it is opened: there are many of these in sight. */
export function LineMenu({
  kind,
  text,
  canEdit,
  canMove,
  onKind,
  onMove,
  onRemove,
}: {
  kind: LineKind
  text: string
  canEdit: boolean
  canMove: { up: boolean; down: boolean }
  onKind(kind: LineKind): void
  onMove(by: 1 | -1): void
  onRemove(): void
}) {
  const words = useWords('script')
  const [isOpen, setIsOpen] = useState(false)
  const Icon = KIND_ICONS[kind]
  const button = (
    <button
      type="button"
      className={styles.kind}
      data-kind={kind}
      title={words(`lineKinds.${kind}`)}
      aria-label={words('lineOf', { kind: words(`lineKinds.${kind}`), line: text })}
      aria-haspopup="menu"
      disabled={!canEdit}
      onClick={(event) => {
        event.stopPropagation()
        setIsOpen(!isOpen)
      }}
    >
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
  if (!isOpen) return button
  return (
    <Menu opened onChange={setIsOpen} position="bottom-start" withinPortal returnFocus>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <KindItems kind={kind} onKind={onKind} />
        <Menu.Divider />
        <Menu.Item
          leftSection={<ArrowUp size={14} strokeWidth={1.5} aria-hidden="true" />}
          disabled={!canMove.up}
          onClick={() => onMove(-1)}
        >
          {words('lineUp')}
        </Menu.Item>
        <Menu.Item
          leftSection={<ArrowDown size={14} strokeWidth={1.5} aria-hidden="true" />}
          disabled={!canMove.down}
          onClick={() => onMove(1)}
        >
          {words('lineDown')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={onRemove}>
          {words('lineRemove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Every kind a line can be of. @param kind what it is now; null = nothing yet */
export function KindItems({ kind, onKind }: { kind: LineKind | null; onKind(kind: LineKind): void }) {
  const words = useWords('script')
  return LINE_KINDS.map((one) => {
    const Icon = KIND_ICONS[one]
    return (
      <Menu.Item
        key={one}
        leftSection={<Icon size={14} strokeWidth={1.5} aria-hidden="true" />}
        rightSection={one === kind ? <Check size={14} strokeWidth={2} aria-hidden="true" /> : undefined}
        onClick={() => {
          if (one !== kind) onKind(one)
        }}
      >
        {words(`lineKinds.${one}`)}
      </Menu.Item>
    )
  })
}
