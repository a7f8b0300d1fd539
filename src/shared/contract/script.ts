import { z } from 'zod'
import { BALLOON_KINDS } from '../domain/lettering.ts'
import { OVERRIDE_SUBJECTS } from '../domain/override.ts'
import { EXPRESSIONS, POSES, ROLES } from '../domain/panel.ts'
import { diagnostic, guessOf, id, sourceFile } from './common.ts'
import { route } from './route.ts'

const chapterNumber = z.string().min(1).max(20)
const sceneNumber = z.int().min(1).max(100_000)
const person = guessOf(z.string()).extend({ id: z.string() })
const stated = guessOf(z.string().nullable())

const sceneView = z.object({
  chapter: z.string(),
  scene: z.number(),
  title: z.string().nullable(),
  file: z.string(),
  line: z.number(),
  placeId: z.string().nullable(),
  place: stated,
  timeOfDay: stated,
  weather: stated,
  mood: stated,
  date: stated,
  povId: z.string().nullable(),
  pov: stated,
  present: z.array(person),
  mentioned: z.array(person),
  corrections: z.array(
    z.object({
      about: z.enum(OVERRIDE_SUBJECTS),
      value: z.string(),
      person: z.string().nullable(),
      line: z.string().nullable(),
      fits: z.boolean(),
    }),
  ),
  panels: z.array(
    z.object({
      id: z.string(),
      panel: z.number(),
      strip: z.string().nullable(),
      line: z.number(),
      what: z.string(),
      source: z.string(),
      shot: z.string(),
      angle: z.string(),
      importance: z.number(),
      place: stated,
      timeOfDay: z.string().nullable(),
      weather: z.string().nullable(),
      mood: z.string().nullable(),
      people: z.array(person.extend({ role: z.enum(ROLES), expression: z.enum(EXPRESSIONS), pose: z.enum(POSES) })),
      lettering: z.array(
        stated.extend({
          kind: z.enum(['dialogue', 'caption', 'sfx']),
          balloon: z.enum(BALLOON_KINDS),
          text: z.string(),
          speakerId: z.string().nullable(),
        }),
      ),
      stale: z.boolean(),
    }),
  ),
})

const kind = z.enum(['prose', 'strips', 'script', 'fountain', 'prompts', 'table', 'bible'])

const importOptions = {
  sources: z.array(sourceFile).min(1).max(2_000),
  as: kind.optional(),
  noteHeadings: z.array(z.string().min(1).max(200)).max(50).optional(),
  /** Mend broken encodings instead of only offering to. */
  repair: z.boolean().optional(),
}

const change = z.object({ what: z.string(), before: z.string(), after: z.string() })

export const script = {
  /** One scene as the book understands it, everything with why. */
  'script.scene': route(z.strictObject({ chapter: chapterNumber, scene: sceneNumber }), sceneView),
  /** The words of a scene as they were read; empty for panels that the author cut by hand. */
  'script.prose': route(
    z.strictObject({ sceneId: id }),
    z.object({ file: z.string(), paragraphs: z.array(z.object({ line: z.number(), text: z.string() })) }),
  ),
  /** Scenes that hold a guess another reader could read otherwise, and their unsure panels. */
  'script.unsure': route(
    z.strictObject({ chapter: chapterNumber.optional() }),
    z.object({ scenes: z.array(sceneView) }),
  ),
  /** Reads without writing: what these files are, and what is in them. */
  'script.preview': route(
    z.strictObject(importOptions),
    z.object({
      files: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          chapters: z.array(z.object({ number: z.string(), title: z.string(), scenes: z.number(), words: z.number() })),
          people: z.number(),
          places: z.number(),
        }),
      ),
      diagnostics: z.array(diagnostic),
    }),
  ),
  /** Reads script files and bibles into the book; what did not change keeps its pictures. */
  'script.import': route(
    z.strictObject(importOptions),
    z.object({
      chapters: z.array(
        z.object({
          chapter: z.string(),
          title: z.string(),
          scenes: z.number(),
          panels: z.number(),
          words: z.number(),
          isBack: z.boolean(),
          added: z.number(),
          changed: z.number(),
          unchanged: z.number(),
          removed: z.number(),
        }),
      ),
      removedChapters: z.array(z.object({ chapter: z.string(), title: z.string(), panels: z.number() })),
      bible: z.object({ people: z.number(), places: z.number() }).nullable(),
      stale: z.number(),
      diagnostics: z.array(diagnostic),
    }),
    ['book', 'tree', 'script', 'cast', 'prompts', 'pages'],
  ),
  /** Sets a guess right; null as the value takes an earlier correction back. */
  'script.correct': route(
    z.strictObject({
      about: z.enum(OVERRIDE_SUBJECTS),
      chapter: chapterNumber,
      scene: sceneNumber,
      value: z.string().max(500).nullable(),
      panel: z.int().min(1).max(100_000).optional(),
      line: z.string().max(2_000).optional(),
      person: z.string().max(200).optional(),
    }),
    z.object({
      line: z.string().nullable(),
      person: z.string().nullable(),
      value: z.string().nullable(),
      scenes: z.array(z.object({ scene: z.number(), changes: z.array(change) })),
      panels: z.array(
        z.object({
          scene: z.number(),
          panel: z.number(),
          state: z.enum(['changed', 'new', 'gone']),
          changes: z.array(change),
        }),
      ),
      stale: z.number(),
    }),
    ['tree', 'script', 'prompts', 'pages'],
  ),
}
