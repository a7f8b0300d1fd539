import { z } from 'zod'
import { BALLOON_KINDS } from '../domain/lettering.ts'
import { OVERRIDE_SUBJECTS } from '../domain/override.ts'
import { EXPRESSIONS, POSES, ROLES } from '../domain/panel.ts'
import { diagnostic, edition, guessOf, id, sourceFile } from './common.ts'
import { route } from './route.ts'
import { panelState } from './tree.ts'

const chapterNumber = z.string().min(1).max(20)
const sceneNumber = z.int().min(1).max(100_000)
const person = guessOf(z.string()).extend({ id: z.string() })
const stated = guessOf(z.string().nullable())

const personInPanel = person.extend({ role: z.enum(ROLES), expression: z.enum(EXPRESSIONS), pose: z.enum(POSES) })

const letteringLine = stated.extend({
  id: z.string(),
  kind: z.enum(['dialogue', 'caption', 'sfx']),
  balloon: z.enum(BALLOON_KINDS),
  text: z.string(),
  speakerId: z.string().nullable(),
  /** The same, also for somebody whom only the script names. */
  voice: z.string().nullable(),
  /** The author wrote it in place of the script. */
  isOwn: z.boolean(),
})

const panelView = z.object({
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
  people: z.array(personInPanel),
  lettering: z.array(letteringLine),
  stale: z.boolean(),
})

const sceneView = z.object({
  id: z.string(),
  chapterId: z.string(),
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
  panels: z.array(panelView),
})

/** An answer to a guess: the value as `script.correct` takes it, and what it is called. */
const answers = z.array(z.object({ value: z.string(), name: z.string() }))

const span = z.object({ from: z.number(), to: z.number() })

const textBlock = z.object({
  /** Line of the file. */
  line: z.number(),
  /** A paragraph, or a prompt or line of a panel that the author cut; without marks of emphasis. */
  text: z.string(),
  emphasis: z.array(span),
  /** Panels that begin here, at this character. */
  starts: z.array(z.object({ panelId: z.string(), at: z.number() })),
  /** Words that became a line of lettering. */
  spoken: z.array(span.extend({ panelId: z.string(), letteringId: z.string(), voice: z.string().nullable() })),
  /** What stands in no panel. */
  unused: z.array(span),
  panel: z
    .object({
      strip: z.string().nullable(),
      number: z.number(),
      problem: z.enum(['empty', 'duplicate', 'too-long']).nullable(),
    })
    .nullable(),
  /** Whom the script names beside the words. */
  label: z.string().nullable(),
})

const page = sceneView.extend({
  words: z.number(),
  /** The author cut its panels, and named its speakers. */
  isAuthored: z.boolean(),
  blocks: z.array(textBlock),
  /** Notes that follow it in the file and are no story. */
  notes: z.object({ heading: z.string(), line: z.number(), words: z.number(), text: z.string() }).nullable(),
  /** The likeliest answers to the guesses about the scene, the one that was taken first. */
  likely: z.object({ place: answers, timeOfDay: answers, weather: answers, mood: answers, pov: answers }),
  panels: z.array(
    panelView.extend({
      people: z.array(personInPanel.extend({ likely: answers })),
      lettering: z.array(letteringLine.extend({ likely: answers })),
      state: panelState,
      takes: z.number(),
      takeId: z.string().nullable(),
    }),
  ),
})

const kind = z.enum(['prose', 'strips', 'script', 'fountain', 'prompts', 'table', 'bible'])

const importOptions = {
  /** Absent = the files the book was read from, where they lie. */
  sources: z.array(sourceFile).min(1).max(2_000).optional(),
  as: kind.optional(),
  noteHeadings: z.array(z.string().min(1).max(200)).max(50).optional(),
  /** Mend broken encodings instead of only offering to. */
  repair: z.boolean().optional(),
}

const change = z.object({ what: z.string(), before: z.string(), after: z.string() })

export const script = {
  /** One scene as the book understands it, everything with why. */
  'script.scene': route(z.strictObject({ chapter: chapterNumber, scene: sceneNumber }), sceneView),
  /** Every scene with what it takes to give it room before its words are read. */
  'script.outline': route(
    z.strictObject({}),
    z.object({
      /** Whoever speaks, by id, who says most first. */
      voices: z.array(z.string()),
      scenes: z.array(
        z.object({
          id: z.string(),
          chapterId: z.string(),
          chapter: z.string(),
          chapterTitle: z.string(),
          scene: z.number(),
          title: z.string().nullable(),
          place: z.string().nullable(),
          words: z.number(),
          blocks: z.number(),
          panels: z.number(),
          lines: z.number(),
          unsure: z.number(),
          noteWords: z.number(),
        }),
      ),
    }),
  ),
  /** One scene with its words beside its panels: where panels start, who says what, and what nothing was made of. */
  'script.read': route(z.strictObject({ sceneId: id, edition: edition.optional() }), page),
  /** Everybody and every place that a guess of a scene may be set to. */
  'script.choices': route(z.strictObject({ sceneId: id }), z.object({ people: answers, places: answers })),
  /** The files that the book was read from. */
  'script.sources': route(
    z.strictObject({}),
    z.object({
      sources: z.array(z.object({ name: z.string(), kind: z.string(), importedAt: z.number(), isThere: z.boolean() })),
    }),
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
  /** What an import would change, down to the panel and to what refreshing costs; writes nothing. */
  'script.compare': route(
    z.strictObject({ ...importOptions, edition: edition.optional() }),
    z.object({
      files: z.array(z.object({ name: z.string(), kind: z.string(), state: z.enum(['new', 'changed', 'same']) })),
      chapters: z.array(
        z.object({
          chapter: z.string(),
          title: z.string(),
          scenes: z.number(),
          words: z.number(),
          state: z.enum(['new', 'changed', 'back', 'gone']),
          added: z.number(),
          changed: z.number(),
          removed: z.number(),
          unchanged: z.number(),
          panels: z.array(
            z.object({
              panelId: z.string(),
              scene: z.number(),
              panel: z.number(),
              state: z.enum(['changed', 'new', 'gone']),
              changes: z.array(change),
              what: z.string(),
              takes: z.number(),
              goesStale: z.boolean(),
            }),
          ),
        }),
      ),
      untouched: z.number(),
      corrections: z.object({
        kept: z.number(),
        waiting: z.array(
          z.object({
            about: z.enum(OVERRIDE_SUBJECTS),
            value: z.string(),
            person: z.string().nullable(),
            line: z.string().nullable(),
            chapter: z.string(),
            scene: z.number(),
          }),
        ),
      }),
      stale: z.object({
        panels: z.number(),
        takes: z.number(),
        /** One new picture for each; null = the price is unknown. */
        refreshing: z.object({ pictures: z.number(), fromUsd: z.number(), untilUsd: z.number() }).nullable(),
      }),
      trashedTakes: z.number(),
      bible: z.object({ people: z.number(), places: z.number() }).nullable(),
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
    ['book', 'tree', 'script', 'cast', 'prompts', 'pages', 'trash', 'edits'],
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
    ['tree', 'script', 'prompts', 'pages', 'edits'],
  ),
}
