import { useEffect } from 'react'
import { useNewest } from '../api/use-newest.ts'
import { useWords } from '../i18n/words.ts'
import { isForeignDrag, isForTextField } from './dropped-files.ts'
import { tellNotice } from './notices.tsx'

/** What is dropped where nothing takes it: a browser would open it in place of the window. The author is told instead. */
export function useStrayDrops(): void {
  const words = useWords('frame')
  const tell = useNewest(() =>
    tellNotice({
      severity: 'warning',
      code: 'stray-drop',
      message: words('stray.what'),
      remedy: words('stray.todo', {
        books: words('screens.start'),
        script: words('screens.script'),
        cast: words('screens.cast'),
      }),
    }),
  )
  useEffect(() => {
    // Whoever takes a drop has said so before it comes up here.
    const isStray = (event: DragEvent) => !event.defaultPrevented && isForeignDrag(event) && !isForTextField(event)
    const hold = (event: DragEvent) => {
      if (!isStray(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      if (!isStray(event)) return
      event.preventDefault()
      tell.current()
    }
    addEventListener('dragover', hold)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', hold)
      removeEventListener('drop', drop)
    }
  }, [])
}
