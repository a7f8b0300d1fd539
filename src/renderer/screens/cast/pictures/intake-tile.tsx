import { Button, Loader } from '@mantine/core'
import { CircleAlert, Folder, Globe, ImageOff, Info, X } from 'lucide-react'
import { useFormat } from '../../../format/use-format.ts'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import type { Intake, LocalReason } from './intake.ts'
import styles from './pictures.module.css'
import { MOST_BYTES } from './read-drop.ts'

/** What the window says itself: what happened, and what to do. */
const REASONS = {
  folder: { what: 'refused.folder', todo: 'refused.folderTodo' },
  text: { what: 'refused.text', todo: 'refused.textTodo' },
  nothing: { what: 'refused.nothing', todo: 'refused.nothingTodo' },
  tooHeavy: { what: 'refused.tooHeavy', todo: 'refused.tooHeavyTodo' },
  unreadable: { what: 'refused.unreadable', todo: 'refused.unreadableTodo' },
  blurred: { what: 'refused.blurred', todo: 'refused.blurredTodo' },
  noPerson: { what: 'refused.noPerson', todo: 'refused.noPersonTodo' },
  personSmall: { what: 'refused.personSmall', todo: 'refused.personSmallTodo' },
} as const satisfies Record<LocalReason, { what: string; todo: string }>

const UNDER_WAY = { fetching: 'intake.fetching', sending: 'intake.sending', checking: 'intake.checking' } as const

/** A picture on its way, or what became of it, in its place among the others. */
export function IntakeTile({
  intake,
  onFetch,
  onAnyway,
  onAside,
}: {
  intake: Intake
  onFetch: () => void
  onAnyway: () => void
  onAside: () => void
}) {
  const words = useWords('cast')
  const { bytes } = useFormat()
  const { name, state, preview, reason, problem, address, canTakeAnyway } = intake
  const isOver = state === 'refused' || state === 'again'
  return (
    <li className={styles.tile} data-state={state === 'refused' ? 'failed' : undefined}>
      <div className={styles.picture} data-refused={state === 'refused' || undefined}>
        {preview === null ? (
          <span className={styles.sign}>
            <Sign intake={intake} />
          </span>
        ) : (
          <img className={styles.image} data-dim={isOver || undefined} src={preview} alt="" draggable={false} />
        )}
        {state in UNDER_WAY && (
          <span className={styles.loader}>
            <Loader size={18} color="pencil" />
          </span>
        )}
        {(isOver || state === 'asks') && (
          <div className={styles.acts} data-end data-shown>
            <button
              type="button"
              className={styles.act}
              aria-label={words('intake.putAside', { name })}
              onClick={onAside}
            >
              <X size={16} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </div>
        )}
      </div>
      {name !== '' && (
        <div className={styles.about}>
          <span className={styles.name} title={address ?? name}>
            <bdi>{name}</bdi>
          </span>
          {intake.bytes !== null && <span className={styles.size}>{bytes(intake.bytes)}</span>}
        </div>
      )}
      {(state === 'fetching' || state === 'sending' || state === 'checking') && (
        <p className={styles.outcome} role="status">
          {words(UNDER_WAY[state])}
        </p>
      )}
      {state === 'asks' && (
        <div className={styles.told}>
          <p className={styles.outcome} role="status">
            <Globe size={14} strokeWidth={1.5} aria-hidden="true" />
            <span>{words('intake.asks', { host: name })}</span>
          </p>
          <Button onClick={onFetch}>{words('intake.fetch')}</Button>
        </div>
      )}
      {state === 'again' && (
        <p className={styles.outcome} role="status">
          <Info size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>{words('intake.again')}</span>
        </p>
      )}
      {state === 'refused' && (
        <div className={styles.told} role="alert">
          <p className={styles.outcome} data-problem>
            <CircleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
            <span>
              {reason === null
                ? told(problem?.message)
                : words(REASONS[reason].what, { size: bytes(intake.bytes ?? 0), most: bytes(MOST_BYTES) })}{' '}
              <span className={styles.todo}>
                {reason === null ? told(problem?.remedy) : words(REASONS[reason].todo)}
              </span>
            </span>
          </p>
          {canTakeAnyway && (
            <Button variant="default" onClick={onAnyway}>
              {words('intake.anyway')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Sign({ intake: { reason, address } }: { intake: Intake }) {
  const Icon = reason === 'folder' ? Folder : address === null ? ImageOff : Globe
  return <Icon size={28} strokeWidth={1} aria-hidden="true" />
}
