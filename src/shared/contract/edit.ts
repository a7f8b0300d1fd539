import { z } from 'zod'
import { nothing } from './common.ts'
import { route } from './route.ts'

const edit = z.object({ number: z.number(), label: z.string(), madeAt: z.number() })
const next = z.object({ undo: edit.nullable(), redo: edit.nullable() })
const stepped = z.object({
  /** What was taken back or done again, in the author's words; null = there was nothing. */
  label: z.string().nullable(),
  next,
})
/** An edit may have changed anything of the book. */
const CHANGES = [
  'edits',
  'book',
  'tree',
  'trash',
  'script',
  'cast',
  'references',
  'prompts',
  'takes',
  'pages',
  'queue',
] as const

export const edits = {
  /** What undo would take back, and redo do again; null = nothing. */
  'edit.next': route(nothing, next),
  /** Takes back what the author did last, also before a restart. */
  'edit.undo': route(nothing, stepped, CHANGES),
  /** Does again what was undone last. */
  'edit.redo': route(nothing, stepped, CHANGES),
}
