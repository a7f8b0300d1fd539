import { counted, formatPrice, formatUsdRange, grouped } from '../../shared/quantities.ts'
import type { AppliedResult } from '../services/imagery/apply-result.ts'
import type { FolderReadReport } from '../services/imagery/folder-book.ts'
import {
  CLASSES,
  type ImageryPlan,
  type ImageryTask,
  type PlannedTarget,
  type TargetClass,
} from '../services/imagery/imagery-task.ts'
import type { ImageryReport } from '../services/imagery/run-imagery.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { oneLine } from './terminal-text.ts'

const CLASS_WORDS: Readonly<Record<TargetClass, string>> = {
  done: 'done',
  'done-elsewhere': 'done elsewhere',
  'pending-runnable': 'to make',
  'pending-without-prompt': 'without a prompt',
  unreadable: 'in files that cannot be read',
}

/** What a folder asks for, in a line. */
export function headline({ files, targets }: ImageryPlan): string {
  return `${counted(files.length, 'file')}, ${counted(targets.length, 'picture')}: ${countWords(countsOf(targets))}`
}

/** What a folder asks for, file by file: how much of it is there, and why the rest is not made. */
export function* scanLines(plan: ImageryPlan): Generator<string[]> {
  const ofFile = Map.groupBy(plan.targets, ({ file }) => file)
  yield [headline(plan)]
  for (const { file, readable } of plan.files) {
    const own = ofFile.get(file) ?? []
    // Of a file that is empty, or in another encoding, nobody knows what it asks for.
    const none = readable ? 'asks for nothing' : 'cannot be read'
    yield ['', `${file}: ${own.length === 0 ? none : countWords(countsOf(own))}`, ...own.map(targetLine)]
  }
}

function targetLine({ taskId, class: found, why }: PlannedTarget): string {
  const word = found === 'unreadable' ? found : CLASS_WORDS[found]
  return `  ${word.padEnd(CLASS_WORDS['pending-without-prompt'].length)}  ${oneLine(taskId)} · ${oneLine(why)}`
}

/** What would be sent, picture by picture. */
export function* planLines({ tasks }: ImageryPlan): Generator<string[]> {
  yield [tasks.length === 0 ? 'Nothing to make.' : `To make: ${priceLine(tasks)}`]
  for (const task of tasks) yield ['', ...taskLines(task)]
}

function taskLines(task: ImageryTask): string[] {
  const {
    taskId,
    provider,
    model,
    quality,
    width,
    height,
    askedSize,
    cropTo,
    references,
    prompt,
    negativePrompt,
    problem,
  } = task
  const isAsked = askedSize !== null && (askedSize.width !== width || askedSize.height !== height)
  const size = `${width}x${height}${isAsked ? ` for ${askedSize.width}x${askedSize.height}` : ''}${cropTo === null ? '' : ', cut to shape'}`
  return [
    oneLine(taskId),
    `  ${oneLine([provider, model, quality, size].filter(Boolean).join(' · '))}`,
    ...(references.length === 0
      ? []
      : [`  References: ${oneLine(references.map(({ id, role }) => `${id} (${role})`).join(', '))}`]),
    ...(task.synthesised ? ['  The prompt is made from what the file says of the picture.'] : []),
    ...prompt.split('\n').map((line) => `    ${oneLine(line)}`),
    ...(task.request.negativePrompt === '' ? [] : [`    Negative: ${oneLine(negativePrompt)}`]),
    ...(task.leftOut.length === 0 ? [] : [`  Left out, because the prompt is too long: ${task.leftOut.join(', ')}`]),
    ...(problem === null ? [] : [`  Cannot be made: ${oneLine(problem)}`]),
  ]
}

/** `27 pictures, $1.20–$6.40` */
export function priceLine(tasks: readonly ImageryTask[]): string {
  const able = tasks.filter(({ problem }) => problem === null)
  const fromUsd = able.reduce((sum, { price }) => sum + (price?.fromUsd ?? 0), 0)
  const untilUsd = able.reduce((sum, { price }) => sum + (price?.untilUsd ?? 0), 0)
  const unknown = able.filter(({ price }) => price === null).length
  const money = untilUsd === 0 ? formatPrice(0) : formatUsdRange(fromUsd, untilUsd)
  return [
    counted(able.length, 'picture'),
    ...(able.length > unknown ? [money] : []),
    ...(unknown > 0 ? [`${grouped(unknown)} of unknown price`] : []),
    ...(able.length < tasks.length ? [`${grouped(tasks.length - able.length)} more cannot be made as things are`] : []),
  ].join(' · ')
}

export function taskRecord(task: ImageryTask, targetClass: TargetClass): object {
  const { request: _, panelId: __, negativePrompt, ...rest } = task
  return { type: 'task', ...rest, class: targetClass, negativePrompt }
}

export function planRecord({ root, files, targets, tasks, problems }: ImageryPlan): object {
  const byKind = Object.fromEntries(
    (['chapter', 'location'] as const).map((kind) => [
      kind,
      countsOf(targets.filter((target) => target.kind === kind)),
    ]),
  )
  const ofFile = Map.groupBy(targets, ({ file }) => file)
  return {
    type: 'summary',
    root,
    classes: countsOf(targets),
    kinds: byKind,
    files: files.map(({ file, kind, readable, counts, report }) => ({
      ...{ file, kind, readable, counts },
      report,
      targets: (ofFile.get(file) ?? []).map(({ taskId, class: found, why, picture, hasOutputField, line }) => ({
        taskId,
        class: found,
        why,
        picture,
        hasOutputField,
        line,
      })),
    })),
    targets: targets.length,
    tasks: tasks.length,
    impossible: tasks.filter(({ problem }) => problem !== null).length,
    pendingWithoutOutputField: targets.filter(
      ({ class: found, hasOutputField }) => found.startsWith('pending') && hasOutputField === false,
    ).length,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  }
}

function countsOf(targets: readonly PlannedTarget[]): Record<TargetClass, number> {
  const counts = Object.fromEntries(CLASSES.map((each) => [each, 0])) as Record<TargetClass, number>
  for (const target of targets) counts[target.class]++
  return counts
}

function countWords(counts: Record<TargetClass, number>): string {
  return (
    CLASSES.filter((each) => counts[each] > 0)
      .map((each) => `${grouped(counts[each])} ${CLASS_WORDS[each]}`)
      .join(' · ') || 'none'
  )
}

/** A picture that is in its place now, in a line. */
export function appliedLine({ taskId, picture, state, why, keptAside }: AppliedResult): string {
  if (state === 'kept')
    return `${oneLine(taskId)}: the picture is made, and its file was left as it is: ${oneLine(why ?? '')}.`
  const aside = keptAside === null ? '' : ` (the one before is ${oneLine(keptAside)})`
  return `${oneLine(picture)}${aside}`
}

/** What reading a folder into its book found and changed. */
export function folderBookLines(report: FolderReadReport, project: string, root: string): string[] {
  const { chapters, places, people, panels, adopted, removed } = report
  return [
    [
      counted(chapters, 'chapter'),
      counted(places, 'place'),
      counted(people, 'person', 'people'),
      counted(panels, 'picture'),
    ].join(' · '),
    ...(adopted > 0
      ? [`${counted(adopted, 'picture')} that ${adopted === 1 ? 'was' : 'were'} there already, taken in.`]
      : []),
    ...(removed > 0 ? [`${counted(removed, 'picture')} no file asks for any more, in the trash.`] : []),
    `The book: ${project}`,
    `To see it: panelwright serve ${root}`,
  ]
}

/** What the run leaves to the author. */
export function leftLines({ left, impossible, applied }: ImageryReport): string[] {
  const of = (state: AppliedResult['state']) => applied.filter((result) => result.state === state).length
  return [
    ...(applied.length > 0
      ? [`In place: ${grouped(of('written') + of('unchanged'))} · written into their files: ${grouped(of('written'))}`]
      : []),
    ...(left.unknown.length > 0
      ? [
          `${counted(left.unknown.length, 'picture')} cut off before and perhaps paid: --retry-interrupted makes them again.`,
        ]
      : []),
    ...(left.refused.length > 0
      ? [
          `${counted(left.refused.length, 'picture')} refused before; change the prompt to try again: ${left.refused.map(({ taskId }) => taskId).join(', ')}`,
        ]
      : []),
    ...(impossible.length > 0
      ? [`${counted(impossible.length, 'picture')} cannot be made as things are: ${oneLine(impossible[0]!.problem!)}`]
      : []),
  ]
}

/** What the run itself ended with, unless something is left over. */
export function imageryExitCode(report: ImageryReport, ran: ExitCode): ExitCode {
  if (ran !== EXIT.done) return ran
  const { left, impossible, applied, plan } = report
  const leftOver =
    left.unknown.length +
    left.refused.length +
    impossible.length +
    applied.filter(({ state }) => state === 'kept').length
  return leftOver > 0 || plan.problems.some(({ severity }) => severity === 'error') ? EXIT.someFailed : EXIT.done
}
