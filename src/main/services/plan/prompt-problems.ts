import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { PromptLimits } from '../../../shared/domain/prompt.ts'
import { said } from '../../../shared/said/said.ts'
import { promptLength } from '../../prompts/prompt-length.ts'
import type { PlaceOf } from './plan-warnings.ts'
import type { PlannedJob } from './planned-job.ts'

/** More panels than this with the same trouble are told in one line. */
const MOST_LINES = 3

/** Prompts that are too long for their model, cannot be made into a picture, or were rewritten from an older text. */
export function promptProblems(jobs: readonly PlannedJob[], limits: PromptLimits, at: PlaceOf): Diagnostic[] {
  const once = firstOfEach()
  return [
    ...composedTooLong(jobs, limits, at),
    ...jobs.flatMap((job): Diagnostic[] => {
      const place = at(job.panelId)
      const found: Diagnostic[] = []
      if (job.problem !== null && once(job, 'picture-impossible'))
        found.push({
          severity: 'error',
          code: 'picture-impossible',
          ...place,
          message: said`${job.problem} The picture is not made.`,
          remedy: said`${job.edited === 'no' ? 'Shorten the looks in the bible, show fewer people' : 'Shorten the rewritten prompt'}, or choose a model that takes more.`,
        })
      const length = promptLength(job.prompt, limits.unit)
      if (isTooLong(job, length, limits) && job.edited !== 'no' && once(job, 'prompt-too-long'))
        found.push({
          severity: 'warning',
          code: 'prompt-too-long',
          ...place,
          message: said`The rewritten prompt takes about ${measured(length, limits)}; ${reads(job, limits)}`,
          remedy: said`Shorten it, or choose a model that reads longer prompts.`,
        })
      if (job.edited === 'outdated' && once(job, 'edit-out-of-date'))
        found.push({
          severity: 'warning',
          code: 'edit-out-of-date',
          ...place,
          message: said`The prompt you rewrote (${job.style}, ${job.lang}) was made from an older text; it is used as it stands.`,
          remedy: said`Export the prompts to a folder and look it over, or delete its file there to have it composed again; prompts import reads the folder back.`,
        })
      return found
    }),
  ]
}

/** Panels of which even the parts that are never left out are too long. */
function composedTooLong(jobs: readonly PlannedJob[], limits: PromptLimits, at: PlaceOf): Diagnostic[] {
  const lengths = new Map<string, { job: PlannedJob; length: number }>()
  for (const job of jobs) {
    const length = promptLength(job.prompt, limits.unit)
    if (job.edited === 'no' && isTooLong(job, length, limits) && !lengths.has(job.panelId))
      lengths.set(job.panelId, { job, length })
  }
  const long = [...lengths.values()]
  const base = {
    severity: 'warning',
    code: 'prompt-too-long',
    remedy: said`Shorten the looks in the bible, show fewer people, or choose a model that reads longer prompts.`,
  } as const
  if (long.length <= MOST_LINES)
    return long.map(({ job, length }) => ({
      ...base,
      ...at(job.panelId),
      message: said`People, clothes, place and action alone take about ${measured(length, limits)}; ${reads(job, limits)}`,
    }))
  const longest = long.reduce((a, b) => (b.length > a.length ? b : a))
  const panels = new Set(jobs.map(({ panelId }) => panelId)).size
  return [
    {
      ...base,
      ...at(longest.job.panelId),
      message: said`People, clothes, place and action alone are too long in ${long.length} of ${panels} panels: here, in the longest, about ${measured(longest.length, limits)}; ${reads(longest.job, limits)}`,
    },
  ]
}

function isTooLong({ problem }: PlannedJob, length: number, { max }: PromptLimits): boolean {
  return problem === null && length > max
}

const measured = (length: number, { unit }: PromptLimits) =>
  unit === 'characters' ? said`${length} characters` : said`${length} tokens`

/** What a server has loaded it does not say by name. */
function reads({ model }: PlannedJob, { max, past }: PromptLimits): string {
  const reader = model === 'loaded' ? said`the loaded model` : model
  return said`${reader} reads ${max}, and what is past that ${past === 'lost' ? 'is lost' : 'counts for less'}.`
}

/** The same trouble of a panel is told once, whatever the style; of a rewritten prompt once for each edition. */
function firstOfEach(): (job: PlannedJob, code: string) => boolean {
  const seen = new Set<string>()
  return ({ panelId, edited, style, lang }, code) => {
    const id = `${code} ${panelId} ${edited === 'no' ? '' : `${style} ${lang}`}`
    return !seen.has(id) && seen.add(id) !== undefined
  }
}
