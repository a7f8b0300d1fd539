import { said } from '../../shared/said/said.ts'
import type { Reporter } from './problem.ts'
import { wordsAt } from './words.ts'
import { itemsOf, textOf, valueAt, type YamlNode } from './yaml/node.ts'

/** One result that a runs file records. */
export interface RunResult {
  targetId: string
  /** As it is written: most often absolute on somebody's machine. */
  path: string
  taskKey: string | null
  line: number
}

export interface ImageryRuns {
  file: string
  kind: 'chapter' | 'location' | 'character'
  entity: string
  entityType: string
  entries: number
  /** Distinct results, in file order. */
  results: RunResult[]
  /** Entries, from 1, that record a result once more. */
  repeated: { entry: number; sameAs: number }[]
  repeatedRunIds: string[]
}

/** Reads `imagery.runs.yaml`. The same task key, or the same target, hash and file, is one result however often it is listed. */
export function readRuns(root: YamlNode, kind: ImageryRuns['kind'], entity: string, report: Reporter): ImageryRuns {
  const runs = itemsOf(valueAt(root, 'runs'))
  const entityType = wordsAt(root, 'entity_type')
  const results: RunResult[] = []
  const repeated: ImageryRuns['repeated'] = []
  const first = new Map<string, number>()
  const runIds = new Map<string, number>()
  for (const [index, run] of runs.entries()) {
    const runId = wordsAt(run, 'run_id')
    if (runId !== '') runIds.set(runId, (runIds.get(runId) ?? 0) + 1)
    const path = textOf(valueAt(run, 'file_path')) ?? ''
    const targetId = wordsAt(run, 'target_id')
    const taskKey = textOf(valueAt(valueAt(run, 'provider_metadata'), 'task_key'))
    const names = [
      `file ${targetId} ${wordsAt(run, 'ir_hash')} ${path}`,
      ...(taskKey === null ? [] : [`key ${taskKey}`]),
    ]
    const known = names.map((name) => first.get(name)).find((entry) => entry !== undefined)
    for (const name of names) if (!first.has(name)) first.set(name, known ?? index + 1)
    if (known !== undefined) repeated.push({ entry: index + 1, sameAs: known })
    else results.push({ targetId, path, taskKey, line: report.lineOf(run.start) })
  }
  if (entityType !== '' && entityType !== kind && entityType !== `${kind}-imagery`)
    report.mismatch(
      valueAt(root, 'entity_type')!.start,
      'entity_type',
      kind === 'chapter' ? said`"chapter", as the folder has it,` : said`"location", as the folder has it,`,
      `"${entityType}"`,
    )
  const repeatedRunIds = [...runIds].filter(([, count]) => count > 1).map(([id]) => id)
  return { file: report.file, kind, entity, entityType, entries: runs.length, results, repeated, repeatedRunIds }
}
