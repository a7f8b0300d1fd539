import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reporter } from '../../src/main/imagery/problem.ts'
import { readChapter } from '../../src/main/imagery/read-chapter.ts'
import { readLocation } from '../../src/main/imagery/read-location.ts'
import { usableReferences } from '../../src/main/imagery/references.ts'
import type { ResultRecord } from '../../src/main/imagery/write-result.ts'
import { writeResult } from '../../src/main/imagery/write-result.ts'
import { readYaml } from '../../src/main/imagery/yaml/read-yaml.ts'
import { connectProviders } from '../../src/main/providers/registry.ts'
import { planImagery } from '../../src/main/services/imagery/plan-imagery.ts'
import { openImageryFolder } from '../../src/main/services/imagery/scan-folder.ts'

interface ExpectedFile {
  file: string
  readable: boolean
  targets: { task_id: string; class: string }[]
  counts: Record<string, number>
  faults?: { line: number; column: number; plain: string }[]
  report?: Record<string, string[]>
  write_back?: { task_id?: string; only_these_lines_change?: Record<string, number>; line?: number; before?: string }
}

interface Expected {
  totals: {
    files: number
    readable: number
    targets: number
    classes: Record<string, number>
    pending_without_output_field: number
  }
  shared_zone_ids: { id: string; in: string[] }[]
  chapters_and_locations: ExpectedFile[]
  characters: {
    slug: string
    usable_references_best_first: string[]
    has_reference_portrait: boolean
    inventory: unknown[]
  }[]
  runs: {
    file: string
    entity_type_wrong: boolean
    entries: number
    distinct_results: number
    recorded_twice: { entry: number; same_result_as: number }[]
    repeated_run_ids: string[]
  }[]
}

const RECORD: ResultRecord = {
  generated_at: '2026-01-02T03:04:05.000Z',
  file_name: 'a.png',
  file_path: 'generated/a.png',
  provider: 'openai',
  model: 'm',
  provider_metadata: { task_key: 'k' },
}

/** Compares what is made of the samples with what is expected. @returns what differs, one line each */
export function compareWithSamples(root: string): { checks: number; differences: string[] } {
  const expected = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as Expected
  const folder = openImageryFolder(root)
  const plan = planImagery(
    root,
    { kinds: ['chapter', 'location'] },
    connectProviders(() => undefined),
    '2026-11-21',
  )
  const differences: string[] = []
  let checks = 0
  const same = (what: string, found: unknown, wanted: unknown) => {
    checks++
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      differences.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
  }
  const counts = (list: readonly { class: string }[]) => sorted(countBy(list.map((target) => target.class)))
  same('files', plan.files.length, expected.totals.files)
  same('readable', plan.files.filter(({ readable }) => readable).length, expected.totals.readable)
  same('targets', plan.targets.length, expected.totals.targets)
  same('classes', counts(plan.targets), sorted(expected.totals.classes))
  const withoutField = plan.targets.filter(
    (target) => target.class.startsWith('pending') && target.hasOutputField === false,
  )
  same('pending without output field', withoutField.length, expected.totals.pending_without_output_field)
  for (const file of expected.chapters_and_locations) {
    const targets = plan.targets.filter((target) => target.file === file.file)
    same(
      `${file.file} targets`,
      targets.map((target) => [target.taskId, target.class]),
      file.targets.map((target) => [target.task_id, target.class]),
    )
    same(`${file.file} counts`, counts(targets), sorted(file.counts))
    for (const fault of file.faults ?? []) {
      const found = plan.problems.find((problem) => problem.file === file.file && problem.line === fault.line)
      same(`${file.file}:${fault.line} column`, found?.column, fault.column)
      same(`${file.file}:${fault.line} words`, found?.message.includes(fault.plain), true)
    }
    const report = plan.files.find((each) => each.file === file.file)?.report
    for (const [key, value] of Object.entries(file.report ?? {})) {
      const name = REPORT_KEYS[key]
      if (name !== undefined)
        same(`${file.file} ${key}`, [...(report?.[name as 'sizes'] ?? [])].sort(), [...value].sort())
    }
    if (file.report?.period_trap) same(`${file.file} period`, report?.referencesOfAnotherPeriod, ['art-penhale-1926'])
    for (const line of writeBack(root, file)) same(`${file.file} write-back`, line, null)
  }
  for (const { slug, usable_references_best_first, has_reference_portrait, inventory } of expected.characters) {
    const character = folder.characters.get(slug)!
    same(
      `${slug} references`,
      usableReferences(character, folder.exists).map(({ id }) => id),
      usable_references_best_first,
    )
    same(
      `${slug} portrait`,
      character.inventory.some(({ portrait }) => portrait),
      has_reference_portrait,
    )
    same(`${slug} inventory`, character.inventory.length, inventory.length)
  }
  for (const wanted of expected.runs) {
    const runs = folder.runs.find(({ file }) => file === wanted.file)
    same(`${wanted.file} entries`, runs?.entries, wanted.entries)
    same(`${wanted.file} results`, runs?.results.length, wanted.distinct_results)
    same(
      `${wanted.file} twice`,
      runs?.repeated.map(({ entry, sameAs }) => [entry, sameAs]),
      wanted.recorded_twice.map((each) => [each.entry, each.same_result_as]),
    )
    same(`${wanted.file} run ids`, runs?.repeatedRunIds, wanted.repeated_run_ids)
    same(
      `${wanted.file} entity type`,
      folder.problems.some(({ file, path }) => file === wanted.file && path === 'entity_type'),
      wanted.entity_type_wrong,
    )
  }
  return { checks, differences }
}

const REPORT_KEYS: Record<string, string> = {
  references_resolved: 'referencesResolved',
  references_unresolved: 'referencesUnresolved',
  characters_without_folder: 'charactersWithoutFolder',
  depicted_but_not_listed: 'depictedButNotListed',
  locations_without_folder: 'locationsWithoutFolder',
  state_keys_that_are_no_listed_id: 'stateKeysThatAreNoListedId',
  sizes: 'sizes',
  sizes_to_map_for_the_default_model: 'sizesToMap',
}

/** Writes a result into every target of a file, one at a time: only the lines of its output may differ. */
function writeBack(root: string, { file, readable, write_back }: ExpectedFile): string[] {
  if (!readable) return []
  const bytes = readFileSync(join(root, file))
  const read = readYaml(bytes)
  if (!read.ok) return [`${file} cannot be read`]
  const [, entity = ''] = file.split('/')
  const reader = file.startsWith('chapters') ? readChapter : readLocation
  const { targets, kind } = reader(read.root, read.text, entity, reporter(file, read.text, []))
  return targets.flatMap((target) => {
    const written = writeResult(read.text, read.root, target, RECORD)
    if (!written.ok) return [`${target.id}: ${written.why}`]
    const changed = changedLines(read.text, written.text)
    const foreign = changed.removed.filter(({ text }) => !OUTPUT_LINE.test(text))
    const wanted = write_back?.task_id === `${kind}/${entity}/${target.id}` ? write_back : undefined
    const lines = Object.values(wanted?.only_these_lines_change ?? {})
    const missed = lines.length > 0 && JSON.stringify(changed.removed.map(({ line }) => line)) !== JSON.stringify(lines)
    const wrongPlace = wanted?.line !== undefined && changed.removed[0]?.line !== wanted.line
    return [
      ...foreign.map(({ line, text }) => `${target.id} changes line ${line}: ${text}`),
      ...(missed || wrongPlace ? [`${target.id} changes other lines: ${JSON.stringify(changed.removed)}`] : []),
      ...(/(?<!\r)\n/.test(read.text) || !/(?<!\r)\n/.test(written.text) ? [] : [`${target.id} mixes line ends`]),
      ...(read.text.endsWith('\n') === written.text.endsWith('\n') ? [] : [`${target.id} changes the end of the file`]),
    ]
  })
}

const OUTPUT_LINE =
  /^\s*(?:- )?(?:generated_at|file_name|file_path|provider|model|provider_metadata|generated_images|batch_run_id|task_key|request_id|revised_prompt|prompt_used|negative_prompt_used|run_id|seed|[a-z_]+):/

/** Lines of the first text that the second does not have at their place. */
function changedLines(before: string, after: string): { removed: { line: number; text: string }[] } {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < old.length && old[start] === now[start]) start++
  let end = 0
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end++
  const middle = new Set(now.slice(start, now.length - end))
  return {
    removed: old
      .slice(start, old.length - end)
      .flatMap((text, at) => (middle.has(text) ? [] : [{ line: start + at + 1, text }])),
  }
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function sorted(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
}
