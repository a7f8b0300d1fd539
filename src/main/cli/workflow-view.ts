import { counted } from '../../shared/quantities.ts'
import type { WorkflowCheck, WorkflowView } from '../services/workflows.ts'
import { oneLine, tableWithin, wrap } from './terminal-text.ts'

/** A workflow with where the parts of a request go in it, and why. */
export function workflowView({ name, nodes, hash, bindings }: WorkflowView, columns: number): string[] {
  const rows = bindings.map(({ field, places, why }) => [
    field,
    places.length === 0 ? 'nowhere' : places.join(', '),
    why ? oneLine(why) : '',
  ])
  return [
    ...wrap(`${oneLine(name)}: ${counted(nodes, 'node')}, ${hash.slice(0, 16)}`, columns),
    ...tableWithin(columns, rows),
  ]
}

/** What each server lacks of a workflow. */
export function checkView({ name, servers }: WorkflowCheck, columns: number): string[] {
  return servers.flatMap(({ host, problems }) =>
    problems.length === 0
      ? wrap(`${host} has everything that ${oneLine(name)} needs.`, columns)
      : [`${host}:`, ...problems.flatMap((problem) => wrap(oneLine(problem), columns - 2).map((line) => `  ${line}`))],
  )
}
