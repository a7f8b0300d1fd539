import type { ArtStyle } from '../../../shared/domain/art-style.ts'
import { type Composition, NOBODY_COMPOSED } from '../../../shared/domain/composition.ts'
import type { GenerationRequest, Tuning } from '../../../shared/domain/generation.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import type { ComposedPrompt, PromptLimits, PromptPart } from '../../../shared/domain/prompt.ts'
import type { Reference } from '../../../shared/domain/reference.ts'
import { compose, stopped } from '../../prompts/compose.ts'
import { jobKey, keyButPlaces, promptHash, withoutSentence } from '../../prompts/job-key.ts'
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
import { changesSince } from '../../prompts/staleness.ts'
import { billedCharacters, priceOf } from '../../providers/catalogue/price.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import type { PromptEdit } from '../../store/prompt-edits.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { PictureToSize } from './panel-sizes.ts'
import { wishParts } from './picture-wishes.ts'
import { isToMake, type PlannedJob, type PlannedState, type Redo } from './planned-job.ts'
import { requestProblem } from './request-problem.ts'

/** Everything a plan is made from, read from the book once. */
export interface PlanInput {
  /** In reading order. */
  panels: readonly StoredPanel[]
  /** Where people stand, by panel. */
  compositions: ReadonlyMap<string, Composition>
  bible: BibleIndex
  styles: readonly ArtStyle[]
  /** Whether a word of the script is the id of an art style. */
  isStyle: (id: string) => boolean
  /** Those that can be used. */
  references: ReferenceIndex
  /** BCP 47. */
  languages: readonly string[]
  /** Images for each panel, style and language. */
  images: number
  provider: ImageProvider
  model: string
  quality: string | null
  /** Pixels to ask for. */
  sizeOf: (picture: PictureToSize) => { width: number; height: number }
  tuning: Tuning
  limits: PromptLimits
  /** What is made although it is there, or may be paid for. */
  redo: Redo
  /** At the price of the provider's overnight service. */
  overnight: boolean
  /** `YYYY-MM-DD`: decides which prices apply. */
  today: string
  /** What the author says is to be seen, instead of the script, by panel; outranks a prompt they rewrote. */
  words?: ReadonlyMap<string, string> | undefined
  /** A picture that goes along with every request; null = none. */
  reference?: Reference | null | undefined
  edits: (style: string, language: string) => ReadonlyMap<string, PromptEdit>
  stateOf: (panelId: string, key: string) => Exclude<PlannedState, 'repeated'>
  /** Pictures of a panel in an edition, newest first. */
  takesOf: (panelId: string, style: string, language: string) => MadePicture[]
  /** Pictures of a panel in an edition that are on order, or may have been paid for; newest first. */
  ordersOf: (panelId: string, style: string, language: string) => MadePicture[]
}

/** A picture that is there or on order, with the request it is made from. */
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
  const known = new Set<string>()
  return input.panels.flatMap((panel) => {
    const composition = input.compositions.get(panel.id) ?? NOBODY_COMPOSED
    const wished = wishParts(panel.wishes ?? {}, input.isStyle)
    const prompts = (content: PanelContent) => {
      const resolved = resolvePanel(content, panel, input.bible)
      const opening = sceneParts(resolved, composition, input.bible, input.limits.reads)
      return new Map(
        input.styles.map((style) => {
          const shown = resolveReferences(
            resolved,
            input.bible,
            style,
            input.references,
            can.references,
            input.reference,
          )
          const parts = [...referencePart(shown, input.limits), ...opening, ...wished, ...closing.get(style.id)!]
          return [style.id, { resolved, prompt: compose(parts, input.limits), shown }]
        }),
      )
    }
    const scripted = prompts(panel.content)
    const own = input.words?.get(panel.id)
    const drawn = own === undefined ? scripted : prompts({ ...panel.content, what: own })
    return editions.flatMap(({ style, lang, edits }) => {
      const { prompt, shown, resolved } = drawn.get(style.id)!
      const words =
        own === undefined
          ? wordsFor(prompt, edits.get(panel.id))
          : { ...wordsFor(prompt, undefined), ...basisOf(scripted.get(style.id)!.prompt), edited: 'current' as const }
      return Array.from({ length: input.images }, (_, index) => {
        const request = requestFor(input, resolved, composition, shown, panel, style, lang, index, words)
        const planned = plannedAs(input, panel.id, request, known)
        known.add(planned.key)
        const parts = words.edited === 'no' ? prompt.parts : []
        const changes = planned.state === 'new' ? changesSince({ ...planned, parts }) : []
        return { ...job(input, panel, planned, prompt, words), changes }
      })
    })
  })
}

/** A model that only adds up words would draw what stands in it. */
function referencePart({ part }: ResolvedReferences, { reads }: PromptLimits): PromptPart[] {
  return part !== null && reads === 'sentences' ? [part] : []
}

/** As many as `seedFor` chooses from. */
const SEEDS = 2 ** 31

interface Planned {
  key: string
  request: GenerationRequest
  state: PlannedState
  /** Pictures that are there for the same place in the plan, newest first; only looked for where this one is new. */
  takes: MadePicture[]
}

/**
 * A picture that differs from today's in nothing but where people stand is taken as it is, there or on order: the order
 * of two lines, or the reading direction of the book, is no reason to pay for it again. What is free follows the script.
 */
function plannedAs(
  { stateOf, takesOf, ordersOf, redo }: PlanInput,
  panelId: string,
  request: GenerationRequest,
  known: ReadonlySet<string>,
): Planned {
  const key = jobKey(request)
  const state = known.has(key) ? 'repeated' : stateOf(panelId, key)
  if (state !== 'new') return { key, request, state, takes: [] }
  const isMeant = ({ index }: MadePicture) => index === request.index
  const takes = takesOf(panelId, request.artStyle.id, request.language).filter(isMeant)
  if (request.stage === null && request.staging && !redo.again) {
    const wanted = keyButPlaces(request)
    const orders = ordersOf(panelId, request.artStyle.id, request.language).filter(isMeant)
    for (const standing of [...takes, ...orders]) {
      if (known.has(standing.key) || keyButPlaces(standing.request) !== wanted) continue
      const found = stateOf(panelId, standing.key)
      if (found !== 'new') return { key: standing.key, request: standing.request, state: found, takes }
    }
  }
  return { key, request, state, takes }
}

interface Words {
  prompt: string
  negativePrompt: string
  /** What composition left out; an author's own words leave out nothing. */
  leftOut: string[]
  /** The sentence on where people stand, as it stands in the prompt; empty without. */
  staging: string
  edited: PlannedJob['edited']
  composedHash: string
  basisHash: string
}

/** What an edit of a composed prompt hangs on. */
function basisOf({ prompt, negativePrompt, parts }: ComposedPrompt): Pick<Words, 'composedHash' | 'basisHash'> {
  return {
    composedHash: promptHash(prompt, negativePrompt),
    // An edit is not out of date because somebody else in the scene speaks first.
    basisHash: promptHash(withoutSentence(prompt, stagingIn(parts)), negativePrompt),
  }
}

const stagingIn = (parts: readonly PromptPart[]) => stopped(parts.find(({ kind }) => kind === 'staging')?.text ?? '')

function wordsFor(composed: ComposedPrompt, edit: PromptEdit | undefined): Words {
  const { prompt, negativePrompt, parts, leftOut } = composed
  const staging = stagingIn(parts)
  const { composedHash, basisHash } = basisOf(composed)
  if (edit === undefined) {
    const missing = leftOut.map(({ text, avoid }) => text || `Avoid ${avoid.join(', ')}`)
    return { prompt, negativePrompt, leftOut: missing, staging, edited: 'no', composedHash, basisHash }
  }
  return {
    prompt: edit.prompt,
    negativePrompt: edit.negativePrompt,
    leftOut: [],
    staging: '',
    edited: edit.basisHash === basisHash ? 'current' : 'outdated',
    composedHash,
    basisHash,
  }
}

function requestFor(
  { provider, model, quality, sizeOf, tuning, bible }: PlanInput,
  resolved: ResolvedPanel,
  composition: Composition,
  shown: ResolvedReferences,
  { id: panelId, wishes }: Pick<StoredPanel, 'id' | 'wishes'>,
  style: ArtStyle,
  language: string,
  index: number,
  { prompt, negativePrompt, leftOut, staging }: Words,
): GenerationRequest {
  const can = provider.capabilities(model)
  const missing = [...leftOut, ...shown.leftOut]
  return {
    prompt,
    negativePrompt,
    ...(missing.length > 0 ? { leftOut: missing } : {}),
    ...(can.staged || composition === NOBODY_COMPOSED ? {} : { staging: { composition, sentence: staging } }),
    provider: provider.id,
    providerModel: model,
    ...sizeOf({ panelId, style: style.id, language, index }),
    quality,
    seed: wishes?.seed === undefined ? seedFor(panelId, index) : (wishes.seed + index) % SEEDS,
    references: shown.references,
    artStyle: { id: style.id, version: style.version },
    language,
    index,
    stage: can.staged ? stageOf(resolved, composition, bible, style) : null,
    ...(Object.keys(tuning).length > 0 ? { tuning } : {}),
  }
}

function job(
  { provider: by, limits, today, redo, overnight }: PlanInput,
  panel: StoredPanel,
  { key, request, state }: Planned,
  { parts, leftOut }: ComposedPrompt,
  { edited, composedHash, basisHash }: Words,
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
    basisHash,
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
