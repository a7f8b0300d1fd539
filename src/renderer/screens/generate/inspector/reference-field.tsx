import { Button, Popover } from '@mantine/core'
import { Check, ImagePlus, TriangleAlert, Upload, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { RouteOutput } from '../../../../shared/contract/index.ts'
import { referenceAddress } from '../../../api/address.ts'
import { useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import { IconButton } from '../../../parts/icon-button.tsx'
import { usePlace } from '../../../place/use-place.ts'
import { offer } from '../reference/offered.ts'
import styles from './inspector.module.css'

type Listed = RouteOutput<'reference.list'>['references'][number]

const SHOWN_PX = 44

/** A picture that goes along with every prompt; a model that takes none says so, and the control stays. */
export function ReferenceField({
  referenceId,
  why,
  onChange,
}: {
  referenceId: string | null
  /** Why the model takes none; null = it does. */
  why: string | null
  onChange: (referenceId: string | null) => void
}) {
  const words = useWords('generate')
  const list = useRequest('reference.list', {}, ['references']).data?.references ?? []
  const [opened, setOpened] = useState(false)
  const chosen = list.find(({ reference }) => reference.id === referenceId)
  return (
    <div className={styles.field} data-row={chosen === undefined || undefined}>
      <span className={styles.label}>{words('master.reference')}</span>
      {chosen ? (
        <div className={styles.reference}>
          <img src={referenceAddress(chosen.reference.id, SHOWN_PX)} alt="" />
          <div>
            <bdi className={styles.referenceName}>
              {chosen.subject.name}, {chosen.reference.name}
            </bdi>
            <Checked listed={chosen} />
          </div>
          <IconButton icon={X} name={words('master.removeReference')} onClick={() => onChange(null)} />
        </div>
      ) : (
        <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
          <Popover.Target>
            <Button
              variant="default"
              disabled={why !== null}
              leftSection={<ImagePlus size={14} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => setOpened(!opened)}
            >
              {words('master.chooseReference')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Choices
              list={list}
              choose={(id) => {
                setOpened(false)
                onChange(id)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      )}
      {why !== null && <p className={styles.why}>{why}</p>}
    </div>
  )
}

function Choices({ list, choose }: { list: readonly Listed[]; choose: (id: string) => void }) {
  const words = useWords('generate')
  const { open } = usePlace()
  const file = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.references}>
      {list.length === 0 && <p className={styles.why}>{words('master.noReferences')}</p>}
      <div className={styles.referenceGrid}>
        {list.map(({ reference, subject, problem }) => (
          <button
            key={reference.id}
            type="button"
            disabled={problem !== null}
            title={told(problem?.message) ?? reference.name}
            onClick={() => choose(reference.id)}
          >
            <img src={referenceAddress(reference.id, 72)} alt="" loading="lazy" />
            <bdi>{subject.name}</bdi>
          </button>
        ))}
      </div>
      <Button
        variant="default"
        leftSection={<Upload size={14} strokeWidth={1.5} aria-hidden="true" />}
        onClick={() => file.current?.click()}
      >
        {words('reference.add')}
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/*"
        aria-label={words('reference.add')}
        onChange={({ currentTarget }) => {
          offer(
            [...(currentTarget.files ?? [])].map((each) => ({ kind: 'file', file: each })),
            null,
          )
          currentTarget.value = ''
        }}
      />
      <Button variant="subtle" onClick={() => open('cast')}>
        {words('master.toCast')}
      </Button>
    </div>
  )
}

/** What was found when it was added. */
function Checked({ listed }: { listed: Listed }) {
  const words = useWords('generate')
  const format = useFormat()
  const { checks } = listed.reference
  if (listed.problem)
    return (
      <span className={styles.doubt}>
        <TriangleAlert size={12} strokeWidth={1.5} aria-hidden="true" /> {words('problems.kind.bad-reference')}
      </span>
    )
  if (checks === null) return <span className={styles.quiet}>{words('master.unchecked')}</span>
  if (checks.doubts.length > 0)
    return (
      <span className={styles.doubt}>
        <TriangleAlert size={12} strokeWidth={1.5} aria-hidden="true" />{' '}
        {format.list(checks.doubts.map((doubt) => words(`master.doubt.${doubt}`)))}
      </span>
    )
  if (checks.person === null) return <span className={styles.quiet}>{words('master.unchecked')}</span>
  return (
    <span className={styles.fine}>
      <Check size={12} strokeWidth={2} aria-hidden="true" /> {words('master.checked')}
    </span>
  )
}
