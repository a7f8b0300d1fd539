import { Menu } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { KIND_ICONS, KindItems } from './line-menu.tsx'
import { LineDraft } from './line-text.tsx'
import type { LineKind } from './lines.ts'
import styles from './panels.module.css'

/** One more line over the chosen panel: first what it is, then its words. */
export function AddLine({
  isBusy,
  onAdd,
}: {
  isBusy: boolean
  /** @returns whether it went well */
  onAdd(kind: LineKind, text: string): Promise<boolean>
}) {
  const words = useWords('script')
  const [kind, setKind] = useState<LineKind | null>(null)
  if (kind !== null) {
    const Icon = KIND_ICONS[kind]
    return (
      <div className={styles.newLine}>
        <span className={styles.kind} title={words(`lineKinds.${kind}`)}>
          <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
        </span>
        <LineDraft
          text=""
          onWrite={async (text) => text === '' || (await onAdd(kind, text))}
          onDone={() => setKind(null)}
        />
      </div>
    )
  }
  return (
    <Menu position="bottom-start" withinPortal returnFocus>
      <Menu.Target>
        <button type="button" className={styles.addLine} disabled={isBusy} onClick={(event) => event.stopPropagation()}>
          <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
          {words('addLine')}
        </button>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <KindItems kind={null} onKind={setKind} />
      </Menu.Dropdown>
    </Menu>
  )
}
