import { z } from 'zod'
import { type ArtStyle, ROUGH_TECHNIQUES } from './art-style.ts'

const roughLook = z.strictObject({
  technique: z.enum(ROUGH_TECHNIQUES, { error: `must be one of ${ROUGH_TECHNIQUES.join(', ')}` }),
  screentone: z.boolean({ error: 'must be true or false' }),
  colour: z.enum(['full', 'spot', 'grey'], { error: 'must be one of full, spot, grey' }),
  tint: z.string({ error: 'must be a text' }).regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #f2b632'),
  tintStrength: z.number({ error: 'must be a number' }).min(0, 'must be from 0 to 1').max(1, 'must be from 0 to 1'),
  lineWeight: z.number({ error: 'must be a number' }).min(0.5, 'must be from 0.5 to 2').max(2, 'must be from 0.5 to 2'),
})

/** An art style as it stands in its file. */
export const artStyleSchema: z.ZodType<ArtStyle> = z.strictObject({
  id: z
    .string({ error: 'must be a text' })
    .max(60, 'must have at most 60 letters')
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be small letters and digits with hyphens between, such as ink-wash'),
  name: z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty'),
  version: z.int({ error: 'must be a whole number' }).min(1, 'must be 1 or more'),
  description: z.string({ error: 'must be a text' }),
  prompt: z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty'),
  negativePrompt: z.string({ error: 'must be a text' }),
  rough: roughLook,
})
