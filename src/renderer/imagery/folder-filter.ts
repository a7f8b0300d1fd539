import type { FolderState } from './folder-view.tsx'

export interface FileFilter {
  /** Words of its path or title. */
  query: string
  show: 'all' | 'open' | 'unreadable'
}

/** Files that fit, in their order. `open`: something in them is still to be made. */
export function filesShown(files: FolderState['files'], { query, show }: FileFilter): FolderState['files'] {
  const wanted = query.trim().toLocaleLowerCase()
  return files.filter(
    ({ file, title, readable, counts }) =>
      (wanted === '' || `${file} ${title}`.toLocaleLowerCase().includes(wanted)) &&
      (show === 'all' ||
        (show === 'unreadable'
          ? !readable
          : !readable || (counts['pending-runnable'] ?? 0) + (counts['pending-without-prompt'] ?? 0) > 0)),
  )
}

/** What there is to say about files whose path or words fit. */
export function problemsShown(problems: FolderState['problems'], query: string): FolderState['problems'] {
  const wanted = query.trim().toLocaleLowerCase()
  if (wanted === '') return problems
  return problems.filter(({ file, message }) => `${file} ${message}`.toLocaleLowerCase().includes(wanted))
}

/** `chapters/one/imagery.yaml:12:3`; without what nobody knows. */
export function placeOf({ file, line, column }: Pick<FolderState['problems'][number], 'file' | 'line' | 'column'>) {
  return [file, ...(line > 0 ? [line, ...(column === undefined ? [] : [column])] : [])].join(':')
}
