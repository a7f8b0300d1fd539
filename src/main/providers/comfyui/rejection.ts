import { closest } from '../../../shared/closest.ts'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import { type Graph, nodeName } from './graph.ts'
import { choicesIn, choicesOf, type ObjectInfo } from './object-info.ts'
import { packOf } from './packs.ts'
import type { NodeErrors, TopError } from './server.ts'

/** A graph that the server did not accept, or not in full. */
export interface Rejected {
  graph: Graph
  host: string
  error: TopError | null
  nodeErrors: NodeErrors
  /** The answer as it came, redacted. */
  body: string
}

interface Reason {
  kind: FailureKind
  says: string
}

/**
 * Why the server did not accept a graph, in our words.
 *
 * @param info what the server has; null where it could not be asked
 */
export function rejection(rejected: Rejected, info: ObjectInfo | null): ProviderError {
  const reason = missingClass(rejected, info) ?? worstNode(rejected, info) ?? whole(rejected)
  return new ProviderError(reason?.kind ?? 'invalid', rejected.body.slice(0, 4_000), {
    httpStatus: 400,
    says: reason?.says ?? null,
  })
}

function missingClass({ graph, host, error }: Rejected, info: ObjectInfo | null): Reason | null {
  const named = error?.extra_info?.class_type
  const missing = info
    ? [...new Set(Object.values(graph).map(({ class_type }) => class_type))].filter((name) => !(name in info))
    : typeof named === 'string'
      ? [named]
      : []
  if (missing.length === 0) return null
  const nodes = missing.length === 1 ? `the node ${missing[0]}` : `the nodes ${missing.join(', ')}`
  const packs = [...new Set(missing.flatMap((name) => packOf(name) ?? []))]
  const from =
    packs.length > 0
      ? said`Install the pack ${packs.join(' and ')}.`
      : said`ComfyUI’s manager finds the pack: Install Missing Custom Nodes.`
  return { kind: 'missing-part', says: said`ComfyUI at ${host} lacks ${nodes}. ${from}` }
}

type NodeFault = NonNullable<NodeErrors[string]['errors']>[number]

/** What must be put right first: a part that is missing, then a value, then the graph itself. */
function worstNode(rejected: Rejected, info: ObjectInfo | null): Reason | null {
  const reasons = Object.entries(rejected.nodeErrors).flatMap(([id, { errors = [] }]) =>
    errors.map((fault) => reasonOf(rejected, id, fault, info)),
  )
  const rank: FailureKind[] = ['missing-part', 'unsupported', 'invalid']
  return reasons.toSorted((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind))[0] ?? null
}

/** Inputs that name a file of a model. */
const FILES: Record<string, string> = {
  ckpt_name: said`checkpoint`,
  lora_name: 'LoRA',
  vae_name: 'VAE',
  unet_name: said`diffusion model`,
  control_net_name: 'ControlNet',
  clip_name: said`text encoder`,
  clip_name1: said`text encoder`,
  clip_name2: said`text encoder`,
  ipadapter_file: said`IPAdapter model`,
  style_model_name: said`style model`,
  model_name: said`model`,
}
/** Inputs by the names their settings have here. */
const SETTINGS: Record<string, string> = { cfg: 'guidance', sampler_name: 'sampler', noise_seed: 'seed' }

function reasonOf({ graph, host }: Rejected, id: string, fault: NodeFault, info: ObjectInfo | null): Reason {
  const { input_name, input_config, received_value } = fault.extra_info ?? {}
  const input = String(input_name ?? '')
  const setting = SETTINGS[input] ?? input
  const name = nodeName(graph, id)
  const value = received_value ?? graph[id]?.inputs[input]
  switch (fault.type) {
    case 'value_not_in_list': {
      const choices = choicesIn(input_config) ?? choicesOf(info ?? {}, graph[id]?.class_type ?? '', input)
      const noun = FILES[input] ?? setting
      const kind = input in FILES || input === 'preset' ? 'missing-part' : 'unsupported'
      return {
        kind,
        says: said`There is no ${noun} “${value}” on ${host}. ${whatThereIs(String(value), choices)}`.trim(),
      }
    }
    case 'value_smaller_than_min':
    case 'value_bigger_than_max':
      return { kind: 'invalid', says: said`${setting} is ${value} in ${name}; ${rangeIn(input_config, host)}` }
    case 'invalid_input_type':
      return { kind: 'invalid', says: said`${setting} of ${name} cannot be “${value}”.` }
    case 'custom_validation_failed':
      return graph[id]?.class_type === 'LoadImage'
        ? { kind: 'invalid', says: said`The picture “${value}” that ${name} loads is not on ${host}.` }
        : { kind: 'invalid', says: said`${name} does not take its ${setting || 'inputs'}.` }
    case 'required_input_missing':
      return {
        kind: 'invalid',
        says: said`${name} has no ${setting}: the workflow was made for another version of it.`,
      }
    case 'return_type_mismatch':
    case 'bad_linked_input':
      return { kind: 'invalid', says: said`What is linked to ${setting} of ${name} does not fit there.` }
    case 'dependency_cycle':
      return { kind: 'invalid', says: said`The workflow goes round in a circle at ${name}.` }
    default:
      return { kind: 'invalid', says: said`ComfyUI at ${host} does not accept ${name}.` }
  }
}

/** Names that fit in a sentence. */
const SHOWN = 8

function whatThereIs(value: string, choices: string[] | null): string {
  if (choices === null) return ''
  if (choices.length === 0) return said`It has none.`
  const near = closest(value, choices)
  const others = choices.filter((choice) => choice !== near).slice(0, SHOWN)
  const hidden = choices.length - others.length - (near ? 1 : 0)
  const more = hidden > 0 ? ` and ${hidden} more` : ''
  if (near === null) return said`There are: ${others.join(', ')}${more}.`
  return said`Did you mean ${near}?${others.length > 0 ? ` There are also: ${others.join(', ')}${more}.` : ''}`
}

function rangeIn(config: unknown, host: string): string {
  const { min, max } = ((Array.isArray(config) ? config[1] : null) ?? {}) as { min?: unknown; max?: unknown }
  if (typeof min === 'number' && typeof max === 'number') return said`it may be ${min} to ${max}.`
  if (typeof min === 'number') return said`it may not be less than ${min}.`
  if (typeof max === 'number') return said`it may not be more than ${max}.`
  return said`ComfyUI at ${host} does not take that.`
}

function whole({ host, error }: Rejected): Reason | null {
  if (error?.type === 'prompt_no_outputs')
    return { kind: 'invalid', says: said`Nothing in this workflow puts out a picture: add a Save Image node to it.` }
  if (error?.type === 'invalid_prompt_id')
    return { kind: 'unexpected', says: said`ComfyUI at ${host} does not take our name for the picture.` }
  return null
}
