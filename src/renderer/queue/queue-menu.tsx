import { Menu } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { useAction } from '../api/use-action.ts'
import { useWords } from '../i18n/words.ts'
import { Confirm } from '../parts/confirm.tsx'
import iconButton from '../parts/icon-button.module.css'
import { askToNotify, mayAskToNotify } from './notify.ts'

/** What is done seldom: cancelling what waits, cutting off what is under way. Each says what it means for the pictures. */
export function QueueMenu({ summary }: { summary: QueueSummary }) {
  const words = useWords('queue')
  const [asks, setAsks] = useState<'cancel' | 'abort' | null>(null)
  const cancel = useAction('batch.cancel')
  const abort = useAction('batch.abort')
  const waiting = summary.jobs.queued
  const underWay = summary.slots.length
  const [mayAsk, setMayAsk] = useState(mayAskToNotify)
  const close = () => setAsks(null)
  if (waiting === 0 && underWay === 0 && !mayAsk) return null
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <button type="button" className={`${iconButton.button} ${iconButton.plain}`} aria-label={words('more')}>
            <Ellipsis size={16} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {waiting > 0 && (
            <Menu.Item onClick={() => setAsks('cancel')}>{words('menu.cancel', { count: waiting })}</Menu.Item>
          )}
          {underWay > 0 && (
            <Menu.Item onClick={() => setAsks('abort')}>{words('menu.abort', { count: underWay })}</Menu.Item>
          )}
          {mayAsk && (
            <Menu.Item onClick={() => void askToNotify().then(() => setMayAsk(mayAskToNotify()))}>
              {words('menu.notify')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asks === 'cancel'}
        title={words('cancel.title', { count: waiting })}
        verb={words('cancel.verb', { count: waiting })}
        dismiss="close"
        pending={cancel.pending}
        onConfirm={() => void cancel.run({}).then(close)}
        onClose={close}
      >
        {words('cancel.words')}
      </Confirm>
      <Confirm
        opened={asks === 'abort'}
        title={words('abort.title', { count: underWay })}
        verb={words('abort.verb', { count: underWay })}
        pending={abort.pending}
        onConfirm={() => void abort.run({}).then(close)}
        onClose={close}
      >
        {words('abort.words')}
      </Confirm>
    </>
  )
}
