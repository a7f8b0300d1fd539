import type { GenerationRequest } from '../../../../shared/domain/generation.ts'
import type { ReadyGraph } from '../built-in-graph.ts'
import { type Graph, isLink } from '../graph.ts'
import type { UploadedReference } from '../references.ts'
import { type Bindings, type Field, type Place, placeText, referenceFields, type Workflow } from './bindings.ts'
import { outputNodes } from './read-export.ts'

/**
 * The author's graph with a request put into it. What is not bound stays as the author has it.
 *
 * @param prefix folder and first part of the name the server saves under
 * @param uploaded the request's references, in its order
 */
export function applyWorkflow(
  { graph: original, bindings }: Workflow,
  request: GenerationRequest,
  prefix: string,
  uploaded: readonly UploadedReference[],
): ReadyGraph {
  const graph = structuredClone(original)
  const values = valuesOf(request, uploaded)
  const set: Record<string, unknown> = {}
  const withoutEffect: string[] = []
  for (const [field, value] of Object.entries(values) as [Field, string | number | undefined][]) {
    const places = bindings[field]
    if (value === undefined || (field === 'checkpoint' && !places)) continue
    if (!places) {
      if (value !== '') withoutEffect.push(wordFor(field))
      continue
    }
    for (const place of places) put(graph, place, field, value)
    if (field !== 'prompt' && field !== 'negative') set[field] = value
  }
  const output = bindings.output?.[0]?.node ?? outputNodes(graph)[0] ?? ''
  save(graph, output, prefix)
  const slots = referenceFields(bindings)
  return {
    graph,
    output,
    sent: {
      ...set,
      ...Object.fromEntries(
        slots.filter((slot) => values[slot] !== undefined).map((slot) => [slot, wordOf(uploaded, slot)]),
      ),
      ...kept(bindings, values, slots),
    },
    withoutEffect,
  }
}

/** Everything the request says; undefined = it says nothing about it. */
function valuesOf(
  { prompt, negativePrompt, seed, width, height, providerModel, tuning = {} }: GenerationRequest,
  uploaded: readonly UploadedReference[],
): Partial<Record<Field, string | number | undefined>> {
  const { steps, guidance, sampler, scheduler, denoise, referenceWeight } = tuning
  return {
    prompt,
    negative: negativePrompt,
    seed,
    width,
    height,
    steps,
    guidance,
    sampler,
    scheduler,
    denoise,
    referenceWeight,
    checkpoint: providerModel,
    ...Object.fromEntries(uploaded.map(({ name }, at) => [`reference${at + 1}`, name])),
  }
}

/** Where the author has marked a place within a text, only the mark gives way. */
function put(graph: Graph, { node, input }: Place, field: Field, value: string | number): void {
  const inputs = graph[node]?.inputs
  if (!inputs) return
  const before = inputs[input]
  const mark = `%${field}%`
  if (typeof before === 'string')
    inputs[input] = before.includes(mark) ? before.replaceAll(mark, () => String(value)) : String(value)
  else inputs[input] = value
}

/**
 * A name of our own for what is saved: the node is never taken from the server's cache then, and the picture can be
 * found again. A node that only shows a picture is made one that saves it.
 */
function save(graph: Graph, output: string, prefix: string): void {
  const node = graph[output]
  if (!node) return
  if ('filename_prefix' in node.inputs) node.inputs.filename_prefix = prefix
  else if (isLink(node.inputs.images))
    graph[output] = { class_type: 'SaveImage', inputs: { images: node.inputs.images, filename_prefix: prefix } }
}

/** Slots for references that this request leaves as the author has them. */
function kept(
  bindings: Bindings,
  values: Partial<Record<Field, unknown>>,
  slots: readonly Field[],
): Record<string, unknown> {
  const own = slots.filter((slot) => values[slot] === undefined).flatMap((slot) => bindings[slot]?.map(placeText) ?? [])
  return own.length > 0 ? { ownPictures: own } : {}
}

function wordOf(uploaded: readonly UploadedReference[], slot: Field): string {
  const reference = uploaded[Number(slot.slice('reference'.length)) - 1]
  return reference ? `${reference.role} of ${reference.of}` : ''
}

function wordFor(field: Field): string {
  return field === 'referenceWeight' ? 'reference weight' : field
}
