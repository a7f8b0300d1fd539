import { useRequest } from '../../api/react.ts'
import { useBook } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { FolderView } from '../../imagery/folder-view.tsx'
import { Problem } from '../../parts/problem.tsx'
import { usePlace } from '../../place/use-place.ts'
import { EmptyScript } from './empty-script.tsx'
import { ImportView } from './import-view.tsx'
import { Reading } from './reading.tsx'

/** The script: what was read and what became of it, or what an import would change. */
export function ScriptWork() {
  const words = useWords('script')
  const book = useBook()
  const { params } = usePlace()
  const outline = useRequest('script.outline', book === null ? null : {}, ['script', 'tree', 'book'])
  if (outline.data === null) {
    return outline.problem ? (
      <Problem problem={outline.problem} />
    ) : (
      <p className="visually-hidden">{words('reading')}</p>
    )
  }
  const isFolder = book?.imageryFolder != null
  if (isFolder && (params.files !== undefined || outline.data.scenes.length === 0)) return <FolderView />
  // What no file of its folder says would be gone at the next reading.
  if (params.import !== undefined && !isFolder) return <ImportView isNewBook={outline.data.scenes.length === 0} />
  if (outline.data.scenes.length === 0) return <EmptyScript />
  return <Reading scenes={outline.data.scenes} voices={outline.data.voices} />
}
