import { Button } from '@mantine/core'
import { useState } from 'react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { useClient, useConnected, useEvent, useRequest } from '../api/react.ts'

/** What the queue does, at the foot of every screen. */
export function QueueBar() {
  const client = useClient()
  const connected = useConnected()
  const asked = useRequest('queue.summary', {}, ['queue', 'money'])
  const [told, setTold] = useState<QueueSummary | null>(null)
  useEvent('queue.summary', setTold)
  useEvent('book.opened', () => setTold(null))
  const summary = newer(told, asked.data)
  if (!connected) return <span>Panelwright does not answer; it is asked again.</span>
  if (summary === null) return <span>No book is open.</span>
  const { jobs, phase, money } = summary
  const all = Object.values(jobs).reduce((sum, count) => sum + count, 0)
  const isRunning = phase !== 'idle'
  return (
    <>
      <Button
        disabled={!isRunning && jobs.queued === 0}
        onClick={() => void client.request(isRunning ? 'batch.stop' : 'batch.go-on', {}).catch(() => asked.again())}
      >
        {isRunning ? 'Pause' : 'Go on'}
      </Button>
      <span role="status">
        {jobs.done} of {all} pictures · {jobs.running} under way · {jobs.queued} waiting
      </span>
      <span>${money.spentUsd.toFixed(2)} spent</span>
    </>
  )
}

function newer(a: QueueSummary | null, b: QueueSummary | null): QueueSummary | null {
  if (a === null || b === null) return a ?? b
  return a.now >= b.now ? a : b
}
