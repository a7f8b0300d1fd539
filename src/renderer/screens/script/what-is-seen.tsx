import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import styles from './panels.module.css'
import { useEditing } from './use-editing.ts'

/** What is seen in a panel; a double click, or Enter on it, writes it anew in place. */
export function WhatIsSeen({
  panelId,
  what,
  canEdit,
  className,
}: {
  panelId: string
  what: string
  canEdit: boolean
  className: string
}) {
  const words = useWords('script')
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen) {
    return (
      <button
        type="button"
        className={`${className} ${styles.editable}`}
        dir="auto"
        disabled={!canEdit}
        aria-label={words('editWhat', { what })}
        onClick={(event) => {
          // The first click chooses the panel, the second writes in it.
          if (event.detail === 0 || event.currentTarget.closest('[aria-current], aside')) {
            event.stopPropagation()
            setIsOpen(true)
          }
        }}
      >
        {what}
      </button>
    )
  }
  return <Draft panelId={panelId} what={what} onDone={() => setIsOpen(false)} />
}

function Draft({ panelId, what, onDone }: { panelId: string; what: string; onDone(): void }) {
  const words = useWords('script')
  const { edit, pending, problem } = useEditing()
  const [draft, setDraft] = useState(what)
  const keep = async () => {
    const text = draft.trim()
    if (text === '' || text === what || (await edit(panelId, { what: text }, words('facts.what')))) onDone()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click here only stays here
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div onClick={(event) => event.stopPropagation()}>
      <Textarea
        autosize
        autoFocus
        minRows={2}
        dir="auto"
        aria-label={words('facts.what')}
        value={draft}
        disabled={pending}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          void keep()
        }}
      />
      <Problem problem={problem} />
    </div>
  )
}
