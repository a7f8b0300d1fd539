import { Button, Checkbox, Progress, Select } from '@mantine/core'
import { useState } from 'react'
import type { RouteInput, RouteOutput } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useEvent, useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { Comparison } from './comparison.tsx'
import { Findings } from './findings.tsx'
import styles from './import.module.css'
import type { Given } from './import-view.tsx'

/** Kinds a file can be read as; the names are `kindNames.<kind>`. */
const FILE_KINDS = ['prose', 'strips', 'script', 'fountain', 'prompts', 'table', 'bible'] as const

type Read = RouteInput<'script.import'>

/** What the files are, what is wrong with them, and what they would change; then the button that does it. */
export function ImportPreview({
  given,
  isNewBook,
  onDone,
}: {
  given: Given
  isNewBook: boolean
  onDone(report: RouteOutput<'script.import'>): void
}) {
  const words = useWords('script')
  const { number } = useFormat()
  const { edition } = useEdition()
  const [kind, setKind] = useState<Read['as'] | null>(null)
  const [repair, setRepair] = useState(false)
  const asked: Read = {
    ...(given.from === 'given' && { sources: given.sources }),
    ...(kind && { as: kind }),
    ...(repair && { repair }),
  }
  const preview = useRequest('script.preview', asked)
  const comparison = useRequest('script.compare', isNewBook ? null : { ...asked, ...(edition && { edition }) })
  const { run, pending, problem } = useAction('script.import')
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  useEvent('script.progress', setProgress)

  const files = preview.data?.files ?? []
  const sum = (of: 'scenes' | 'words') =>
    files.reduce((total, file) => total + file.chapters.reduce((all, chapter) => all + chapter[of], 0), 0)
  const chapters = files.reduce((total, file) => total + file.chapters.length, 0)
  const hasPeople = files.some(({ people, places }) => people + places > 0)
  const changes =
    comparison.data?.chapters.reduce((total, { added, changed, removed }) => total + added + changed + removed, 0) ?? 0
  const isReady =
    preview.data !== null &&
    preview.problem === null &&
    (isNewBook || comparison.data !== null) &&
    chapters + (hasPeople ? 1 : 0) > 0

  return (
    <>
      <Problem problem={preview.problem} />
      {preview.data && !preview.problem && (
        <section className={styles.part} aria-label={words('import.what')}>
          <h3 className={styles.heading}>
            {[
              words('chapters', { count: chapters, number: number(chapters) }),
              words('scenes', { count: sum('scenes'), number: number(sum('scenes')) }),
              words('words', { count: sum('words'), number: number(sum('words')) }),
            ].join(' · ')}
          </h3>
          <ul className={styles.files}>
            {files.map((file, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and their order stands
              <li key={at} className={styles.file}>
                <bdi className={styles.fileName}>{file.name}</bdi>
                <span className={styles.kind}>{kindName(words, file.kind)}</span>
                <span className={styles.aside}>
                  {file.people + file.places > 0
                    ? words('import.cast', { people: number(file.people), places: number(file.places) })
                    : file.chapters
                        .map((chapter) => words('chapterTitle', { number: chapter.number, title: chapter.title }))
                        .join(', ')}
                </span>
              </li>
            ))}
          </ul>
          <div className={styles.choices}>
            <Select
              label={words('import.readAs')}
              w={260}
              value={kind ?? 'auto'}
              data={[
                { value: 'auto', label: words('import.recognised') },
                ...FILE_KINDS.map((value) => ({ value, label: words(`kindNames.${value}`) })),
              ]}
              onChange={(value) => setKind(FILE_KINDS.find((one) => one === value) ?? null)}
            />
            <Checkbox
              label={words('import.repair')}
              checked={repair}
              onChange={({ currentTarget }) => setRepair(currentTarget.checked)}
            />
          </div>
          <Findings findings={everyOne(preview.data.diagnostics, comparison.data?.diagnostics ?? [])} />
        </section>
      )}
      {/* What could not be read cannot be compared either: it is said once. */}
      {!isNewBook && preview.problem === null && <Problem problem={comparison.problem} />}
      {!isNewBook && preview.data && comparison.loading && <p className={styles.aside}>{words('import.comparing')}</p>}
      {comparison.data && <Comparison comparison={comparison.data} />}
      <Problem problem={problem} />
      {pending && progress && progress.total > 0 && (
        <Progress value={(progress.done / progress.total) * 100} aria-label={words('import.importing')} />
      )}
      {preview.data && !preview.problem && (
        <footer className={styles.foot}>
          {!isNewBook && <p className={styles.aside}>{words('import.backup')}</p>}
          <Button
            size="md"
            variant={!isNewBook && changes === 0 ? 'default' : 'filled'}
            loading={pending}
            disabled={!isReady}
            onClick={() =>
              void run(asked).then((report) => {
                if (report === null) return
                announce(words('import.doneTitle'))
                onDone(report)
              })
            }
          >
            {isNewBook
              ? words('import.doNew', { count: chapters, number: number(chapters) })
              : changes === 0
                ? words('import.doSame')
                : words('import.do', { count: changes, number: number(changes) })}
          </Button>
        </footer>
      )}
    </>
  )
}

function kindName(words: ReturnType<typeof useWords<'script'>>, kind: string): string {
  const known = FILE_KINDS.find((one) => one === kind)
  return known ? words(`kindNames.${known}`) : kind
}

type Finding = Parameters<typeof Findings>[0]['findings'][number]

/** What reading found, and what only the comparison with the book does: two chapters of one number, say. */
function everyOne(read: readonly Finding[], compared: readonly Finding[]): Finding[] {
  const known = new Set(read.map(({ file, line, message }) => `${file} ${line} ${message}`))
  return [...read, ...compared.filter(({ file, line, message }) => !known.has(`${file} ${line} ${message}`))]
}
