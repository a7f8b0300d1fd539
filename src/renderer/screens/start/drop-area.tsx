import { useEffect, useRef, useState } from 'react'
import { announce } from '../../announce/announce.tsx'
import { pathOf } from '../../api/path-of.ts'
import { useWords } from '../../i18n/words.ts'
import { type Dropped, isFileDrag, whatWasDropped } from './dropped-files.ts'
import styles from './start.module.css'

/** Files may be dropped anywhere in the window: its edge lights up and says what will happen. */
export function DropArea({ onDrop }: { onDrop: (dropped: Dropped) => void }) {
  const words = useWords('start')
  const [over, setOver] = useState(false)
  const newest = useRef({ onDrop, nothing: words('drop.nothing') })
  useEffect(() => {
    newest.current = { onDrop, nothing: words('drop.nothing') }
  })
  useEffect(() => {
    // Entering a child is told before the parent is left: only the difference says whether it is over the window.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!isFileDrag(event)) return
      event.preventDefault()
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!isFileDrag(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hold = (event: DragEvent) => {
      if (!isFileDrag(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!isFileDrag(event) || !event.dataTransfer) return
      event.preventDefault()
      void whatWasDropped(event.dataTransfer, pathOf()).then((dropped) => {
        const isNothing = dropped.by === 'content' && dropped.files.length === 0 && dropped.folder === null
        if (!isNothing) newest.current.onDrop(dropped)
        else announce(newest.current.nothing, 'assertive')
      })
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', hold)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', hold)
      removeEventListener('drop', drop)
    }
  }, [])
  if (!over) return null
  return (
    <div className={styles.over}>
      <p className={styles.overWords}>{words('drop.over')}</p>
    </div>
  )
}
