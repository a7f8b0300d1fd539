import { createHash } from 'node:crypto'
import type { ParsedInput, SentBox, Sheet } from '../../../shared/contract/index.ts'
import type { Stage } from '../../../shared/domain/generation.ts'
import { hasWords } from '../../../shared/sheet/check-boxes.ts'
import type { Project } from '../../open-project.ts'
import { canonicalJson } from '../../prompts/job-key.ts'
import { promptLength } from '../../prompts/prompt-length.ts'
import { promptLimits } from '../../providers/catalogue/catalogue.ts'
import { roughs } from '../../providers/roughs/roughs-provider.ts'
import { chooseProvider } from '../choose-provider.ts'
import type { PlanBook } from '../plan/plan-book.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import { currentSheet } from './drafting.ts'
import { type PlannedBox, planSheet } from './sheet-plan.ts'

/** What a rough is drawn from. */
export interface RoughOrder {
  /** Hash over all of it. */
  id: string
  stage: Stage
  seed: number
  /** Width divided by height. */
  aspect: number
}

/** What is sent for a box, and what its rough is drawn from. */
export interface SentStage {
  sent: SentBox
  rough: RoughOrder | null
}

/**
 * What is really sent for boxes as they are typed. Boxes without words are left out, as are those whose panel is gone.
 *
 * @throws AppError WRONG_USE for a provider, model, style or size that does not exist
 */
export function sentFor(project: Project, asked: ParsedInput<'sheet.sent'>, book: PlanBook): SentStage[] {
  const kept = currentSheet(project)
  const given = Object.entries(asked.settings ?? {}).filter(([, value]) => value !== undefined)
  const settings: Sheet['settings'] = { ...kept.settings, ...Object.fromEntries(given), images: 1, overnight: false }
  const provider = chooseProvider(settings.provider ?? undefined, project.env)
  const boxes = asked.boxes.filter(hasWords).map((box) => ({ ...box, own: { ...box.own, images: 1 } }))
  const only = (box: (typeof boxes)[number]) => ({
    ...box,
    own: { ...box.own, styles: [asked.style ?? box.own.styles?.[0] ?? settings.styles[0] ?? FALLBACK_STYLE] },
  })
  const sheet: Sheet = {
    ...kept,
    mode: 'boxes',
    boxes: boxes.map(only),
    settings: { ...settings, languages: asked.lang ? [asked.lang] : settings.languages.slice(0, 1) },
  }
  const drawn = planSheet(project, sheet, provider, {}, [], book)
  // The stage decides the rough, whoever draws the picture: providers that read prompts have none.
  const staged = planSheet(
    project,
    {
      ...sheet,
      boxes: sheet.boxes.map((box) => ({ ...box, own: { styles: box.own.styles } })),
      settings: { ...sheet.settings, model: null, quality: null, size: null, referenceId: null },
    },
    roughs,
    {},
    [],
    book,
  )
  const stages = new Map(staged.boxes.map((each) => [each.box.id, each]))
  return drawn.boxes.flatMap((each) => {
    const [job] = each.jobs
    if (job === undefined) return []
    const rough = roughFor(stages.get(each.box.id), job)
    return [{ sent: sentBox(each, provider, rough?.id ?? null), rough }]
  })
}

/** Words are the same in every style; without one chosen something has to be shown. */
const FALLBACK_STYLE = 'noir'

function roughFor(each: PlannedBox | undefined, size: { width: number; height: number }): RoughOrder | null {
  const request = each?.jobs[0]?.request
  return request === undefined ? null : roughOrder(request, size)
}

/** What the rough of a request is drawn from, in the shape of a picture; null where it has no stage. */
export function roughOrder(
  { stage, seed }: Pick<PlannedJob['request'], 'stage' | 'seed'>,
  { width, height }: { width: number; height: number },
): RoughOrder | null {
  if (!stage) return null
  const aspect = width / height
  const id = createHash('sha256')
    .update(canonicalJson([stage, seed, aspect]))
    .digest('hex')
    .slice(0, 32)
  return { id, stage, seed, aspect }
}

function sentBox({ box, jobs, plan, hasOwnWords }: PlannedBox, provider: typeof roughs, rough: string | null): SentBox {
  const job = jobs[0]!
  const limits = promptLimits(plan.settings.provider, job.model, provider.capabilities(job.model))
  const { prompt, negativePrompt, parts, leftOut, width, height, price, problem, style, lang, request } = job
  return {
    boxId: box.id,
    style,
    lang,
    prompt,
    negativePrompt,
    parts: parts.map(({ kind, text, avoid }) => ({
      kind,
      text: text || avoid.map((thing) => `no ${thing}`).join(', '),
    })),
    leftOut: leftOut.map(({ text, avoid }) => text || `Avoid ${avoid.join(', ')}`),
    words: hasOwnWords ? 'own' : job.edited === 'no' ? 'script' : 'rewritten',
    length: promptLength(prompt, limits.unit),
    most: limits.max,
    width,
    height,
    price,
    problem,
    references: request.references.map(({ hash, role, of }) => ({ hash, role, of })),
    rough,
  }
}
