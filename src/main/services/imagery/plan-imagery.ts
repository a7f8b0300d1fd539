import { unknownWord } from '../../../shared/closest.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { classify } from '../../imagery/classify.ts'
import { reportFile } from '../../imagery/file-report.ts'
import { nameProblem } from '../../imagery/names.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import type { ImageryFile, ImageryKind, Target, TargetClass } from '../../imagery/target.ts'
import { detached } from '../../imagery/words.ts'
import { findModel } from '../../providers/catalogue/catalogue.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import type { ImageryPlan, ImageryTask, PlannedFile, PlannedTarget } from './imagery-task.ts'
import { planTask, type TaskContext, taskContext } from './plan-task.ts'
import { type ImageryFolder, openImageryFolder, type ScannedFile, scanFile } from './scan-folder.ts'
import { assertProvider, type ModelWishes } from './settle-model.ts'
import { type ImageryStyle, NO_STYLE } from './style.ts'

export interface ImageryOptions extends ModelWishes {
  kinds: readonly ImageryKind[]
  /** Names of chapters and places; absent = all. */
  only?: readonly string[] | undefined
  /** Task ids, or their last part, with `*` and `?`. */
  match?: string | undefined
  /** At most so many pictures, the first in plan order. */
  maxTasks?: number | undefined
  /** Make prompts for targets without one. */
  synthesise?: boolean | undefined
  style?: ImageryStyle | undefined
  /** Also another picture of what is there; only for pictures that are chosen by name, pattern or count. */
  again?: boolean | undefined
  overnight?: boolean | undefined
}

/**
 * Every picture the files of a folder ask for, in which of the classes it is and why, and what is to be made. Reads
 * only; the same files give the same plan on every computer with the same providers.
 *
 * @param today `YYYY-MM-DD`: decides which models live and what they cost
 * @throws AppError as openImageryFolder, and WRONG_USE for a chapter, place, picture or provider that does not exist
 */
export function planImagery(
  root: string,
  options: ImageryOptions,
  providers: readonly ImageProvider[],
  today: string,
): ImageryPlan {
  const folder = openImageryFolder(root)
  const plan: ImageryPlan = { root: folder.root, files: [], targets: [], tasks: [], problems: [...folder.problems] }
  const taken = new Map<string, string>()
  assertKnown(options, folder)
  assertChosen(options)
  assertProvider(options, providers)
  const isWanted = (entity: string) => options.only === undefined || options.only.includes(entity)
  for (const entry of folder.files.filter(({ kind, entity }) => options.kinds.includes(kind) && isWanted(entity))) {
    // One file after the other, so that a large folder is never in memory as a whole.
    const scanned = scanFile(folder.root, entry)
    const { file, targets, problems } = planFile(scanned, folder, options, providers, today, taken)
    plan.files.push(file)
    plan.targets.push(...targets)
    plan.problems.push(...problems)
  }
  const wanted = filterOf(options)
  if (options.match !== undefined && !plan.targets.some(({ taskId }) => wanted(taskId)))
    throw new AppError('WRONG_USE', said`No picture of these files is called “${options.match}”.`, {
      remedy: said`Give a picture’s id, or a part of it with * for the rest.`,
    })
  let able = 0
  plan.tasks = plan.targets
    .flatMap(({ task, taskId }) => (task !== null && wanted(taskId) ? [task] : []))
    // What cannot be made takes no place of what can.
    .filter(({ problem }) => problem !== null || able++ < (options.maxTasks ?? Number.POSITIVE_INFINITY))
  return plan
}

function planFile(
  scanned: ScannedFile,
  folder: ImageryFolder,
  options: ImageryOptions,
  providers: readonly ImageProvider[],
  today: string,
  taken: Map<string, string>,
): { file: PlannedFile; targets: PlannedTarget[]; problems: ImageryProblem[] } {
  const { kind, file, entity, problems } = scanned
  if (!scanned.readable) {
    const targets = scanned.likelyIds.map((id): PlannedTarget => unreadableTarget(scanned, id))
    return { targets, problems, file: { file, kind, readable: false, counts: countsOf(targets), report: null } }
  }
  const { imagery } = scanned
  const context = taskContext(imagery, folder, { ...options, style: options.style ?? NO_STYLE }, providers, today)
  const runs = folder.runs
    .filter((each) => each.kind === kind && each.entity === entity)
    .flatMap(({ results }) => results)
  const all = [...problems]
  const targets = imagery.targets.map((target): PlannedTarget => {
    const found = classify(target, { exists: folder.exists, runs, inventory: imagery.inventory })
    const taskId = detached(taskIdOf(target))
    for (const { code, line, message } of found.stale) all.push({ severity: 'warning', code, file, line, message })
    return {
      ...{ taskId, kind, file, entity },
      line: target.line,
      class: found.class,
      why: found.why,
      picture: found.picture,
      hasOutputField: target.output.present,
      task: taskOf(target, found.class, taskId, context, options, taken, all),
    }
  })
  const { report, problems: gaps } = reportFile(imagery, folder, sizesOfDefaults(imagery))
  const told = {
    problems: [...all, ...context.problems, ...gaps],
    file: { file, kind, readable: true, counts: countsOf(targets), report },
  }
  // Copied, because words cut out of a file would keep all of it in memory.
  return { targets, ...structuredClone(told) }
}

/** Needs no normalising, which takes its time. */
const ASCII = /^[ -~]*$/

/** Nothing for what is there; nothing for names that cannot be files; nothing for a second target of the same name. */
function taskOf(
  target: Target,
  found: Exclude<TargetClass, 'unreadable'>,
  taskId: string,
  context: TaskContext,
  options: ImageryOptions,
  taken: Map<string, string>,
  problems: ImageryProblem[],
): ImageryTask | null {
  const { file, line } = target
  const refuse = (message: string, remedy: string) => {
    problems.push({ severity: 'error', code: 'imagery-refused', file, line, message, remedy })
    return null
  }
  if (target.id === null)
    return refuse(said`The picture has no id; it cannot be told from others.`, said`Give it a custom_id or a slug.`)
  const why = nameProblem(target.id)
  if (why !== null)
    return refuse(
      said`The id ${JSON.stringify(target.id)} ${why}, and its picture would be named so.`,
      said`Use letters, digits, - and _.`,
    )
  // File systems that do not tell A from a would write one picture over the other.
  const place = (ASCII.test(taskId) ? taskId : taskId.normalize('NFC')).toLowerCase()
  const first = taken.get(place)
  if (first !== undefined)
    return refuse(
      said`The id ${target.id} is taken already (${first}); this one is left out.`,
      said`Give it an id of its own.`,
    )
  taken.set(place, `${file}:${line}`)
  const isThere = found === 'done' || found === 'done-elsewhere'
  const hasWords = target.prompt !== null || options.synthesise === true
  if (hasWords && (!isThere || options.again)) return planTask(target, taskId, context)
  return null
}

/** `chapter/<chapter>/<custom_id>`, `location/<place>/<slug>`. */
export function taskIdOf({ kind, entity, id, at }: Pick<Target, 'kind' | 'entity' | 'id' | 'at'>): string {
  return `${kind}/${entity}/${id ?? `(${at.join('.')})`}`
}

function unreadableTarget({ kind, entity, file }: ScannedFile, id: string): PlannedTarget {
  return {
    taskId: `${kind}/${entity}/${id}`,
    ...{ kind, file, entity },
    line: 0,
    class: 'unreadable',
    why: 'its file cannot be read',
    picture: null,
    hasOutputField: null,
    task: null,
  }
}

function countsOf(targets: readonly PlannedTarget[]): PlannedFile['counts'] {
  const counts: PlannedFile['counts'] = {}
  for (const target of targets) counts[target.class] = (counts[target.class] ?? 0) + 1
  return counts
}

/** By the model that the file names, be it retired: what it asks for was meant for that one. */
function sizesOfDefaults({
  defaults: { provider, model },
}: ImageryFile): (size: { width: number; height: number }) => boolean {
  const can = provider === null || model === null ? null : (findModel(provider, model)?.can ?? null)
  return (size) => can === null || fitsSize(size, can.sizes, null)
}

function filterOf({ match }: ImageryOptions): (taskId: string) => boolean {
  const pattern = match === undefined ? null : globPattern(match)
  return (taskId) => pattern === null || pattern.test(taskId) || pattern.test(taskId.slice(taskId.lastIndexOf('/') + 1))
}

/** @throws AppError WRONG_USE with the name that was probably meant */
function assertKnown({ only, kinds }: ImageryOptions, { files }: ImageryFolder): void {
  const known = [...new Set(files.filter(({ kind }) => kinds.includes(kind)).map(({ entity }) => entity))]
  const unknown = only?.find((entity) => !known.includes(entity))
  if (unknown !== undefined)
    throw unknownWord(
      kinds.length > 1 ? 'chapter or place' : kinds[0] === 'chapter' ? 'chapter' : 'place',
      unknown,
      known,
    )
}

/** @throws AppError WRONG_USE: nobody pays for a whole folder again by a slip */
function assertChosen({ again, only, match, maxTasks }: ImageryOptions): void {
  if (!again || only !== undefined || match !== undefined || maxTasks !== undefined) return
  throw new AppError('WRONG_USE', said`Which pictures are to be made again?`, {
    remedy: said`Choose them: by chapter or place (--only), by a pattern (--match), or by how many (--max-tasks).`,
  })
}

/** `*` any signs, `?` one sign. */
function globPattern(glob: string): RegExp {
  const source = [...glob]
    .map((sign) => (sign === '*' ? '.*' : sign === '?' ? '.' : sign.replace(/[\\^$.|+()[\]{}]/, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`, 'isu')
}
