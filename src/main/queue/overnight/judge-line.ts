import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../../providers/provider.ts'
import { REMEDIES } from '../remedies.ts'
import { type Circumstances, judge, type Verdict } from '../verdict.ts'

/**
 * What to do about a request of a batch that brought no picture: as about a live call, but where a live lane would wait
 * and ask again at once, the request goes into another batch. That spends an attempt, or it would go round for ever; and
 * nothing is gained by a backoff, which would only spread over several batches what fits into one.
 */
export function judgeLine(error: ProviderError, facts: Circumstances): Verdict {
  const verdict = { ...judge(error, facts), notBefore: 0 }
  if (verdict.lane?.do !== 'hold') return verdict
  const over = facts.attempts + 1 >= REMEDIES[error.kind].attempts
  return { ...verdict, event: over ? 'fail' : 'put-back', outcome: 'failed', spent: true, lane: null }
}

/** The same request may do, once its references are uploaded anew. */
export function lostReferences(error: ProviderError): ProviderError {
  const { detail, httpStatus, requestId } = error
  const says = said`The provider no longer had a reference of this picture; it is uploaded again.`
  return new ProviderError('unexpected', detail, { says, httpStatus, requestId })
}
