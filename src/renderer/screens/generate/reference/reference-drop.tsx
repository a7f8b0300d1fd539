import { type ReactNode, useRef } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { hasFiles } from '../../cast/pictures/drop-events.ts'
import { DropZone } from '../../cast/pictures/drop-zone.tsx'
import { offer } from './offered.ts'
import styles from './reference.module.css'

/** Takes a picture that is dropped on it: into the box it fell on, or else for all prompts. Words that are dragged stay words. */
export function ReferenceDrop({
  className,
  pastes = false,
  children,
}: {
  className: string
  /** Also what is pasted outside of text fields; one of the places on a screen does. */
  pastes?: boolean
  children: ReactNode
}) {
  const words = useWords('generate')
  const into = useRef<string | null>(null)
  return (
    <div
      className={styles.wrap}
      onDropCapture={({ target }) => {
        into.current = (target as Element).closest<HTMLElement>('[data-box]')?.dataset.box ?? null
      }}
    >
      <DropZone
        className={`${className} ${styles.zone}`}
        disabled={false}
        pastes={pastes}
        accepts={hasFiles}
        words={words('reference.drop')}
        onDrop={(dropped) => {
          offer(dropped, into.current)
          into.current = null
        }}
      >
        {children}
      </DropZone>
    </div>
  )
}
