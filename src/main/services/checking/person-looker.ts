import type { LookForPerson } from '../../../shared/domain/reference-check.ts'
import { lookForPersonWith } from '../../checks/look-for-person.ts'
import type { VisionModel } from '../../checks/vision/vision-model.ts'
import { LOOKED_AT_PX } from '../../checks/vision/vision-prices.ts'
import { smallPicture } from '../../images/small-picture.ts'
import type { Project } from '../../open-project.ts'
import { chooseVision } from './choose-vision.ts'
import { paid } from './look-call.ts'

/** A reference is added while somebody waits for it. */
const TIMEOUT_MS = 60_000

/**
 * Asks a provider's model whether somebody is in a reference picture; what it costs goes into the ledger of the book.
 *
 * @throws AppError UNAVAILABLE without a key
 */
export function personLooker(project: Project, env: NodeJS.ProcessEnv, provider: string): LookForPerson {
  const model = chooseVision(env, { provider, now: project.now })
  const lookForPerson = (picture: Parameters<LookForPerson>[0]) =>
    lookForPersonWith(accounted(project, model), AbortSignal.timeout(TIMEOUT_MS))(picture)
  return async ({ bytes }) => {
    const small = await smallPicture(bytes, LOOKED_AT_PX)
    return lookForPerson({ bytes: small, format: 'jpeg' })
  }
}

/** The same model, with every look in the ledger. */
function accounted(project: Project, model: VisionModel): VisionModel {
  return {
    ...model,
    look(pictures, questions, signal) {
      const on = new Date(project.now()).toISOString().slice(0, 10)
      const { untilUsd } = model.estimate(pictures.length, questions, on)
      const money = { spentUsd: 0, runningUsd: 0, unpriced: 0 }
      return paid({ project, model, money }, untilUsd, () => model.look(pictures, questions, signal))
    },
  }
}
