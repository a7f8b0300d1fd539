import type { LookForPerson } from '../../../shared/domain/reference-check.ts'
import { said } from '../../../shared/said/said.ts'
import { lookForPersonWith, PERSON_QUESTIONS } from '../../checks/look-for-person.ts'
import type { VisionModel, VisionQuestion } from '../../checks/vision/vision-model.ts'
import { LOOKED_AT_PX } from '../../checks/vision/vision-prices.ts'
import { smallPicture } from '../../images/small-picture.ts'
import type { Project } from '../../open-project.ts'
import { assertAffordable } from './affordable.ts'
import { chooseVision } from './choose-vision.ts'
import { paid } from './look-call.ts'

/** A reference is added while somebody waits for it. */
const TIMEOUT_MS = 60_000
const REMEDIES = {
  book: said`Add the picture without --ask, or raise the cap: panelwright budget <project> --book <usd>`,
  day: said`Add the picture without --ask, or raise the cap: panelwright budget <project> --day <usd>`,
}

/**
 * Asks a provider's model whether somebody is in a reference picture; what it costs goes into the ledger of the book.
 *
 * @throws AppError UNAVAILABLE without a key; the looker BUDGET where a cap does not leave enough for a look
 */
export function personLooker(project: Project, env: NodeJS.ProcessEnv, provider: string): LookForPerson {
  const model = chooseVision(env, { provider, now: project.now })
  const lookForPerson = (picture: Parameters<LookForPerson>[0]) =>
    lookForPersonWith(accounted(project, model), AbortSignal.timeout(TIMEOUT_MS))(picture)
  return async ({ bytes }) => {
    // Outside of what takes every failure for a look that said nothing.
    assertAffordable(project, priceOf(model, 1, PERSON_QUESTIONS, project), REMEDIES)
    const small = await smallPicture(bytes, LOOKED_AT_PX)
    return lookForPerson({ bytes: small, format: 'jpeg' })
  }
}

/** The same model, with every look in the ledger. */
function accounted(project: Project, model: VisionModel): VisionModel {
  return {
    ...model,
    look(pictures, questions, signal) {
      const untilUsd = priceOf(model, pictures.length, questions, project)
      const money = { spentUsd: 0, runningUsd: 0, unpriced: 0 }
      return paid({ project, model, money }, untilUsd, () => model.look(pictures, questions, signal))
    },
  }
}

/** At most, US dollars. */
function priceOf(model: VisionModel, pictures: number, questions: readonly VisionQuestion[], project: Project): number {
  return model.estimate(pictures, questions, new Date(project.now()).toISOString().slice(0, 10)).untilUsd
}
