import type { EventData } from '../../../shared/contract/index.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { counted } from '../../../shared/quantities.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import type { FolderNews } from './folder-files.ts'

/** So many broken files are told each by itself. */
const MOST_TOLD = 3
const WHERE = 'Script › Files lists it all.'

/** What the author is told when others changed files: nothing where nothing is otherwise for the book. */
export function folderNotices({ report, broken, mended }: FolderNews): EventData<'notice'>[] {
  const ofState = (wanted: 'new' | 'changed' | 'gone') => report.changes.filter(({ state }) => state === wanted).length
  const stale = report.changes.filter(({ goesStale }) => goesStale).length
  const brokenFiles = oneForEachFile(broken)
  const files = new Set(report.changes.map(({ file }) => file)).size
  const parts = [
    [ofState('new'), 'new'],
    [ofState('changed'), 'changed'],
    [ofState('gone'), 'gone to the trash'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return [
    ...(told.length === 0
      ? []
      : [
          {
            severity: stale > 0 ? ('warning' as const) : ('info' as const),
            code: 'imagery-files-changed',
            message: `${counted(files, 'file')} changed on disk: ${counted(report.changes.length, 'panel')} (${told.join(', ')}).${
              stale > 0 ? ` ${counted(stale, 'panel is', 'panels are')} out of date; all pictures are kept.` : ''
            }`,
            remedy: WHERE,
          },
        ]),
    ...brokenFiles.slice(0, MOST_TOLD).map((problem) => ({
      severity: 'error' as const,
      code: problem.code,
      message: `${placeOf(problem)}: ${problem.message} The book keeps what it has of it.`,
      ...(problem.remedy === undefined ? {} : { remedy: problem.remedy }),
    })),
    ...(brokenFiles.length <= MOST_TOLD
      ? []
      : [
          {
            severity: 'error' as const,
            code: 'imagery-unreadable',
            message: `${counted(brokenFiles.length - MOST_TOLD, 'more file')} cannot be read.`,
            remedy: WHERE,
          },
        ]),
    ...(mended.length === 0
      ? []
      : [
          {
            severity: 'info' as const,
            code: 'imagery-mended',
            message: `${mended.length === 1 ? mended[0] : counted(mended.length, 'file')} can be read again.`,
          },
        ]),
  ]
}

/** What opening a folder found, in one line: the list may be long. */
export function foundNotice(problems: readonly Diagnostic[]): Diagnostic[] {
  const unreadable = oneForEachFile(problems.filter(({ code }) => code === 'imagery-unreadable'))
  const others = problems.filter(({ code }) => code !== 'imagery-unreadable').length
  if (problems.length === 0) return []
  const told = [
    ...(unreadable.length > 0 ? [`${counted(unreadable.length, 'file')} cannot be read`] : []),
    ...(others > 0 ? [`${counted(others, 'remark')} on what files say`] : []),
  ]
  return [
    {
      severity: unreadable.length > 0 ? 'error' : 'warning',
      code: 'imagery-files',
      file: unreadable[0]?.file ?? '',
      line: unreadable[0]?.line ?? 0,
      message: `The folder was read: ${told.join(', ')}.`,
      remedy: WHERE,
    },
  ]
}

/** The first of each: the mistakes after it may come of it. */
function oneForEachFile<Problem extends Diagnostic>(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.file, problem])).values()].reverse()
}

const placeOf = ({ file, line }: ImageryProblem) => (line > 0 ? `${file}, line ${line}` : file)
