import { ImagePlus } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNewest } from '../../../api/use-newest.ts'
import { isForTextField, isTextField } from '../../../frame/dropped-files.ts'
import { contentOf, mayBePicture, srcOf } from './drop-events.ts'
import styles from './drop-zone.module.css'
import { type Dropped, readDrop } from './read-drop.ts'

/** Takes pictures that are dropped anywhere on it, or pasted while no text field has the focus. */
export function DropZone({
  className,
  disabled,
  words,
  accepts = mayBePicture,
  pastes = true,
  onDrop,
  children,
}: {
  className: string
  disabled: boolean
  /** What will happen. */
  words: string
  /** Which drags and clipboards are meant. */
  accepts?: (transfer: DataTransfer | null) => boolean
  /** Whether it takes what is pasted, too. */
  pastes?: boolean
  onDrop: (dropped: Dropped[]) => void
  children: ReactNode
}) {
  const zone = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const take = useNewest(onDrop)

  useEffect(() => {
    const element = zone.current
    if (disabled || element === null) return
    // Children are entered and left on the way: only the depth says whether the drag is still here.
    let depth = 0
    const isOurs = (event: DragEvent) => accepts(event.dataTransfer) && !isForTextField(event)
    const enter = (event: DragEvent) => {
      if (!isOurs(event)) return
      event.preventDefault()
      depth++
      setOver(true)
    }
    const hover = (event: DragEvent) => {
      if (!isOurs(event)) return
      event.preventDefault()
      event.dataTransfer!.dropEffect = 'copy'
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (event.dataTransfer === null || !isOurs(event)) return
      event.preventDefault()
      event.stopPropagation()
      take.current(readDrop(contentOf(event.dataTransfer), srcOf))
    }
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || isTextField(event.target)) return
      if (!pastes || !accepts(event.clipboardData)) return
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return
      event.preventDefault()
      take.current(readDrop(contentOf(event.clipboardData), srcOf))
    }
    element.addEventListener('dragenter', enter)
    element.addEventListener('dragover', hover)
    element.addEventListener('dragleave', leave)
    element.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      element.removeEventListener('dragenter', enter)
      element.removeEventListener('dragover', hover)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [disabled, accepts, pastes])

  return (
    <div ref={zone} className={className}>
      {children}
      {over && (
        <div className={styles.over} aria-hidden="true">
          <span className={styles.words}>
            <ImagePlus size={20} strokeWidth={1.5} />
            {words}
          </span>
        </div>
      )}
    </div>
  )
}
