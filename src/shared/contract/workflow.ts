import { z } from 'zod'
import { diagnostic, nothing, sourceFile } from './common.ts'
import { route } from './route.ts'

const name = z.string().trim().min(1).max(60)
/** `prompt=6.text`; several places are separated by commas, none = the field goes nowhere. */
const bind = z.array(z.string().min(1).max(2_000)).max(40)

const binding = z.object({
  field: z.string(),
  /** `6.text`; of `output` the node alone. Empty = it goes nowhere. */
  places: z.array(z.string()),
  /** The nodes by name. */
  nodes: z.array(z.string()),
  /** Why, as a clause; null where nothing was found. */
  why: z.string().nullable(),
})

const draft = z.object({
  name: z.string(),
  nodes: z.number(),
  /** Every field of a request. */
  bindings: z.array(binding),
  /** Inputs of nodes that hold a value, and nodes whose picture may be taken. */
  choices: z.array(
    z.object({
      place: z.string(),
      node: z.string(),
      input: z.string(),
      kind: z.enum(['words', 'number', 'other', 'output']),
      value: z.string(),
    }),
  ),
})
export type WorkflowDraft = z.infer<typeof draft>

const added = z.object({
  name: z.string(),
  nodes: z.number(),
  bindings: z.array(binding),
  /** Another one had this name before. */
  replaced: z.boolean(),
  diagnostics: z.array(diagnostic),
})

/** The author's own workflows of ComfyUI. They belong to the book. */
export const workflows = {
  'workflow.list': route(nothing, z.object({ workflows: z.array(z.object({ name: z.string(), hash: z.string() })) })),
  /** One of the book, with everything its fields could be bound to. */
  'workflow.show': route(z.strictObject({ name }), draft),
  /** What a file that ComfyUI exported for its API holds; takes nothing in. */
  'workflow.read': route(z.strictObject({ source: sourceFile }), draft),
  'workflow.add': route(z.strictObject({ source: sourceFile, name, bind }), added, ['workflows']),
  /** What is not named stays bound as it is. */
  'workflow.bind': route(z.strictObject({ name, bind }), added, ['workflows']),
  /** Queued pictures keep theirs. */
  'workflow.remove': route(z.strictObject({ name }), nothing, ['workflows']),
  /** Holds it against what the servers have; draws nothing. */
  'workflow.check': route(
    z.strictObject({ name }),
    z.object({
      servers: z.array(z.object({ host: z.string(), reachable: z.boolean(), problems: z.array(z.string()) })),
    }),
  ),
}
