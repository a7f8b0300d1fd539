import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { RefreshCw, X } from 'lucide-react'
import { useState } from 'react'
import type { RouteOutput } from '../../shared/contract/index.ts'
import { announce } from '../announce/announce.tsx'
import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { PaneHead, Spring } from '../parts/pane.tsx'
import { Problem } from '../parts/problem.tsx'
import { usePlace } from '../place/use-place.ts'
import { Changes } from './changes.tsx'
import { ClassFigures } from './class-figures.tsx'
import { FileTable } from './file-table.tsx'
import styles from './folder.module.css'
import { type FileFilter, filesShown, problemsShown } from './folder-filter.ts'
import { MakeDialog } from './make-dialog.tsx'
import { Remarks } from './remarks.tsx'

export type FolderState = RouteOutput<'imagery.state'>

const PARTS = ['files', 'remarks', 'changes'] as const
type Part = (typeof PARTS)[number]

/** The imagery folder of the book: what its files ask for, what there is to say about them, what others changed. */
export function FolderView() {
  const words = useWords('imagery')
  const format = useFormat()
  const { params, choose } = usePlace()
  const state = useRequest('imagery.state', {}, ['files', 'book'])
  const read = useAction('imagery.read')
  const part: Part = PARTS.find((one) => one === params.files) ?? 'files'
  const [filter, setFilter] = useState<FileFilter>({ query: '', show: 'all' })
  const { data } = state
  const [making, setMaking] = useState(false)
  const toMake = (data?.counts['pending-runnable'] ?? 0) + (data?.counts['pending-without-prompt'] ?? 0)
  const readAgain = async () => {
    if ((await read.run({})) !== null) announce(words('readDone'))
  }
  const changed = data?.changes.reduce((sum, { changes, more }) => sum + changes.length + more, 0) ?? 0
  return (
    <div className={styles.screen}>
      <PaneHead title={words('title')}>
        {data && (
          <span className={styles.where} title={data.root}>
            <bdi dir="ltr">{data.root}</bdi>
          </span>
        )}
        <Spring />
        <Button
          className={styles.keep!}
          variant="default"
          loading={read.pending}
          leftSection={<RefreshCw size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => void readAgain()}
        >
          {words('readAgain')}
        </Button>
        <Button className={styles.keep!} disabled={toMake === 0} onClick={() => setMaking(true)}>
          {words('make.button')}
        </Button>
        <IconButton icon={X} name={words('close')} onClick={() => choose({ files: null })} />
      </PaneHead>
      <Problem problem={read.problem ?? state.problem} />
      {making && data && (
        <MakeDialog
          files={part === 'files' ? filesShown(data.files, filter) : data.files}
          isAll={part !== 'files' || (filter.query === '' && filter.show !== 'unreadable')}
          onClose={() => setMaking(false)}
        />
      )}
      {data && (
        <>
          <ClassFigures counts={data.counts} />
          <p className={styles.note}>
            {words(WATCH[data.watch])} {words('written')}{' '}
            {data.readAt !== null && words('readAt', { when: format.ago(data.readAt) })}
          </p>
          <div className={styles.tools}>
            <SegmentedControl
              aria-label={words('parts')}
              value={part}
              onChange={(value) => choose({ files: value })}
              data={[
                { value: 'files', label: words('partFiles', { number: format.number(data.files.length) }) },
                {
                  value: 'remarks',
                  label: words('partRemarks', { number: format.number(data.problems.length + data.moreProblems) }),
                },
                { value: 'changes', label: words('partChanges', { number: format.number(changed) }) },
              ]}
            />
            {part !== 'changes' && (
              <TextInput
                className={styles.query!}
                aria-label={words('find')}
                placeholder={words('find')}
                value={filter.query}
                onChange={({ currentTarget: { value } }) => setFilter((before) => ({ ...before, query: value }))}
              />
            )}
            {part === 'files' && (
              <NativeSelect
                className={styles.show!}
                aria-label={words('show')}
                value={filter.show}
                onChange={({ currentTarget: { value } }) =>
                  setFilter((before) => ({ ...before, show: value as FileFilter['show'] }))
                }
                data={[
                  { value: 'all', label: words('showAll') },
                  { value: 'open', label: words('showOpen') },
                  { value: 'unreadable', label: words('showUnreadable') },
                ]}
              />
            )}
          </div>
          {part === 'files' && (
            <FileTable
              files={filesShown(data.files, filter)}
              onRemarks={(file) => {
                setFilter({ query: file, show: 'all' })
                choose({ files: 'remarks' })
              }}
            />
          )}
          {part === 'remarks' && (
            <Remarks problems={problemsShown(data.problems, filter.query)} more={data.moreProblems} />
          )}
          {part === 'changes' && <Changes readings={data.changes} />}
        </>
      )}
    </div>
  )
}

/** How changes of others are seen. */
const WATCH = { told: 'watch.told', looking: 'watch.looking', none: 'watch.none' } as const
