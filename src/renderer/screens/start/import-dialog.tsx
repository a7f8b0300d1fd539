import { Button, Group, Loader, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Problem as ProblemData, RouteOutput, SourceFile } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { upload } from '../../api/address.ts'
import { RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWindowLanguage, useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import { type ImportPlan, importPlan } from './import-plan.ts'
import { BookLanguage } from './new-book.tsx'
import styles from './start.module.css'
import type { Given } from './start.tsx'

interface Read {
  sources: SourceFile[]
  plan: ImportPlan
  diagnostics: RouteOutput<'script.preview'>['diagnostics']
}

/** Reads what was given, says what will happen, and makes a book of it after one confirmation. */
export function ImportDialog({ given, onClose }: { given: Given; onClose: () => void }) {
  const words = useWords('start')
  const common = useWords('common')
  const client = useClient()
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const [pending, setPending] = useState(false)
  const [title, setTitle] = useState('')
  const [language, setLanguage] = useState<string>(useWindowLanguage())

  useEffect(() => {
    let isCurrent = true
    const names = given.map((one) => (typeof one === 'string' ? one : one.name))
    const look = async () => {
      const sources = await Promise.all(
        given.map(
          (one): Promise<SourceFile> => (typeof one === 'string' ? Promise.resolve({ path: one }) : upload(one)),
        ),
      )
      const preview = await client.request('script.preview', { sources })
      if (!isCurrent) return
      const plan = importPlan(preview, names)
      setRead({ sources, plan, diagnostics: preview.diagnostics })
      setTitle(plan.title)
    }
    look().catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error
      if (!isCurrent) return
      setProblem(error.problem)
      announce(told(error.problem.message), 'assertive')
    })
    return () => {
      isCurrent = false
    }
  }, [given, client])

  const make = async ({ sources }: Read) => {
    setPending(true)
    setProblem(null)
    try {
      const { book } = await client.request('book.create', { title, language })
      if (book === null) setProblem({ code: 'ELSEWHERE', message: words('import.elsewhere') })
      else {
        await client.request('script.import', { sources })
        announce(words('import.done', { title }))
        onClose()
      }
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      setProblem(error.problem)
      announce(told(error.problem.message), 'assertive')
    } finally {
      setPending(false)
    }
  }

  const plan = read?.plan ?? null
  return (
    <Dialog onClose={onClose} title={words('import.title')} size="lg">
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (read !== null && title.trim() !== '') void make(read)
        }}
      >
        {read === null && problem === null && (
          <p className={styles.reading} role="status">
            <Loader size={16} /> {words('import.reading', { count: given.length })}
          </p>
        )}
        {plan && !plan.isEmpty && <Brings plan={plan} />}
        {plan?.isEmpty && <p className={styles.sampleWords}>{words('import.nothing')}</p>}
        {read && <Findings diagnostics={read.diagnostics} />}
        {plan && !plan.isEmpty && (
          <>
            <TextInput
              label={words('newBook.name')}
              value={title}
              maxLength={300}
              data-autofocus
              onChange={({ currentTarget }) => setTitle(currentTarget.value)}
            />
            <BookLanguage value={language} onChange={setLanguage} />
          </>
        )}
        <Problem problem={problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          {plan && !plan.isEmpty && (
            <Button type="submit" loading={pending} disabled={title.trim() === ''}>
              <Verb plan={plan} />
            </Button>
          )}
        </Group>
      </form>
    </Dialog>
  )
}

/** Words of each kind, keys of `start`. */
const KINDS = {
  prose: 'import.as.prose',
  strips: 'import.as.strips',
  script: 'import.as.script',
  fountain: 'import.as.fountain',
  prompts: 'import.as.prompts',
  table: 'import.as.table',
  bible: 'import.as.bible',
  mixed: 'import.as.mixed',
} as const

function Verb({ plan }: { plan: ImportPlan }) {
  const words = useWords('start')
  const kind = words(KINDS[plan.kind as keyof typeof KINDS] ?? 'import.as.mixed')
  if (plan.chapters === 0) return words('import.verbCast')
  return words('import.verb', { count: plan.chapters, kind })
}

function Brings({ plan }: { plan: ImportPlan }) {
  const words = useWords('start')
  const format = useFormat()
  const parts = [
    ...(plan.chapters > 0 ? [words('import.scenes', { count: plan.scenes })] : []),
    ...(plan.words > 0 ? [words('import.words', { count: plan.words, words: format.number(plan.words) })] : []),
    ...(plan.people > 0 ? [words('import.people', { count: plan.people })] : []),
    ...(plan.places > 0 ? [words('import.places', { count: plan.places })] : []),
  ]
  return (
    <p className={styles.sampleWords} role="status">
      <strong>
        <Verb plan={plan} />
      </strong>
      <br />
      {format.list(parts)}
    </p>
  )
}

const MOST_SHOWN = 6

function Findings({ diagnostics }: { diagnostics: Read['diagnostics'] }) {
  const words = useWords('start')
  if (diagnostics.length === 0) return null
  const left = diagnostics.length - MOST_SHOWN
  return (
    <ul className={styles.findings}>
      {diagnostics.slice(0, MOST_SHOWN).map((each) => (
        <li key={`${each.file} ${each.line} ${each.code} ${each.message}`} data-severity={each.severity}>
          <bdi className={styles.small}>{each.line > 0 ? `${each.file}:${each.line}` : each.file}</bdi>{' '}
          {told(each.message)} {told(each.remedy)}
        </li>
      ))}
      {left > 0 && <li>{words('import.more', { count: left })}</li>}
    </ul>
  )
}
