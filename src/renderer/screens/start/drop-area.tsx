import { useEffect, useRef, useState } from 'react'
import { pathOf } from '../../api/path-of.ts'
import { isForeignDrag } from '../../frame/dropped-files.ts'
import { tellNotice } from '../../frame/notices.tsx'
import { useWords } from '../../i18n/words.ts'
import { type Dropped, whatWasDropped } from './dropped-files.ts'
import styles from './start.module.css'

/** Why nothing is read, and what to do; keys of `start`. */
const REFUSALS = {
  nothing: { what: 'drop.nothing', todo: 'drop.nothingTodo' },
  address: { what: 'drop.address', todo: 'drop.addressTodo' },
  unreadable: { what: 'drop.unreadable', todo: 'drop.unreadableTodo' },
} as const

/** Files may be dropped anywhere in the window: its edge lights up and says what will happen. */
export function DropArea({ onDrop }: { onDrop: (dropped: Dropped) => void }) {
  const words = useWords('start')
  const [over, setOver] = useState(false)
  const take = useRef((_: DataTransfer) => {})
  useEffect(() => {
    const refuse = (why: keyof typeof REFUSALS) =>
      tellNotice({
        severity: 'warning',
        code: `drop-${why}`,
        message: words(REFUSALS[why].what),
        remedy: words(REFUSALS[why].todo),
      })
    take.current = (data) => {
      if (!data.types.includes('Files')) {
        const text = data.getData('text/plain').trim()
        if (data.getData('text/uri-list') !== '' || URL.canParse(text)) refuse('address')
        else if (text === '') refuse('nothing')
        else onDrop({ by: 'content', files: [new File([text], 'text.txt', { type: 'text/plain' })], folder: null })
        return
      }
      whatWasDropped(data, pathOf()).then(
        (dropped) => {
          const isNothing = dropped.by === 'content' && dropped.files.length === 0 && dropped.folder === null
          if (isNothing) refuse('nothing')
          else onDrop(dropped)
        },
        () => refuse('unreadable'),
      )
    }
  })
  useEffect(() => {
    // Entering a child is told before the parent is left: only the difference says whether it is over the window.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!isForeignDrag(event)) return
      event.preventDefault()
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!isForeignDrag(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hold = (event: DragEvent) => {
      if (!isForeignDrag(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!isForeignDrag(event) || !event.dataTransfer) return
      event.preventDefault()
      take.current(event.dataTransfer)
    }
    // On the way down: before the frame takes it for a drop that nobody wants.
    addEventListener('dragenter', enter, true)
    addEventListener('dragleave', leave, true)
    addEventListener('dragover', hold, true)
    addEventListener('drop', drop, true)
    return () => {
      removeEventListener('dragenter', enter, true)
      removeEventListener('dragleave', leave, true)
      removeEventListener('dragover', hold, true)
      removeEventListener('drop', drop, true)
    }
  }, [])
  if (!over) return null
  return (
    <div className={styles.over}>
      <p className={styles.overWords}>{words('drop.over')}</p>
    </div>
  )
}
