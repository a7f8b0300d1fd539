import { z } from 'zod'
import { ROUGH_TECHNIQUES } from '../domain/art-style.ts'
import { diagnostic, id, nothing, sourceFile } from './common.ts'
import { route } from './route.ts'

const artStyle = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  description: z.string(),
  prompt: z.string(),
  negativePrompt: z.string(),
  rough: z.object({
    technique: z.enum(ROUGH_TECHNIQUES),
    screentone: z.boolean(),
    colour: z.enum(['full', 'spot', 'grey']),
    tint: z.string(),
    tintStrength: z.number(),
    lineWeight: z.number(),
  }),
})

export const styles = {
  'style.list': route(
    nothing,
    z.object({
      styles: z.array(z.object({ style: artStyle, origin: z.enum(['preset', 'changed', 'added']) })),
    }),
  ),
  'style.show': route(z.strictObject({ style: id }), artStyle),
  /** A style file into the book. Words that changed get the next version. */
  'style.add': route(
    z.strictObject({ source: sourceFile }),
    z.object({ style: artStyle, replaced: z.boolean(), diagnostics: z.array(diagnostic) }),
    ['styles', 'prompts'],
  ),
  /** The style as the text of a file that another book can add. */
  'style.file': route(z.strictObject({ style: id }), z.object({ name: z.string(), text: z.string() })),
}
