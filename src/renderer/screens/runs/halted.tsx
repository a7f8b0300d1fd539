import { useState } from 'react'
import { useEvent, useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Banner, Problem } from '../../parts/problem.tsx'

/** Lanes in which nothing starts until the author says so: what happened, what is safe, what waits. */
export function Halted() {
  const words = useWords('runs')
  const format = useFormat()
  const asked = useRequest('queue.summary', {}, ['queue', 'money'])
  const [told, setTold] = useState<typeof asked.data>(null)
  useEvent('queue.summary', setTold)
  const resume = useAction('batch.resume')
  const goOn = useAction('batch.go-on')
  const summary = told !== null && (asked.data === null || told.now > asked.data.now) ? told : asked.data
  const halted = summary?.waits.filter(({ until }) => until === null) ?? []
  // The state of a whole book is dear: only where its price is shown.
  const status = useRequest('book.status', halted.length > 0 ? {} : null, ['queue', 'money']).data
  if (halted.length === 0 || summary === null) return null
  const usd = status?.queuedUsd ?? null
  return (
    <>
      {halted.map(({ lane, message, action }) => (
        <Banner
          key={lane}
          title={message}
          button={{
            words: usd === 0 ? words('halted.resume') : words('halted.resumeAt', { usd: format.money(usd) }),
            primary: true,
            pending: resume.pending || goOn.pending,
            onClick: () => void resume.run({ provider: lane }).then((done) => (done === null ? null : goOn.run({}))),
          }}
        >
          {words('halted.safe', { count: summary.jobs.done })} {words('halted.waiting', { count: summary.jobs.queued })}{' '}
          {action}
        </Banner>
      ))}
      <Problem problem={resume.problem ?? goOn.problem} />
    </>
  )
}
