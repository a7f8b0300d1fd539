import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import { type Graph, nodeName } from './graph.ts'
import type { Outcome } from './history.ts'

const OUT_OF_MEMORY = /out ?of ?memory|would exceed allowed memory|not enough memory/i
const CARD = /cuda error|cudnn|cublas|device-side|hip error|nvml|illegal memory access/i
const DAMAGED = /header ?too ?(?:large|small)|incomplete metadata|invalid header|not a zip archive|unpickling/i
const NOT_FOUND = /not found|no such file|missing|cannot find|could not find/i

/** What a node that threw means, in our words. Its own words go to the journal. */
export function failedNode(
  { node, nodeClass, exception, message }: Extract<Outcome, { is: 'failed' }>,
  graph: Graph,
  host: string,
): ProviderError {
  const detail = redact(`${nodeClass} (${node}): ${exception}: ${message}`.trim())
  const words = `${exception} ${message}`
  const name = graph[node] ? nodeName(graph, node) : nodeClass || 'a node'
  if (OUT_OF_MEMORY.test(words)) return new ProviderError('out-of-memory', detail)
  if (CARD.test(words))
    return new ProviderError('overloaded', detail, { says: said`The graphics card of ${host} failed in ${name}.` })
  if (/^IPAdapter/.test(nodeClass) && NOT_FOUND.test(words))
    return new ProviderError('missing-part', detail, {
      says: said`${host} has the IPAdapter nodes, but not the models they load: IPAdapter and CLIP vision files for SDXL.`,
    })
  if (/load/i.test(nodeClass) && DAMAGED.test(words))
    return new ProviderError('missing-part', detail, { says: said`A model that ${name} loads on ${host} is damaged.` })
  if (/load/i.test(nodeClass) && NOT_FOUND.test(words))
    return new ProviderError('missing-part', detail, { says: said`A file that ${name} loads is not on ${host}.` })
  return new ProviderError('invalid', detail, { says: said`ComfyUI at ${host} failed in ${name}.` })
}
