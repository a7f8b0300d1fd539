import { Button, Textarea } from '@mantine/core'
import { ClipboardPaste, FileText, RotateCcw } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import type { Problem as ProblemData, RouteOutput } from '../../../shared/contract/index.ts'
import { upload } from '../../api/address.ts'
import { RequestError } from '../../api/client.ts'
import { useClient, useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { filesIn, SCRIPT_ENDINGS } from '../../frame/dropped-files.ts'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import styles from './import.module.css'
import type { Given } from './import-view.tsx'

type OwnSources = RouteOutput<'script.sources'>['sources']

/** Files chosen, dropped or pasted; or those the book was read from. */
export function ChooseSources({
  own,
  given,
  onGiven,
}: {
  own: OwnSources
  given: Given | null
  onGiven(given: Given): void
}) {
  const words = useWords('script')
  const start = useWords('start')
  const { ago, number } = useFormat()
  const client = useClient()
  const about = useRequest('app.about', {})
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [pasted, setPasted] = useState<string | null>(null)
  const [problem, setProblem] = useState<ProblemData | null>(null)
  const there = own.filter(({ isThere }) => isThere)
  const newest = Math.max(0, ...own.map(({ importedAt }) => importedAt))

  const attempt = async (act: () => Promise<void>) => {
    setProblem(null)
    try {
      await act()
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      setProblem(error.problem)
    }
  }
  const take = (files: readonly File[]) =>
    attempt(async () => {
      if (files.length === 0) return
      onGiven({ from: 'given', sources: await Promise.all(files.map(upload)) })
    })
  const ask = () =>
    attempt(async () => {
      if (!about.data?.can.dialogs) return picker.current?.click()
      const { paths } = await client.request('app.choose', { what: 'scripts' })
      if (paths.length > 0) onGiven({ from: 'given', sources: paths.map((path) => ({ path })) })
    })
  const drag = (isIn: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(isIn)
  }

  return (
    <section
      className={styles.drop}
      aria-label={words('import.choose')}
      data-over={isOver || undefined}
      data-small={given !== null || undefined}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        setIsOver(false)
        const { dataTransfer } = event
        if (!dataTransfer.types.includes('Files')) return
        event.preventDefault()
        void attempt(async () => {
          const files = await filesIn(dataTransfer)
          if (files.length > 0) return take(files)
          setProblem({ code: 'NOTHING', message: start('drop.nothing'), remedy: start('drop.nothingTodo') })
        })
      }}
    >
      {given === null && <p className={styles.lead}>{words('import.lead')}</p>}
      <div className={styles.ways}>
        {there.length > 0 && (
          <Button
            variant={given?.from === 'own' ? 'light' : 'default'}
            leftSection={<RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />}
            aria-pressed={given?.from === 'own'}
            onClick={() => onGiven({ from: 'own' })}
          >
            {words('import.own', { count: there.length, number: number(there.length) })}
          </Button>
        )}
        <Button
          variant={there.length > 0 ? 'default' : 'filled'}
          leftSection={<FileText size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => void ask()}
        >
          {words('import.files')}
        </Button>
        <Button
          variant="default"
          leftSection={<ClipboardPaste size={16} strokeWidth={1.5} aria-hidden="true" />}
          aria-expanded={pasted !== null}
          onClick={() => setPasted(pasted === null ? '' : null)}
        >
          {words('import.paste')}
        </Button>
        <span className={styles.aside}>{words('import.drop')}</span>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={SCRIPT_ENDINGS.join(',')}
        aria-label={words('import.files')}
        onChange={({ currentTarget }) => {
          void take([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      {own.length > 0 && given === null && (
        <p className={styles.aside}>
          {words('import.ownWhen', { when: ago(newest) })}{' '}
          {there.length < own.length &&
            words('import.ownGone', { count: own.length - there.length, number: number(own.length - there.length) })}
        </p>
      )}
      {pasted !== null && (
        <div className={styles.paste}>
          <Textarea
            autosize
            minRows={6}
            maxRows={16}
            autoFocus
            label={words('import.pasteLabel')}
            value={pasted}
            onChange={({ currentTarget }) => setPasted(currentTarget.value)}
          />
          <Button
            disabled={pasted.trim() === ''}
            onClick={() => {
              onGiven({ from: 'given', sources: [{ text: pasted, name: words('import.pastedName') }] })
              setPasted(null)
            }}
          >
            {words('import.readPasted')}
          </Button>
        </div>
      )}
      <Problem problem={problem} />
    </section>
  )
}
