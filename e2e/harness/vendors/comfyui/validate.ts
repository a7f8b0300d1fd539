import { choicesOf, type InputSpec, type NodeClass } from './object-info.ts'

export type Graph = Record<string, GraphNode>
export interface GraphNode {
  class_type: string
  inputs: Record<string, unknown>
  _meta?: { title?: string }
}
export type Link = [node: string, output: number]

interface NodeError {
  type: string
  message: string
  details: string
  extra_info: Record<string, unknown>
}
export interface NodeErrors {
  [node: string]: { errors: NodeError[]; dependent_outputs: string[]; class_type: string }
}

export type Validation =
  | { ok: true; outputs: string[]; nodeErrors: NodeErrors }
  | { ok: false; error: NodeError; nodeErrors: NodeErrors }

/** A value the server would list in its answer as far as it is short. */
const LONGEST_LIST = 20

export const isLink = (value: unknown): value is Link =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number'

/**
 * Looks through a graph as the server does before it queues it: classes first, then every output with all it hangs on.
 * An output that cannot be made is left out, as long as another can.
 *
 * @param hasImage whether a file is in the input folder
 * @param namesMissing newer servers have a type of error of their own for a class they lack
 */
export function validate(
  graph: Graph,
  info: Record<string, NodeClass>,
  hasImage: (name: string) => boolean,
  namesMissing: boolean,
): Validation {
  const whole = (error: Partial<NodeError>, nodeErrors: NodeErrors = {}): Validation => ({
    ok: false,
    error: { type: 'invalid_prompt', message: '', details: '', extra_info: {}, ...error },
    nodeErrors,
  })
  const outputs: string[] = []
  for (const [id, node] of Object.entries(graph)) {
    const known = info[node.class_type]
    if (!known) {
      const details = `Node ID '#${id}'`
      if (!namesMissing)
        return whole({ message: `Cannot execute because node ${node.class_type} does not exist.`, details })
      const title = node._meta?.title ?? node.class_type
      return whole({
        type: 'missing_node_type',
        message: `Node '${title}' not found. The custom node may not be installed.`,
        details,
        extra_info: { node_id: id, class_type: node.class_type ?? null, node_title: title },
      })
    }
    if (known.output_node) outputs.push(id)
  }
  if (outputs.length === 0) return whole({ type: 'prompt_no_outputs', message: 'Prompt has no outputs' })

  const checked = new Map<string, { valid: boolean; errors: NodeError[] }>()
  const check = (id: string): boolean => {
    const before = checked.get(id)
    if (before) return before.valid
    const node = graph[id]!
    const entry = { valid: true, errors: [] as NodeError[] }
    checked.set(id, entry)
    const { required, optional = {} } = info[node.class_type]!.input
    for (const [name, spec] of Object.entries({ ...required, ...optional })) {
      const value = node.inputs[name]
      if (value === undefined) {
        if (name in required) entry.errors.push(fault('required_input_missing', name, name, {}))
      } else if (Array.isArray(value)) {
        const problem = badLink(graph, info, name, spec, value)
        if (problem) entry.errors.push(problem)
        else if (!check(value[0] as string)) entry.valid = false
      } else {
        const problem = badValue(node, name, spec, value, hasImage)
        if (problem) entry.errors.push(problem)
      }
    }
    entry.valid &&= entry.errors.length === 0
    return entry.valid
  }

  const good: string[] = []
  const nodeErrors: NodeErrors = {}
  for (const output of outputs) {
    if (check(output)) {
      good.push(output)
      continue
    }
    for (const [id, { errors }] of checked)
      if (errors.length > 0) {
        nodeErrors[id] ??= { errors, dependent_outputs: [], class_type: graph[id]!.class_type }
        nodeErrors[id].dependent_outputs.push(output)
      }
  }
  if (good.length > 0) return { ok: true, outputs: good, nodeErrors }
  return whole(
    {
      type: 'prompt_outputs_failed_validation',
      message: 'Prompt outputs failed validation',
      details: Object.values(nodeErrors)
        .flatMap(({ errors }) => errors.map(({ message, details }) => `${message}: ${details}`))
        .join('\n'),
    },
    nodeErrors,
  )
}

function badLink(
  graph: Graph,
  info: Record<string, NodeClass>,
  name: string,
  spec: InputSpec,
  value: unknown[],
): NodeError | null {
  if (!isLink(value)) return fault('bad_linked_input', name, name, { input_config: spec, received_value: value })
  const from = graph[value[0]]
  if (!from)
    return fault('exception_during_inner_validation', name, `'${value[0]}'`, {
      input_config: spec,
      linked_node: value,
      exception_message: `'${value[0]}'`,
      exception_type: 'KeyError',
      traceback: [],
    })
  const received = info[from.class_type]?.output[value[1]]
  const wanted = choicesOf(spec) ? 'COMBO' : spec[0]
  if (received === wanted || wanted === '*') return null
  return fault('return_type_mismatch', name, `${name}, received_type(${received}) mismatch input_type(${wanted})`, {
    input_config: spec,
    received_type: received,
    linked_node: value,
  })
}

function badValue(
  node: GraphNode,
  name: string,
  spec: InputSpec,
  value: unknown,
  hasImage: (name: string) => boolean,
): NodeError | null {
  const [type, options = {}] = spec
  const facts = { input_config: spec, received_value: value }
  if (node.class_type === 'LoadImage' && name === 'image')
    return hasImage(String(value))
      ? null
      : fault('custom_validation_failed', name, `${name} - Invalid image file: ${value}`, {})
  if (type === 'INT' || type === 'FLOAT') {
    const number = Number(value)
    if (typeof value === 'object' || Number.isNaN(number))
      return fault('invalid_input_type', name, `${name}, ${value}`, { ...facts, exception_message: 'not a number' })
    if (typeof options.min === 'number' && number < options.min)
      return fault('value_smaller_than_min', name, name, facts)
    if (typeof options.max === 'number' && number > options.max)
      return fault('value_bigger_than_max', name, name, facts)
    return null
  }
  const choices = choicesOf(spec)
  if (choices === null)
    return type === 'STRING' ? null : fault('invalid_input_type', name, name, { ...facts, exception_message: '' })
  if (choices.includes(value)) return null
  const isLong = choices.length > LONGEST_LIST
  const list = isLong ? `(list of length ${choices.length})` : `[${choices.map((one) => `'${one}'`).join(', ')}]`
  const input_config = isLong ? null : spec
  return fault('value_not_in_list', name, `${name}: '${value}' not in ${list}`, { ...facts, input_config })
}

const MESSAGES: Record<string, string> = {
  required_input_missing: 'Required input is missing',
  bad_linked_input: 'Bad linked input, must be a length-2 list of [node_id, slot_index]',
  return_type_mismatch: 'Return type mismatch between linked nodes',
  invalid_input_type: 'Failed to convert an input value',
  value_smaller_than_min: 'Value smaller than min',
  value_bigger_than_max: 'Value bigger than max',
  value_not_in_list: 'Value not in list',
  custom_validation_failed: 'Custom validation failed for node',
  exception_during_inner_validation: 'Exception when validating inner node',
}

function fault(type: string, input_name: string, details: string, extra: Record<string, unknown>): NodeError {
  return { type, message: MESSAGES[type]!, details, extra_info: { input_name, ...extra } }
}
