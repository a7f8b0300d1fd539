import { X } from 'lucide-react'
import { useState } from 'react'
import type { RouteInput, RouteOutput } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { usePlace } from '../../place/use-place.ts'
import { ChooseSources } from './choose-sources.tsx'
import styles from './import.module.css'
import { ImportDone } from './import-done.tsx'
import { ImportPreview } from './import-preview.tsx'

type Sources = NonNullable<RouteInput<'script.import'>['sources']>

/** What is to be read: files and words the author gave, or the book's own files where they lie. */
export type Given = { from: 'own' } | { from: 'given'; sources: Sources }

/** Reading a script: choose, see what it is and what it would change, then do it. */
export function ImportView({ isNewBook }: { isNewBook: boolean }) {
  const words = useWords('script')
  const { params, choose } = usePlace()
  const own = useRequest('script.sources', isNewBook ? null : {}, ['script', 'book'])
  const [given, setGiven] = useState<Given | null>(params.import === 'compare' ? { from: 'own' } : null)
  const [done, setDone] = useState<RouteOutput<'script.import'> | null>(null)
  const leave = () => choose({ import: null })
  return (
    <div className={styles.screen}>
      <PaneHead title={words(params.import === 'compare' ? 'compare' : 'import.title')}>
        <Spring />
        <IconButton icon={X} name={words('import.close')} onClick={leave} />
      </PaneHead>
      <div className={styles.scroll}>
        <div className={styles.column}>
          {done ? (
            <ImportDone report={done} onLeave={leave} />
          ) : (
            <>
              <ChooseSources own={own.data?.sources ?? []} given={given} onGiven={setGiven} />
              {given && <ImportPreview given={given} isNewBook={isNewBook} onDone={setDone} />}
            </>
          )}
        </div>
      </div>
    </div>
  )
}
