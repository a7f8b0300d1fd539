import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { PromptLimits } from '../../../shared/domain/prompt.ts'
import { grouped } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { promptLength } from '../../prompts/prompt-length.ts'
import { findModel } from '../../providers/catalogue/catalogue.ts'
import type { Capabilities } from '../../providers/provider.ts'
import { capabilityProblem } from '../../queue/capability-problem.ts'

/**
 * Why a picture cannot be made as it is asked for, in a sentence; null when it can. What a vendor is known to reject is
 * never queued: a rejection may cost time, and of some vendors money.
 */
export function requestProblem(request: GenerationRequest, can: Capabilities, limits: PromptLimits): string | null {
  return promptProblem(request, can, limits) ?? capabilityProblem(request, can)
}

/** Only where the limit was looked up: a text encoder reads as far as it can, and a guess of ours is no limit. */
function promptProblem(
  { prompt, provider, providerModel }: GenerationRequest,
  { staged }: Capabilities,
  { unit, max }: PromptLimits,
): string | null {
  if (staged || unit !== 'characters' || findModel(provider, providerModel) === null) return null
  const length = promptLength(prompt, unit)
  return length > max
    ? said`The prompt has ${grouped(length)} characters; ${providerModel} takes ${grouped(max)} at most.`
    : null
}
