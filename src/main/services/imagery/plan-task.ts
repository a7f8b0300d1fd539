import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import { composeTaskPrompt, spoken } from '../../imagery/prompt.ts'
import { shortAppearance } from '../../imagery/read-character.ts'
import { type ChosenReference, placeReference, resolvePerson } from '../../imagery/references.ts'
import { synthesisePrompt } from '../../imagery/synthesis.ts'
import type { ImageryFile, Target } from '../../imagery/target.ts'
import { detached, joined } from '../../imagery/words.ts'
import { namedArtists } from '../../prompts/artist-names.ts'
import { jobKey } from '../../prompts/job-key.ts'
import { promptLength } from '../../prompts/prompt-length.ts'
import { seedFor } from '../../prompts/seed.ts'
import { findModel, promptLimits } from '../../providers/catalogue/catalogue.ts'
import { billedCharacters, pricing } from '../../providers/catalogue/price.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import { requestProblem } from '../plan/request-problem.ts'
import { panelIdOf } from './imagery-book-ids.ts'
import { stageOfTarget } from './imagery-stage.ts'
import type { ImageryTask, TaskReference } from './imagery-task.ts'
import { folderProblem } from './place-picture.ts'
import type { ImageryFolder } from './scan-folder.ts'
import { type ModelWishes, type SettledModel, settleModel, settleSize } from './settle-model.ts'
import { type ImageryStyle, roughLook } from './style.ts'

/** Stands for "in no art style of the book": every file brings its own. */
export const IMAGERY_STYLE = { id: 'imagery', version: 1 }
/** The project lies within the imagery folder, and paths of references start there. */
const UP_FROM_PROJECT = '..'

/** What the pictures of one file share. */
export interface TaskContext {
  file: ImageryFile
  folder: ImageryFolder
  settled: SettledModel
  style: ImageryStyle
  overnight: boolean
  today: string
  /** Names by slug. */
  names: ReadonlyMap<string, string>
  /** What pictures of a size cost, by size; found once. */
  prices: Map<string, ReturnType<typeof pricing>>
  /** Why nothing can be put where its pictures belong; null = nothing is in the way. */
  placeProblem: string | null
  /** What is to be told of the file's defaults. */
  problems: ImageryProblem[]
}

export function taskContext(
  file: ImageryFile,
  folder: ImageryFolder,
  options: ModelWishes & { style: ImageryStyle; overnight?: boolean | undefined },
  providers: readonly ImageProvider[],
  today: string,
): TaskContext {
  const settled = settleModel(detachedDefaults(file.defaults), options, providers, today)
  const notes = settled.ok ? settled.notes : [{ code: 'imagery-provider', message: settled.why }]
  return {
    file,
    folder,
    settled,
    style: options.style,
    overnight: options.overnight ?? false,
    today,
    placeProblem: folderProblem(folder.root, folderOfPictures(file)),
    prices: new Map(),
    names: new Map(file.people.map(({ ref, name }) => [ref, name])),
    problems: notes.map(({ code, message }) => ({
      severity: 'warning',
      code,
      file: file.file,
      line: file.defaults.line,
      message,
      ...(settled.ok ? {} : { remedy: said`Say who draws: --provider openai, --provider google.` }),
    })),
  }
}

/** Tasks outlive the file, and so do these words of it. */
function detachedDefaults(defaults: ImageryFile['defaults']): ImageryFile['defaults'] {
  const own = (text: string | null) => (text === null ? null : detached(text))
  return { ...defaults, provider: own(defaults.provider), model: own(defaults.model), quality: own(defaults.quality) }
}

/** One picture to make; null where nothing says what would be seen. */
export function planTask(target: Target, taskId: string, context: TaskContext): ImageryTask | null {
  const { file, settled, style, folder } = context
  const words = target.prompt ?? synthesisePrompt(file, target)
  if (words === null) return null
  const references = settled.ok ? referencesFor(target, context, settled.can.references) : []
  const can = settled.ok ? settled.can : null
  const limits = settled.ok ? promptLimits(settled.provider.id, settled.model, settled.can) : null
  const composed = composeTaskPrompt({
    prompt: words,
    target,
    file,
    names: context.names,
    described: describedPeople(target, context, references),
    references,
    style,
    negativePrompt: limits?.negativePrompt ?? true,
    fits: (prompt) => limits === null || can?.staged === true || promptLength(prompt, limits.unit) <= limits.max,
  })
  const aspect = target.aspect ?? file.defaults.aspect ?? USUAL_ASPECT[file.kind]
  const asked = target.size ?? (target.aspect === null ? file.defaults.size : null)
  const size =
    can && settled.ok
      ? settleSize(asked, aspect, can.sizes, settled.quality)
      : { ...(asked ?? squareOf(aspect)), asked, cropTo: null }
  const id = detached(target.id!)
  const panelId = panelIdOf(taskId)
  warnOfGaps(target, context)
  const sent = references.map(
    ({ id, of, role, path }): TaskReference => ({ id, of, role, path, sha256: folder.hashOf(path) }),
  )
  const request: GenerationRequest = {
    prompt: composed.prompt,
    negativePrompt: composed.negativePrompt,
    provider: settled.ok ? settled.provider.id : settled.provider,
    providerModel: settled.model,
    width: size.width,
    height: size.height,
    quality: settled.quality,
    seed: seedFor(panelId, 0),
    references: sent.map(({ sha256, role, path, of }) => ({
      hash: sha256,
      role,
      path: `${UP_FROM_PROJECT}/${path}`,
      of,
    })),
    artStyle: IMAGERY_STYLE,
    language: 'en',
    index: 0,
    stage: can?.staged ? stageOfTarget(target, words, context.names, roughLook(style)) : null,
  }
  const key = jobKey(request)
  warnOfArtists(words, target, context)
  return {
    taskId,
    key: joined(taskId, '@', key.slice(0, 16)),
    jobKey: key,
    panelId,
    kind: file.kind,
    file: file.file,
    entity: file.entity,
    title: target.title === null ? id : detached(target.title),
    line: target.line,
    id,
    output: joined(folderOfPictures(file), '/', id, '.png'),
    provider: request.provider,
    model: request.providerModel,
    quality: request.quality,
    width: size.width,
    height: size.height,
    askedSize: size.asked,
    cropTo: size.cropTo,
    references: sent,
    prompt: composed.prompt,
    negativePrompt: composed.avoid.join(', '),
    leftOut: composed.leftOut,
    synthesised: target.prompt === null,
    price: priceFor(request, settled, context),
    problem: settled.ok
      ? (requestProblem(request, settled.can, limits!) ?? nightProblem(settled, context) ?? context.placeProblem)
      : settled.why,
    request,
  }
}

const folderOfPictures = ({ kind, entity }: ImageryFile) => `generated/${kind}s/${entity}`

/** Of pictures that name neither size nor shape. */
const USUAL_ASPECT = { chapter: 16 / 9, location: 4 / 3 } as const

function squareOf(aspect: number): { width: number; height: number } {
  return { width: Math.round(1024 * Math.sqrt(aspect)), height: Math.round(1024 / Math.sqrt(aspect)) }
}

function referencesFor(target: Target, { file, folder }: TaskContext, most: number): ChosenReference[] {
  if (most === 0) return []
  const people = file.people.filter(({ ref }) => target.depicts.includes(ref))
  // In the order of the picture: who matters most comes first.
  people.sort((a, b) => target.depicts.indexOf(a.ref) - target.depicts.indexOf(b.ref))
  const ofPeople = people.flatMap(
    (person) => resolvePerson(person, folder.characters.get(person.ref), folder.exists).chosen,
  )
  return [...ofPeople, ...placeReference(file, target, folder.exists).chosen].slice(0, most)
}

/** Whom no picture shows is described in words, where anything is known of them. */
function describedPeople(target: Target, { folder, names }: TaskContext, references: readonly ChosenReference[]) {
  const shown = new Set(references.map(({ of }) => of))
  return [...new Set(target.depicts)]
    .filter((slug) => !shown.has(slug))
    .flatMap((slug) => {
      const appearance = shortAppearance(folder.characters.get(slug)?.appearance ?? '')
      return appearance === '' ? [] : [{ name: names.get(slug) ?? spoken(slug), appearance }]
    })
}

function priceFor(
  request: GenerationRequest,
  settled: SettledModel,
  { overnight, today, prices }: TaskContext,
): ImageryTask['price'] {
  if (!settled.ok) return null
  if (settled.provider.free) return { fromUsd: 0, untilUsd: 0 }
  const { width, height, prompt, references } = request
  const size = `${width}x${height}`
  let price = prices.get(size)
  if (price === undefined) {
    price = pricing({
      ...{ provider: settled.provider.id, model: settled.model, quality: settled.quality, overnight, on: today },
      ...{ width, height },
    })
    prices.set(size, price)
  }
  return price?.({ promptCharacters: billedCharacters(prompt), references: references.length }) ?? null
}

function nightProblem(settled: Extract<SettledModel, { ok: true }>, { overnight }: TaskContext): string | null {
  if (!overnight) return null
  if (!settled.provider.overnight) return said`${settled.provider.name} has no overnight service.`
  return findModel(settled.provider.id, settled.model)?.overnight === false
    ? said`${settled.provider.name} does not take ${settled.model} overnight.`
    : null
}

function warnOfGaps(target: Target, { file, folder, problems }: TaskContext): void {
  for (const id of placeReference(file, target, folder.exists).dangling)
    problems.push({
      severity: 'warning',
      code: 'imagery-reference',
      file: target.file,
      line: target.line,
      message: said`The reference ${id} leads to no picture of this place; the picture is made without it.`,
    })
}

/** Without one of these, no name is asked the manner of: cheaper to look for than names are. */
const MANNER_WORDS = /style|manner|spirit|inspired|influenced|esque|\bby\b|\bla\b/

function warnOfArtists(prompt: string, { file, line }: Target, { problems }: TaskContext): void {
  const artists = MANNER_WORDS.test(prompt) ? namedArtists(prompt) : []
  if (artists.length === 0) return
  problems.push({
    severity: 'warning',
    code: 'imagery-artist',
    file,
    line,
    message: said`The prompt asks for the manner of ${artists.join(', ')}.`,
    remedy: said`Say in words what you want of it, or make sure that you may.`,
  })
}
