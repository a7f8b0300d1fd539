import { counted, formatBytes } from '../../shared/quantities.ts'
import { shortHash } from '../services/references/files.ts'
import type { ReferenceInBook } from '../services/references/look-over.ts'
import type { AddedFile, AddReport, CheckedFile, RemovedReference } from '../services/references.ts'
import { oneLine, table, wrap } from './terminal-text.ts'

const STATE_WORDS: Record<Exclude<AddedFile['state'], 'left-out'>, string> = {
  added: 'Added',
  changed: 'Changed',
  again: 'There already',
  back: 'Back from the trash',
}

const DOUBT_WORDS = {
  blurred: 'blurred',
  'no-person': 'nobody found on it',
  'person-small': 'the person is small on it',
} as const

/** One line a picture that was taken; those left out are told as problems. */
export function addedView({ subject, role, files }: AddReport): string[] {
  const lines = files.flatMap(({ file, state, reference }) => {
    if (state === 'left-out' || reference === null) return []
    const facts = [shortHash(reference), ...factsOf(reference)]
    return [oneLine(`${STATE_WORDS[state]}: ${file}, ${whatIsShown(role, subject.name)} (${facts.join(', ')}).`)]
  })
  const left = files.filter(({ state }) => state === 'left-out').length
  return left === 0 ? lines : [...lines, `${counted(left, 'picture')} left out.`]
}

const whatIsShown = (role: string, name: string) => (role === 'face' || role === 'outfit' ? `${role} of ${name}` : name)

function factsOf({ look, preferred, checks }: ReferenceInBook['reference']): string[] {
  return [
    ...(look === null ? [] : [`look ${look}`]),
    ...(preferred ? ['preferred'] : []),
    ...(checks?.doubts ?? []).map((doubt) => DOUBT_WORDS[doubt]),
  ]
}

export function addRecord({ subject, role, files }: AddReport): object[] {
  return files.map(({ file, state, reference, problems }) => ({
    file,
    state,
    subject: subject.subject,
    of: subject.of,
    name: subject.name,
    role,
    reference,
    problems,
  }))
}

/** Those of one subject under its name; what cannot be used with the reason. */
export function listView(references: readonly ReferenceInBook[], project: string, columns: number): string[] {
  if (references.length === 0) return [`No references. Add one: panelwright reference add ${project} <who> <files>`]
  const bySubject = Map.groupBy(references, ({ subject }) => `${subject.subject} ${subject.of}`)
  return [...bySubject.values()].flatMap((group) => {
    const { name, subject, of } = group[0]!.subject
    const rows = table(
      group.map(({ reference, problem }) => [
        problem === null ? ' ' : '✗',
        shortHash(reference),
        reference.role,
        `${reference.width} × ${reference.height}`,
        oneLine(reference.name),
        factsOf(reference).join(', '),
      ]),
    )
    return [
      oneLine(`${name} (${subject} ${of})`),
      ...rows.flatMap((row, at) => {
        const { problem } = group[at]!
        if (problem === null) return [row]
        return [row, ...wrap(`${problem.message} ${problem.remedy}`, columns - 4).map((line) => `    ${line}`)]
      }),
    ]
  })
}

export function listRecord({ reference, subject, problem }: ReferenceInBook): object {
  return { ...reference, ofName: subject.name, problem }
}

/** What became of it, and how to take that back. */
export function removedView({ reference, subject, path, stillNeeded }: RemovedReference, project: string): string[] {
  const what = `${reference.name}, ${whatIsShown(reference.role, subject.name)} (${shortHash(reference)})`
  const where = stillNeeded ? 'its file stays while it is needed' : `its file is ${path} in the project`
  const back = `panelwright reference add ${project} ${subject.of} ${project}/${path} --role ${reference.role}`
  return [oneLine(`Removed: ${what}; ${where}.`), `Back with: ${back}`]
}

export function preferredView({ reference, subject }: ReferenceInBook): string {
  const what = `${reference.name}, ${whatIsShown(reference.role, subject.name)} (${shortHash(reference)})`
  const where = reference.look === null ? '' : ` in the look ${reference.look}`
  return oneLine(reference.preferred ? `${what} is used before others${where}.` : `${what} is no longer preferred.`)
}

/** One line for a picture that can serve, what is wrong and what to do for one that cannot. */
export function checkedView(checked: readonly CheckedFile[], columns: number): string[] {
  return checked.flatMap(({ file, checked: each, problems }) => {
    const mark = problems.length === 0 ? '✓' : each.ok ? '!' : '✗'
    const facts = each.ok
      ? [
          `${each.picture.width} × ${each.picture.height}`,
          each.picture.format.toUpperCase(),
          formatBytes(each.picture.content.byteLength),
          `sharpness ${each.picture.findings.sharpness.toFixed(2)}`,
        ].join(', ')
      : null
    const told = problems.flatMap(({ message, remedy }) => wrap(`${message} ${remedy ?? ''}`, columns - 4))
    return [oneLine(`${mark} ${file}${facts === null ? '' : `: ${facts}`}`), ...told.map((line) => `    ${line}`)]
  })
}

export function checkRecord({ file, checked, problems }: CheckedFile): object {
  if (!checked.ok) return { file, verdict: 'refused', problems }
  const { content, ...picture } = checked.picture
  return { file, verdict: problems.length === 0 ? 'good' : 'doubtful', ...picture, bytes: content.byteLength, problems }
}
