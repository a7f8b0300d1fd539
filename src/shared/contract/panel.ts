import { z } from 'zod'
import { BALLOON_KINDS } from '../domain/lettering.ts'
import { ANGLES, EXPRESSIONS, MOODS, POSES, ROLES, SHOTS, TIMES_OF_DAY, WEATHERS } from '../domain/panel.ts'
import { EDITABLE_PARTS } from '../domain/panel-edit.ts'
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
  /** The author's own title for it in the tree. */
  title: z.string().nullable(),
  /** What the author says in place of the script. */
  edited: z.array(z.enum(EDITABLE_PARTS)),
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
    ['prompts', 'edits'],
  ),
  /** Roughs of panels, drawn when they are looked at: `/asset/rough/<rough>?w=160`. Those with nothing to draw are left out. */
  'panel.roughs': route(
    z.strictObject({ panelIds: z.array(id).min(1).max(60), style: id, lang: language.optional() }),
    z.object({ roughs: z.array(z.object({ panelId: z.string(), rough: z.string() })) }),
  ),
  /**
   * What the author says of panels in place of the script; what is left out stays. It outranks every later import, until
   * it is taken back. Pictures that show something else now are marked.
   */
  'panel.edit': route(
    z.strictObject({
      panelIds: z.array(id).min(1).max(5_000),
      change: z
        .strictObject({
          what: z.string().trim().min(1).max(10_000),
          shot: z.enum(SHOTS),
          angle: z.enum(ANGLES),
          importance: z.int().min(1).max(5),
          /** In words or by id; null = nowhere in particular. */
          place: z.string().trim().min(1).max(200).nullable(),
          timeOfDay: z.enum(TIMES_OF_DAY).nullable(),
          weather: z.enum(WEATHERS).nullable(),
          mood: z.enum(MOODS).nullable(),
          /** Everybody in it, by name or id, in order of weight. */
          people: z
            .array(
              z.strictObject({
                who: z.string().trim().min(1).max(200),
                role: z.enum(ROLES),
                expression: z.enum(EXPRESSIONS).optional(),
                pose: z.enum(POSES).optional(),
              }),
            )
            .max(50),
          /** All lines over it, in reading order. One panel at a time. */
          lettering: z
            .array(
              z.strictObject({
                /** The line it was: it keeps its place on the page and its translations. Absent = a new one. */
                id: id.optional(),
                kind: z.enum(['dialogue', 'caption', 'sfx']),
                /** Default: the line's own, `speech` for a new one and for what is not spoken. */
                balloon: z.enum(BALLOON_KINDS).optional(),
                /** By name or id; null = nobody. Only for dialogue. */
                speaker: z.string().trim().min(1).max(200).nullable(),
                text: z.string().trim().min(1).max(2_000),
              }),
            )
            .max(100),
        })
        .partial(),
      /** Parts for which the script shall speak again. */
      takeBack: z.array(z.enum(EDITABLE_PARTS)).max(EDITABLE_PARTS.length).optional(),
    }),
    z.object({ panels: z.number() }),
    ['tree', 'script', 'prompts', 'pages', 'takes', 'edits'],
  ),
  /** The author accepts the pictures of these panels as they are: they are no longer marked as stale. */
  'panel.accept': route(z.strictObject({ panelIds: z.array(id).min(1).max(5_000) }), z.object({ panels: z.number() }), [
    'tree',
    'takes',
  ]),
}
