import { Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import styles from './panels.module.css'

/** The words of a line; a click on those of the chosen panel, or Enter, writes them anew in place. */
export function LineText({
  text,
  canEdit,
  onWrite,
}: {
  text: string
  canEdit: boolean
  /** @returns whether it went well */
  onWrite(text: string): Promise<boolean>
}) {
  const words = useWords('script')
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const comesBack = useRef(false)
  useEffect(() => {
    if (isOpen || !comesBack.current) return
    comesBack.current = false
    // Left by a key: the focus stays at the line.
    button.current?.focus({ preventScroll: true })
  }, [isOpen])
  if (isOpen) {
    return (
      <LineDraft
        text={text}
        onWrite={async (draft) => draft === text || draft === '' || (await onWrite(draft))}
        onDone={(byKey) => {
          comesBack.current = byKey
          setIsOpen(false)
        }}
      />
    )
  }
  return (
    <button
      ref={button}
      type="button"
      className={`${styles.lineText} ${styles.lineButton}`}
      dir="auto"
      disabled={!canEdit}
      aria-label={words('editLine', { line: text })}
      onClick={(event) => {
        // The first click chooses the panel, the second writes in it.
        if (event.detail === 0 || event.currentTarget.closest('[aria-current]')) {
          event.stopPropagation()
          setIsOpen(true)
        }
      }}
    >
      {text}
    </button>
  )
}

/** A line as it is being written. Enter keeps it, Escape leaves it as it was; so does leaving it empty. */
export function LineDraft({
  text,
  onWrite,
  onDone,
}: {
  text: string
  /** @returns whether it went well; the words stay here where not */
  onWrite(text: string): Promise<boolean>
  onDone(byKey: boolean): void
}) {
  const words = useWords('script')
  const [draft, setDraft] = useState(text)
  const [isWriting, setIsWriting] = useState(false)
  const isOver = useRef(false)
  const keep = async (byKey: boolean) => {
    if (isOver.current) return
    isOver.current = true
    setIsWriting(true)
    const isKept = await onWrite(draft.trim())
    setIsWriting(false)
    isOver.current = isKept
    if (isKept) onDone(byKey)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click here only stays here
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div className={styles.lineDraft} onClick={(event) => event.stopPropagation()}>
      <Textarea
        autosize
        autoFocus
        minRows={1}
        dir="auto"
        maxLength={2_000}
        aria-label={words('lineWords')}
        value={draft}
        readOnly={isWriting}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={() => void keep(false)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') {
            isOver.current = true
            onDone(true)
          }
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          void keep(true)
        }}
      />
    </div>
  )
}
