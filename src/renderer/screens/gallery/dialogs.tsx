import { Button } from '@mantine/core'
import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './dialogs.module.css'

export interface Discarding {
  takeIds: readonly string[]
}

/** Names how many pictures go to the trash, and how much that is, before many of them go. */
export function DiscardDialog({
  discarding,
  onClose,
  onConfirm,
}: {
  discarding: Discarding | null
  onClose: () => void
  onConfirm: (takeIds: readonly string[]) => void
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const answer = useRequest('takes.weigh', discarding === null ? null : { takeIds: [...discarding.takeIds] })
  const weight = answer.data
  return (
    <Confirm
      opened={discarding !== null}
      title={words('discard.title', { count: discarding?.takeIds.length ?? 0 })}
      verb={words('discard.verb', { count: discarding?.takeIds.length ?? 0 })}
      pending={weight === null}
      onClose={onClose}
      onConfirm={() => discarding && onConfirm(discarding.takeIds)}
    >
      <p className={styles.words}>
        {weight
          ? words('discard.words', {
              bytes: format.bytes(weight.bytes),
              panels: words('panels', { count: weight.panels }),
            })
          : '…'}
      </p>
      {weight !== null && weight.picked > 0 && (
        <p className={styles.words}>{words('discard.picked', { count: weight.picked })}</p>
      )}
      <p className={styles.dim}>{words('discard.later')}</p>
      <Problem problem={answer.problem} />
    </Confirm>
  )
}

/** Files nobody points at: only told, never touched. */
export function OrphansDialog({ onClose }: { onClose: () => void }) {
  const words = useWords('gallery')
  const format = useFormat()
  const { data, problem } = useRequest('takes.orphans', {})
  return (
    <Dialog onClose={onClose} title={words('orphans.title')} size="lg">
      <Problem problem={problem} />
      {data === null ? (
        <p className={styles.dim}>…</p>
      ) : data.total === 0 ? (
        <p className={styles.words}>{words('orphans.none')}</p>
      ) : (
        <>
          <p className={styles.words}>
            {words('orphans.found', { count: data.total, bytes: format.bytes(data.bytes) })}
          </p>
          <div className={styles.list}>
            {data.files.map(({ path, kind, bytes }) => (
              <div key={path} className={styles.file}>
                <bdi className={styles.path}>{path}</bdi>
                <span>{words(`orphans.${kind}`)}</span>
                <span className={styles.bytes}>{format.bytes(bytes)}</span>
              </div>
            ))}
          </div>
          <div className={styles.buttons}>
            <SaveCsv csv={data.csv} />
          </div>
        </>
      )}
    </Dialog>
  )
}

function SaveCsv({ csv }: { csv: string }) {
  const words = useWords('gallery')
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`
  return (
    <Button component="a" href={address} download="orphans.csv" variant="default">
      {words('orphans.save')}
    </Button>
  )
}
