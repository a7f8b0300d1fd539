import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { upload } from '../../api/address.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useBook } from '../../frame/book.tsx'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './settings.module.css'
import { type Drafted, WorkflowDialog } from './workflow-dialog.tsx'

/** The author's own workflows of ComfyUI: taken in, bound, held against the servers. They belong to the book. */
export function Workflows() {
  const words = useWords('settings')
  const book = useBook()
  const list = useRequest('workflow.list', book === null ? null : {}, ['workflows', 'book'])
  const read = useAction('workflow.read')
  const show = useAction('workflow.show')
  const [drafted, setDrafted] = useState<Drafted | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  if (book === null) return <p className={styles.lead}>{words('workflow.noBook')}</p>

  const take = async (file: File) => {
    const source = await upload(file)
    const draft = await read.run({ source })
    if (draft !== null) setDrafted({ draft, source })
  }
  const edit = async (name: string) => {
    const draft = await show.run({ name })
    if (draft !== null) setDrafted({ draft, source: null })
  }
  return (
    <>
      <p className={styles.lead}>{words('workflow.words')}</p>
      <div>
        <Button loading={read.pending} onClick={() => picker.current?.click()}>
          {words('workflow.add')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json"
          hidden
          aria-label={words('workflow.file')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            if (file) void take(file)
            currentTarget.value = ''
          }}
        />
      </div>
      <Problem problem={list.problem ?? read.problem ?? show.problem} />
      {list.data?.workflows.length === 0 && <p className={styles.small}>{words('workflow.none')}</p>}
      {list.data?.workflows.map(({ name }) => (
        <One key={name} name={name} onEdit={() => void edit(name)} />
      ))}
      {drafted !== null && <WorkflowDialog drafted={drafted} onClose={() => setDrafted(null)} />}
    </>
  )
}

function One({ name, onEdit }: { name: string; onEdit: () => void }) {
  const words = useWords('settings')
  const check = useAction('workflow.check')
  const remove = useAction('workflow.remove')
  const [found, setFound] = useState<RouteOutput<'workflow.check'> | null>(null)
  const [asking, setAsking] = useState(false)
  return (
    <section className={styles.card} aria-label={name}>
      <header className={styles.cardHead}>
        <h2 className={styles.cardTitle}>
          <bdi>{name}</bdi>
        </h2>
        <span className={styles.spring} />
        <Button variant="default" onClick={onEdit}>
          {words('workflow.bind')}
        </Button>
        <Button variant="default" loading={check.pending} onClick={() => void check.run({ name }).then(setFound)}>
          {words('workflow.check')}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          {words('workflow.remove')}
        </Button>
      </header>
      <Problem problem={check.problem ?? remove.problem} />
      {found?.servers.map(({ host, reachable, problems }) => (
        <div key={host} className={styles.answer} role="status">
          <strong>
            <bdi dir="ltr">{host}</bdi>:{' '}
            {reachable && problems.length === 0
              ? words('workflow.fits')
              : words('workflow.lacks', { count: problems.length })}
          </strong>
          {problems.map((problem) => (
            <bdi key={problem}>{told(problem)}</bdi>
          ))}
        </div>
      ))}
      <Confirm
        opened={asking}
        title={words('workflow.removeTitle', { name })}
        verb={words('workflow.remove')}
        pending={remove.pending}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove.run({ name }).then((done) => done !== null && setAsking(false))}
      >
        {words('workflow.removeWords')}
      </Confirm>
    </section>
  )
}
