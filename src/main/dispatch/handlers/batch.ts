import type { ParsedInput } from '../../../shared/contract/index.ts'
import { quoteRetry } from '../../services/going-on.ts'
import { cancelWork, capBatch, letGo, pauseBatches, resumeWork } from '../../services/queue-control.ts'
import { stakesOf } from '../../services/stakes.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'
import { planOptionsFrom } from './plan-options.ts'

export function batchHandlers(desk: Desk): Part<'batch'> {
  const work = () => desk.book().work
  const pacingOf = ({ pacing }: Pick<ParsedInput<'batch.go-on'>, 'pacing'>) =>
    pacing ?? desk.household.settings.read().pacing
  return {
    'batch.generate': async ({ gate, laterGates, budgetUsd, priority, agreedUsd, ...asked }) => {
      const { planner, work } = desk.book()
      const options = { ...planOptionsFrom(desk, asked), gate, laterGates, budgetUsd, priority }
      await work.ready()
      const plan = await planner.ask('plan', { ...asked, pacing: options.pacing })
      const { working, behindGate } = await work.take(plan, options, agreedUsd)
      return { working, behindGate, quote: plan.quote, diagnostics: plan.diagnostics }
    },
    'batch.go-on': (options) => work().goOn({ ...options, pacing: pacingOf(options) }),
    'batch.next-step': ({ batchId }) => work().nextStep(batchId),
    'batch.stakes': () => stakesOf(desk.book().project),
    'batch.stop': () => {
      work().stop()
      return {}
    },
    'batch.abort': () => {
      work().abort()
      return {}
    },
    'batch.pause': (target) => {
      const { project, work } = desk.book()
      return { batches: pauseBatches(project, target, work.queue) }
    },
    'batch.resume': (target) => {
      const { project, work } = desk.book()
      return resumeWork(project, target, undefined, work.queue)
    },
    'batch.cap': ({ batchId, capUsd }) => {
      const { project, work } = desk.book()
      capBatch(project, batchId, capUsd, work.queue)
      return {}
    },
    'batch.cancel': (target) => {
      const { project, work } = desk.book()
      return { jobs: cancelWork(project, target, work.queue) }
    },
    'batch.let-go': ({ jobIds }) => {
      const { project, work } = desk.book()
      return { jobs: letGo(project, jobIds, work.queue) }
    },
    'batch.retry-quote': (asked) => {
      const { jobs, untilUsd, unknownPrices } = quoteRetry(desk.book().project, { ...asked, retry: retryOf(asked) })
      return { pictures: jobs, untilUsd, unknownPrices }
    },
    'batch.retry': ({ failure, jobIds, ...options }) =>
      work().goOn({
        ...options,
        pacing: pacingOf(options),
        retry: retryOf({ failure, jobIds }),
      }),
  }
}

function retryOf({ failure, jobIds }: Pick<ParsedInput<'batch.retry'>, 'failure' | 'jobIds'>) {
  return { ...(failure === undefined ? {} : { failure }), ...(jobIds === undefined ? {} : { ids: jobIds }) }
}
