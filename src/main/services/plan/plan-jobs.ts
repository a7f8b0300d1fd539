import { wantedAspect } from '../../../comic/wanted-aspect.ts'
import type { ArtStyle } from '../../../shared/domain/art-style.ts'
import type { GenerationRequest, Tuning } from '../../../shared/domain/generation.ts'
import type { ComposedPrompt, PromptLimits, PromptPart } from '../../../shared/domain/prompt.ts'
import { compose } from '../../prompts/compose.ts'
import { jobKey, promptHash } from '../../prompts/job-key.ts'
import {
  type BibleIndex,
  NO_TEXT_PART,
  type ResolvedPanel,
  resolvePanel,
  sceneParts,
  styleParts,
} from '../../prompts/parts.ts'
import { type ReferenceIndex, type ResolvedReferences, resolveReferences } from '../../prompts/resolve-references.ts'
import { seedFor } from '../../prompts/seed.ts'
import { stageOf } from '../../prompts/stage.ts'
import { type Change, type Comparison, changesSince } from '../../prompts/staleness.ts'
import { billedCharacters, priceOf } from '../../providers/catalogue/price.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import type { PromptEdit } from '../../store/prompt-edits.ts'
import type { StoredPanel } from '../../store/script.ts'
import { pictureSize } from './picture-size.ts'
import { isToMake, type PlannedJob, type PlannedState, type Redo } from './planned-job.ts'
import { requestProblem } from './request-problem.ts'

/** Everything a plan is made from, read from the book once. */
export interface PlanInput {
  /** In reading order. */
  panels: readonly StoredPanel[]
  bible: BibleIndex
  styles: readonly ArtStyle[]
  /** Those that can be used. */
  references: ReferenceIndex
  /** BCP 47. */
  languages: readonly string[]
  /** Images for each panel, style and language. */
  images: number
  provider: ImageProvider
  model: string
  quality: string | null
  /** Null = nearest to the shape each panel wants. */
  size: { width: number; height: number } | null
  tuning: Tuning
  limits: PromptLimits
  /** What is made although it is there, or may be paid for. */
  redo: Redo
  /** At the price of the provider's overnight service. */
  overnight: boolean
  /** `YYYY-MM-DD`: decides which prices apply. */
  today: string
  edits: (style: string, language: string) => ReadonlyMap<string, PromptEdit>
  stateOf: (panelId: string, key: string) => Exclude<PlannedState, 'repeated'>
  /** Pictures of a panel in an edition, newest first. */
  takesOf: (panelId: string, style: string, language: string) => MadePicture[]
}

/** A picture that is there, with the request it was made from. */
export interface MadePicture {
  key: string
  index: number
  request: GenerationRequest
}

/** Panels × styles × languages × images, in reading order: the same input gives the same jobs to the byte. */
export function planJobs(input: PlanInput): PlannedJob[] {
  const editions = input.styles.flatMap((style) =>
    input.languages.map((lang) => ({ style, lang, edits: input.edits(style.id, lang) })),
  )
  const closing = new Map(input.styles.map((style) => [style.id, [...styleParts(style), NO_TEXT_PART]]))
  const can = input.provider.capabilities(input.model)
  const planned = new Set<string>()
  return input.panels.flatMap((panel) => {
    const resolved = resolvePanel(panel.content, panel, input.bible)
    const opening = sceneParts(resolved, input.bible)
    const composed = new Map(
      input.styles.map((style) => {
        const shown = resolveReferences(resolved, input.bible, style, input.references, can.references)
        const parts = [...referencePart(shown, input.limits), ...opening, ...closing.get(style.id)!]
        return [style.id, { prompt: compose(parts, input.limits), shown }]
      }),
    )
    return editions.flatMap(({ style, lang, edits }) => {
      const { prompt, shown } = composed.get(style.id)!
      const words = wordsFor(prompt, edits.get(panel.id))
      return Array.from({ length: input.images }, (_, index) => {
        const request = requestFor(input, resolved, shown, panel.id, style, lang, index, words)
        const key = jobKey(request)
        const state = planned.has(key) ? 'repeated' : input.stateOf(panel.id, key)
        planned.add(key)
        const parts = words.edited === 'no' ? prompt.parts : []
        const changes = state === 'new' ? changesOf(input, panel.id, { key, request, parts }) : []
        return { ...job(input, panel, request, key, state, prompt, words), changes }
      })
    })
  })
}

/** A model that only adds up words would draw what stands in it. */
function referencePart({ part }: ResolvedReferences, { reads }: PromptLimits): PromptPart[] {
  return part !== null && reads === 'sentences' ? [part] : []
}

/** Why the picture that is there for the same place in the plan is out of date. */
function changesOf(
  { takesOf }: PlanInput,
  panelId: string,
  { key, request, parts }: Omit<Comparison, 'takes'> & { request: GenerationRequest },
): Change[] {
  const takes = takesOf(panelId, request.artStyle.id, request.language).filter(({ index }) => index === request.index)
  return changesSince({ key, request, parts, takes })
}

interface Words {
  prompt: string
  negativePrompt: string
  /** What composition left out; an author's own words leave out nothing. */
  leftOut: string[]
  edited: PlannedJob['edited']
  composedHash: string
}

function wordsFor({ prompt, negativePrompt, leftOut }: ComposedPrompt, edit: PromptEdit | undefined): Words {
  const composedHash = promptHash(prompt, negativePrompt)
  if (edit === undefined) {
    const missing = leftOut.map(({ text, avoid }) => text || `Avoid ${avoid.join(', ')}`)
    return { prompt, negativePrompt, leftOut: missing, edited: 'no', composedHash }
  }
  return {
    prompt: edit.prompt,
    negativePrompt: edit.negativePrompt,
    leftOut: [],
    edited: edit.basisHash === composedHash ? 'current' : 'outdated',
    composedHash,
  }
}

function requestFor(
  { provider, model, quality, size, tuning, bible }: PlanInput,
  resolved: ResolvedPanel,
  shown: ResolvedReferences,
  panelId: string,
  style: ArtStyle,
  language: string,
  index: number,
  { prompt, negativePrompt, leftOut }: Words,
): GenerationRequest {
  const can = provider.capabilities(model)
  const missing = [...leftOut, ...shown.leftOut]
  return {
    prompt,
    negativePrompt,
    ...(missing.length > 0 ? { leftOut: missing } : {}),
    provider: provider.id,
    providerModel: model,
    ...(size ?? pictureSize(can.sizes, wantedAspect(resolved.panel), quality)),
    quality,
    seed: seedFor(panelId, index),
    references: shown.references,
    artStyle: { id: style.id, version: style.version },
    language,
    index,
    stage: can.staged ? stageOf(resolved, bible, style) : null,
    ...(Object.keys(tuning).length > 0 ? { tuning } : {}),
  }
}

function job(
  { provider: by, limits, today, redo, overnight }: PlanInput,
  panel: StoredPanel,
  request: GenerationRequest,
  key: string,
  state: PlannedState,
  { parts, leftOut }: ComposedPrompt,
  { edited, composedHash }: Words,
): Omit<PlannedJob, 'changes'> {
  const { prompt, negativePrompt, provider, providerModel: model, width, height, quality, seed, index } = request
  const problem = requestProblem(request, by.capabilities(model), limits)
  return {
    key,
    chapter: panel.chapter,
    scene: panel.scene,
    panel: panel.number,
    strip: panel.strip,
    panelId: panel.id,
    style: request.artStyle.id,
    lang: request.language,
    index,
    provider,
    model,
    quality,
    width,
    height,
    seed,
    prompt,
    negativePrompt,
    parts,
    leftOut,
    edited,
    composedHash,
    // A server of the author's own may be in no catalogue.
    price: by.free
      ? { fromUsd: 0, untilUsd: 0 }
      : priceOf({
          ...{ provider, model, quality, width, height, overnight, on: today },
          promptCharacters: billedCharacters(prompt),
          references: request.references.length,
        }),
    state,
    problem,
    wanted: isToMake(state, redo) && problem === null,
    request,
  }
}
