import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { OpenSlot } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './dialogs.module.css'

/** A call whose end nobody saw: it may be paid. Only the author knows whether it is let go or made again. */
export function UnknownDialog({ open, onClose }: { open: OpenSlot; onClose: () => void }) {
  const words = useWords('gallery')
  const common = useWords('common')
  const format = useFormat()
  const letGo = useAction('batch.let-go')
  const again = useAction('batch.retry')
  const jobIds = [open.jobId]
  const price = open.estimateUsd === 0 ? null : format.money(open.estimateUsd)
  return (
    <Dialog onClose={onClose} title={words('unknown.title')} centered size="md">
      <p className={styles.words}>{words('unknown.happened')}</p>
      <p className={styles.words}>
        {open.asked
          ? words('unknown.lookAt', { provider: open.asked.provider, model: open.asked.model })
          : words('unknown.look')}
      </p>
      <p className={styles.dim}>{words('unknown.ways')}</p>
      <Problem problem={letGo.problem ?? again.problem} />
      <div className={styles.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          variant="default"
          loading={letGo.pending}
          onClick={() =>
            void letGo.run({ jobIds }).then((done) => {
              if (done === null) return
              announce(words('unknown.wentOff'))
              onClose()
            })
          }
        >
          {words('unknown.letGo')}
        </Button>
        <Button
          color="red"
          loading={again.pending}
          onClick={() => void again.run({ jobIds, retryInterrupted: true }).then((done) => done !== null && onClose())}
        >
          {price === null ? words('unknown.again') : words('unknown.againFor', { amount: price })}
        </Button>
      </div>
    </Dialog>
  )
}

/** All that failed, once more: how many, and what that costs. What costs nothing needs no second word. */
export function RetryAllDialog({ onClose }: { onClose: () => void }) {
  const words = useWords('gallery')
  const format = useFormat()
  const { data: quote, problem } = useRequest('batch.retry-quote', {})
  const retry = useAction('batch.retry')
  const begin = async () => {
    if ((await retry.run({})) !== null) onClose()
  }
  const isFree = quote !== null && quote.untilUsd === 0 && quote.unknownPrices === 0
  const begun = useRef(false)
  useEffect(() => {
    if (!isFree || begun.current) return
    begun.current = true
    void begin()
  })
  if (quote === null || (isFree && retry.problem === null)) return <Problem problem={problem} />
  return (
    <Confirm
      opened
      title={words('retryAll', { count: quote.pictures })}
      verb={words('retryFor', { amount: format.money(quote.unknownPrices > 0 ? null : quote.untilUsd) })}
      pending={retry.pending}
      onClose={onClose}
      onConfirm={() => void begin()}
    >
      <p className={styles.words}>{words('retryAllWords')}</p>
      <Problem problem={retry.problem} />
    </Confirm>
  )
}
