import { said } from '../../../shared/said/said.ts'

const REFUSAL_CODES = new Set(['moderation_blocked', 'content_policy_violation', 'safety_violation', 'content_filter'])

export function isRefusalCode(code: string | null): boolean {
  return code !== null && REFUSAL_CODES.has(code)
}

export interface Refusal {
  /** Before anything was drawn, or when it was finished; null = not said. */
  stage: 'input' | 'output' | null
  categories: string[]
  /** In our words. */
  says: string
}

/** Categories that are told in the window’s language; vendors have more. */
const CATEGORIES: Readonly<Record<string, string>> = {
  harassment: said`harassment`,
  hate: said`hate`,
  illicit: said`illicit`,
  'self-harm': said`self-harm`,
  sexual: said`sexual`,
  violence: said`violence`,
}

/**
 * What a refusal says about itself: from `moderation_details` where they are there, else from the message's own list.
 *
 * @param who the vendor's name
 */
export function refusalOf(who: string, fields: Record<string, unknown>, message: string): Refusal {
  const details = (fields.moderation_details ?? {}) as { moderation_stage?: unknown; categories?: unknown }
  const told = Array.isArray(details.categories) ? details.categories : listIn(message)
  const categories = told.filter((one): one is string => typeof one === 'string').filter(isCategory)
  const { moderation_stage } = details
  const stage = moderation_stage === 'input' || moderation_stage === 'output' ? moderation_stage : null
  const what = stage === 'input' ? 'the prompt' : stage === 'output' ? 'the finished picture' : 'this picture'
  const why =
    categories.length > 0 ? `: ${categories.map((one) => CATEGORIES[one] ?? one.replaceAll('_', ' ')).join(', ')}` : ''
  return { stage, categories, says: said`${who} refused ${what} under its content rules${why}.` }
}

/** `… safety_violations=[violence, self-harm].` */
function listIn(message: string): string[] {
  const list = /safety_violations=\[([^\]]*)\]/.exec(message)?.[1]
  return list ? list.split(',').map((one) => one.trim()) : []
}

/** The one thing of a vendor's words that is shown: it has to look like what it should be. */
const isCategory = (word: string) => /^[a-z][a-z/_-]{2,39}$/.test(word)
