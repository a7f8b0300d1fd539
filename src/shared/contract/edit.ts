import { z } from 'zod'
import { nothing } from './common.ts'
import { route } from './route.ts'

const edit = z.object({ number: z.number(), label: z.string(), madeAt: z.number() })
const stepped = z.object({
  /** What was taken back or done again, in the author's words; null = there was nothing. */
  label: z.string().nullable(),
  next: z.object({ undo: edit.nullable(), redo: edit.nullable() }),
})
/** An edit may have changed anything of the book. */
const CHANGES = ['book', 'tree', 'script', 'cast', 'references', 'prompts', 'takes', 'pages'] as const

export const edits = {
  /** Takes back what the author did last, also before a restart. */
  'edit.undo': route(nothing, stepped, CHANGES),
  /** Does again what was undone last. */
  'edit.redo': route(nothing, stepped, CHANGES),
}
