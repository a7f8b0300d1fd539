import type { ProviderError } from '../../providers/provider.ts'
import type { JobRow } from '../../store/queue/jobs.ts'
import type { Claim } from '../claim.ts'
import type { QueueContext } from '../context.ts'
import { recordFailed } from '../settle.ts'
import { judge } from '../verdict.ts'

/**
 * Ends a request that cannot be put into a batch, so that the others can go. Whatever the kind, nothing is gained by
 * trying it again: nobody was asked. To be called in a transaction.
 */
export function turnAway(context: QueueContext, claim: Claim, error: ProviderError): JobRow | null {
  const { attempts } = claim.job
  const verdict = judge(error, { attempts, free: false, waits: 0, now: context.clock.now(), random: 0 })
  if (verdict.event === 'fail' || verdict.event === 'refuse') return recordFailed(context, claim, error, verdict)
  const failed = { ...verdict, event: 'fail', outcome: 'failed', spent: true, notBefore: 0, lane: null } as const
  return recordFailed(context, claim, error, { ...failed, maybeBilled: false })
}
