import type { LookForPerson } from '../../shared/domain/reference-check.ts'
import type { VisionModel, VisionQuestion } from './vision/vision-model.ts'

/** Shares of the frame to choose from, each with the number it stands for. */
const SHARES: Record<string, number> = {
  'no person': 0,
  'under a tenth': 0.05,
  'a tenth to a quarter': 0.17,
  'a quarter to a half': 0.37,
  'over a half': 0.75,
}

export const PERSON_QUESTIONS: readonly VisionQuestion[] = [
  {
    name: 'person',
    kind: 'statement',
    says: 'Picture 1 shows a person, or an animal or creature that is a character.',
  },
  {
    name: 'share',
    kind: 'choice',
    asks: 'How much of picture 1 does the largest person or character take?',
    choices: Object.keys(SHARES),
  },
]

/** Asks a vision model about one reference picture. Null when it cannot say, whatever the reason. */
export function lookForPersonWith(model: VisionModel, signal: AbortSignal): LookForPerson {
  return async (picture) => {
    try {
      const { answers } = await model.look([picture], PERSON_QUESTIONS, signal)
      const person = answers.get('person')
      const share = answers.get('share')
      if (person?.kind !== 'statement' || share?.kind !== 'choice') return null
      return { person: person.probability >= 0.5, share: expectedShare(share.probabilities) }
    } catch {
      // A reference is judged by what can be measured here, then.
      return null
    }
  }
}

function expectedShare(probabilities: ReadonlyMap<string, number>): number {
  let sum = 0
  let weight = 0
  for (const [choice, probability] of probabilities) {
    sum += (SHARES[choice] ?? 0) * probability
    weight += probability
  }
  return weight === 0 ? 0 : sum / weight
}
