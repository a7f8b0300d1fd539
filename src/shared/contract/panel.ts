import { z } from 'zod'
import { BALLOON_KINDS } from '../domain/lettering.ts'
import { EXPRESSIONS, POSES, ROLES } from '../domain/panel.ts'
import { PART_KINDS } from '../domain/prompt.ts'
import { guessOf, id, language } from './common.ts'
import { route } from './route.ts'
import { panelState } from './tree.ts'

const evidence = z.object({ about: z.string(), words: z.string(), rule: z.string(), confidence: z.number() })

const panelDetail = z.object({
  id: z.string(),
  chapterId: z.string(),
  sceneId: z.string(),
  chapter: z.string(),
  scene: z.number(),
  number: z.number(),
  strip: z.string().nullable(),
  state: panelState,
  /** Since when its pictures show something else than the script says; epoch ms, null = they fit. */
  staleAt: z.number().nullable(),
  file: z.string(),
  line: z.number(),
  source: z.string(),
  what: z.string(),
  shot: z.string(),
  angle: z.string(),
  importance: z.number(),
  place: guessOf(z.string().nullable()),
  placeId: z.string().nullable(),
  timeOfDay: z.string().nullable(),
  weather: z.string().nullable(),
  mood: z.string().nullable(),
  date: z.string().nullable(),
  props: z.array(z.string()),
  people: z.array(
    guessOf(z.string()).extend({
      id: z.string(),
      role: z.enum(ROLES),
      expression: z.enum(EXPRESSIONS),
      pose: z.enum(POSES),
    }),
  ),
  lettering: z.array(
    guessOf(z.string().nullable()).extend({
      kind: z.enum(['dialogue', 'caption', 'sfx']),
      balloon: z.enum(BALLOON_KINDS),
      text: z.string(),
      speakerId: z.string().nullable(),
    }),
  ),
  /** Everything that was guessed, with why. */
  evidence: z.array(evidence),
  /** Editions it has pictures in. */
  editions: z.array(
    z.object({ style: z.string(), lang: z.string(), takes: z.number(), pickedId: z.string().nullable() }),
  ),
})

const promptPart = z.object({
  id: z.string(),
  kind: z.enum(PART_KINDS),
  text: z.string(),
  avoid: z.array(z.string()),
  weight: z.number(),
  mandatory: z.boolean(),
})

const panelPrompt = z.object({
  prompt: z.string(),
  negativePrompt: z.string(),
  /** What it is made of, in order. */
  parts: z.array(promptPart),
  /** What the model's length had no room for. */
  leftOut: z.array(promptPart),
  /** The author's own words: made from what composition says today, or from an older text. */
  edited: z.enum(['no', 'current', 'outdated']),
  width: z.number(),
  height: z.number(),
  seed: z.number(),
  price: z.object({ fromUsd: z.number(), untilUsd: z.number() }).nullable(),
  /** Why it cannot be made as it is asked for. */
  problem: z.string().nullable(),
  references: z.array(z.object({ hash: z.string(), role: z.string(), of: z.string() })),
})

const whichPrompt = {
  panelId: id,
  style: id,
  lang: language.optional(),
}

export const panel = {
  'panel.show': route(z.strictObject({ panelId: id }), panelDetail),
  /** What would be sent for it. */
  'panel.prompt': route(
    z.strictObject({
      ...whichPrompt,
      provider: id.optional(),
      model: id.optional(),
      quality: id.optional(),
    }),
    panelPrompt,
  ),
  /** The author's own words for this panel in one edition, instead of what is composed; null takes them back. */
  'panel.rewrite': route(
    z.strictObject({
      ...whichPrompt,
      words: z
        .strictObject({ prompt: z.string().trim().min(1).max(32_000), negativePrompt: z.string().max(32_000) })
        .nullable(),
    }),
    panelPrompt,
    ['prompts'],
  ),
  /** The author accepts the pictures of these panels as they are: they are no longer marked as stale. */
  'panel.accept': route(z.strictObject({ panelIds: z.array(id).min(1).max(5_000) }), z.object({ panels: z.number() }), [
    'tree',
    'takes',
  ]),
}
