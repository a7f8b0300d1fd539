import type { EventData } from '../../../shared/contract/index.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import type { FolderNews } from './folder-files.ts'

/** So many broken files are told each by itself. */
const MOST_TOLD = 3
const WHERE = said`Script › Files lists it all.`

/** What the author is told when others changed files: nothing where nothing is otherwise for the book. */
export function folderNotices({ report, broken, mended }: FolderNews): EventData<'notice'>[] {
  const { changes } = report
  const stale = changes.filter(({ goesStale }) => goesStale).length
  const files = new Set(changes.map(({ file }) => file)).size
  const notices: EventData<'notice'>[] = []
  if (changes.length > 0) {
    const what = said`${counted(files, 'file')} changed on disk: ${counted(changes.length, 'panel')}.`
    const outOfDate = said`${counted(stale, 'panel is', 'panels are')} out of date; all pictures are kept.`
    notices.push({
      severity: stale > 0 ? 'warning' : 'info',
      code: 'imagery-files-changed',
      message: stale > 0 ? `${what} ${outOfDate}` : what,
      remedy: WHERE,
    })
  }
  const brokenFiles = oneForEachFile(broken)
  for (const { code, file, line, message, remedy } of brokenFiles.slice(0, MOST_TOLD))
    notices.push({
      severity: 'error',
      code,
      message:
        line > 0
          ? said`${file}, line ${line}: ${message} The book keeps what it has of it.`
          : said`${file}: ${message} The book keeps what it has of it.`,
      ...(remedy === undefined ? {} : { remedy }),
    })
  const more = brokenFiles.length - MOST_TOLD
  if (more > 0)
    notices.push({
      severity: 'error',
      code: 'imagery-unreadable',
      message: said`${counted(more, 'more file')} cannot be read.`,
      remedy: WHERE,
    })
  if (mended.length > 0)
    notices.push({
      severity: 'info',
      code: 'imagery-mended',
      message:
        mended.length === 1
          ? said`${mended[0]} can be read again.`
          : said`${counted(mended.length, 'broken file')} can be read again.`,
    })
  return notices
}

/** What opening a folder found, in one line: the list may be long. */
export function foundNotice(problems: readonly Diagnostic[]): Diagnostic[] {
  if (problems.length === 0) return []
  const unreadable = oneForEachFile(problems.filter(({ code }) => code === 'imagery-unreadable'))
  const others = problems.filter(({ code }) => code !== 'imagery-unreadable').length
  const told = [
    ...(unreadable.length > 0 ? [said`${counted(unreadable.length, 'file')} of the folder cannot be read.`] : []),
    ...(others > 0 ? [said`There is something to see to in the files, ${counted(others, 'remark')}.`] : []),
  ]
  return [
    {
      severity: unreadable.length > 0 ? 'error' : 'warning',
      code: 'imagery-files',
      file: unreadable[0]?.file ?? '',
      line: unreadable[0]?.line ?? 0,
      message: told.join(' '),
      remedy: WHERE,
    },
  ]
}

/** The first of each: the mistakes after it may come of it. */
function oneForEachFile<Problem extends Diagnostic>(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.file, problem])).values()].reverse()
}
