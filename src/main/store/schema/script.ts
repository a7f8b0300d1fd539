import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Person, Place } from '../../../shared/domain/bible.ts'
import type { Evidence } from '../../../shared/domain/evidence.ts'
import { BALLOON_KINDS } from '../../../shared/domain/lettering.ts'
import type { Override } from '../../../shared/domain/override.ts'
import {
  ANGLES,
  EXPRESSIONS,
  MOODS,
  type PanelFlags,
  POSES,
  ROLES,
  SHOTS,
  TIMES_OF_DAY,
  WEATHERS,
} from '../../../shared/domain/panel.ts'
import type { ScriptScene } from '../../../shared/domain/script.ts'
import { id, moment, oneOf, orderKey } from './columns.ts'

/** A file that was imported. Imported again from the same folder under the same name, it is the same source. */
export const source = sqliteTable(
  'source',
  {
    id: id(),
    /** As the author names it, relative to `root`, with `/`. */
    name: text('name').notNull(),
    /** The folder it was imported from, relative to the project folder, with `/`; absolute where there is no way. */
    root: text('root').notNull(),
    kind: text('kind').notNull(),
    /** Of the text last read. */
    sha256: text('sha256').notNull(),
    importedAt: moment('imported_at').notNull(),
  },
  (t) => [
    // Was this file imported before?
    uniqueIndex('source_file').on(t.root, t.name),
    check(
      'source_kind',
      sql`${t.kind} in ('prose', 'strips', 'prompts', 'imagery', 'bible', 'script', 'fountain', 'table')`,
    ),
  ],
)

/** `trashedAt` hides a row until the author empties the trash. What goes to the trash takes its children along. */
export const chapter = sqliteTable(
  'chapter',
  {
    id: id(),
    sourceId: text('source_id')
      .notNull()
      .references(() => source.id),
    orderKey: orderKey(),
    /** `1`, `3.5`. */
    number: text('number').notNull(),
    title: text('title').notNull(),
    words: integer('words').notNull(),
    trashedAt: moment('trashed_at'),
  },
  (t) => [
    // The tree: live chapters in order.
    index('chapter_order').on(t.orderKey).where(sql`${t.trashedAt} is null`),
    // What a file brought in last time.
    index('chapter_source').on(t.sourceId),
  ],
)

export const scene = sqliteTable(
  'scene',
  {
    id: id(),
    chapterId: text('chapter_id')
      .notNull()
      .references(() => chapter.id),
    orderKey: orderKey(),
    number: integer('number').notNull(),
    title: text('title'),
    /** JSON of a ScriptScene: the words as read, to break the scene down again without the file. */
    body: text('body', { mode: 'json' }).$type<ScriptScene>().notNull(),
    /** SHA-256 of the scene's text as read, free of line numbers; equal = the same scene at the next import. */
    textHash: text('text_hash').notNull(),
    /** SHA-256 of all that its panels were made from (text, cast, places, density, corrections); equal = nothing to redo. */
    basisHash: text('basis_hash').notNull(),
    words: integer('words').notNull(),
    placeId: text('place_id'),
    placeName: text('place_name'),
    timeOfDay: text('time_of_day'),
    weather: text('weather'),
    mood: text('mood'),
    /** `YYYY-MM-DD`, shortened as far as known. */
    date: text('date'),
    povId: text('pov_id'),
    /** JSON: ids of people present / only referenced. */
    present: text('present', { mode: 'json' }).$type<string[]>().notNull(),
    referenced: text('referenced', { mode: 'json' }).$type<string[]>().notNull(),
    evidence: text('evidence', { mode: 'json' }).$type<Evidence[]>().notNull(),
    trashedAt: moment('trashed_at'),
  },
  (t) => [
    // Scenes of a chapter in order.
    index('scene_order').on(t.chapterId, t.orderKey),
    check('scene_time', sql`${t.timeOfDay} is null or ${t.timeOfDay} in ${sql.raw(oneOf(TIMES_OF_DAY))}`),
    check('scene_mood', sql`${t.mood} is null or ${t.mood} in ${sql.raw(oneOf(MOODS))}`),
    check('scene_weather', sql`${t.weather} is null or ${t.weather} in ${sql.raw(oneOf(WEATHERS))}`),
  ],
)

/**
 * A slot in the story: what is to be seen. Pictures hang on it as takes; the slot survives any re-import that keeps its words.
 *
 * `panel_search` (FTS5, migration 0001) indexes `what` and `source_text` by `row`, kept up by triggers.
 */
export const panel = sqliteTable(
  'panel',
  {
    /** Given by SQLite and stable through VACUUM: ties the row to the full-text index. Everything else goes by `id`. */
    row: integer('row').primaryKey(),
    /** UUIDv7. */
    id: text('id').notNull().unique(),
    sceneId: text('scene_id')
      .notNull()
      .references(() => scene.id),
    orderKey: orderKey(),
    /** Strip as numbered by the author; null otherwise. */
    strip: text('strip'),
    /** SHA-256 of the script words (or the author's prompt) it was cut from. */
    textHash: text('text_hash').notNull(),
    what: text('what').notNull(),
    sourceText: text('source_text').notNull(),
    sourceLine: integer('source_line').notNull(),
    placeId: text('place_id'),
    placeName: text('place_name'),
    timeOfDay: text('time_of_day'),
    weather: text('weather'),
    mood: text('mood'),
    shot: text('shot').notNull(),
    angle: text('angle').notNull(),
    importance: integer('importance').notNull(),
    props: text('props', { mode: 'json' }).$type<string[]>().notNull(),
    flags: text('flags', { mode: 'json' }).$type<PanelFlags>().notNull(),
    evidence: text('evidence', { mode: 'json' }).$type<Evidence[]>().notNull(),
    /** Set when what is to be seen changed after takes were made; cleared when the author accepts or regenerates. */
    staleAt: moment('stale_at'),
    /** Hash of what the takes of a stale panel show: when the script comes back to that, the mark goes. */
    staleFrom: text('stale_from'),
    trashedAt: moment('trashed_at'),
  },
  (t) => [
    // Panels of a scene in order.
    index('panel_order').on(t.sceneId, t.orderKey),
    // What is in the trash: few among many.
    index('panel_trash').on(t.id).where(sql`${t.trashedAt} is not null`),
    check('panel_importance', sql`${t.importance} between 1 and 5`),
    check('panel_shot', sql`${t.shot} in ${sql.raw(oneOf(SHOTS))}`),
    check('panel_angle', sql`${t.angle} in ${sql.raw(oneOf(ANGLES))}`),
    check('panel_time', sql`${t.timeOfDay} is null or ${t.timeOfDay} in ${sql.raw(oneOf(TIMES_OF_DAY))}`),
    check('panel_mood', sql`${t.mood} is null or ${t.mood} in ${sql.raw(oneOf(MOODS))}`),
    check('panel_weather', sql`${t.weather} is null or ${t.weather} in ${sql.raw(oneOf(WEATHERS))}`),
  ],
)

/** Who is in a panel and how. The order of rows is the order of weight. */
export const panelPerson = sqliteTable(
  'panel_person',
  {
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    personId: text('person_id').notNull(),
    // Words of the script for somebody without an entry in the bible.
    description: text('description'),
    role: text('role').notNull(),
    expression: text('expression').notNull(),
    pose: text('pose').notNull(),
    evidence: text('evidence', { mode: 'json' }).$type<Evidence[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.panelId, t.position] }),
    // One character through the whole book, to see drift.
    index('panel_person_person').on(t.personId),
    check('panel_person_role', sql`${t.role} in ${sql.raw(oneOf(ROLES))}`),
    check('panel_person_expression', sql`${t.expression} in ${sql.raw(oneOf(EXPRESSIONS))}`),
    check('panel_person_pose', sql`${t.pose} in ${sql.raw(oneOf(POSES))}`),
  ],
)

/** Text over a panel, in reading order. Never part of the picture. */
export const lettering = sqliteTable(
  'lettering',
  {
    id: id(),
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    kind: text('kind').notNull(),
    balloon: text('balloon').notNull(),
    speakerId: text('speaker_id'),
    speakerName: text('speaker_name'),
    text: text('text').notNull(),
    sure: integer('sure', { mode: 'boolean' }).notNull(),
  },
  (t) => [
    uniqueIndex('lettering_order').on(t.panelId, t.position),
    check('lettering_kind', sql`${t.kind} in ('dialogue', 'caption', 'sfx')`),
    check('lettering_balloon', sql`${t.balloon} in ${sql.raw(oneOf(BALLOON_KINDS))}`),
  ],
)

/** Cast of the book, from the bible or added by the author. */
export const person = sqliteTable('person', {
  /** Kebab-case id of the bible. */
  id: text('id').primaryKey(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  /** The bible it was read from; null when the author added it here. A new reading replaces what its file no longer has. */
  sourceId: text('source_id').references(() => source.id),
  /** JSON of a Person: what holds. */
  body: text('body', { mode: 'json' }).$type<Person>().notNull(),
  /** JSON of a Person: what the file says, where the author says otherwise here; null = as read, or added here. */
  read: text('read', { mode: 'json' }).$type<Person>(),
  /** The author took it out; no later reading of the file brings it back. */
  removedAt: moment('removed_at'),
})

export const place = sqliteTable('place', {
  id: text('id').primaryKey(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  /** The bible it was read from; null when the author added it here. A new reading replaces what its file no longer has. */
  sourceId: text('source_id').references(() => source.id),
  /** JSON of a Place: what holds. */
  body: text('body', { mode: 'json' }).$type<Place>().notNull(),
  /** JSON of a Place: what the file says, where the author says otherwise here; null = as read, or added here. */
  read: text('read', { mode: 'json' }).$type<Place>(),
  /** The author took it out; no later reading of the file brings it back. */
  removedAt: moment('removed_at'),
})

/** A correction by the author that outlives every re-import. `body` is an Override of the domain. */
export const override = sqliteTable('override', {
  id: id(),
  body: text('body', { mode: 'json' }).$type<Override>().notNull(),
  createdAt: moment('created_at').notNull(),
})

/** A prompt the author rewrote, for one panel, style and language. Wins over composition until withdrawn. */
export const promptEdit = sqliteTable(
  'prompt_edit',
  {
    panelId: text('panel_id')
      .notNull()
      .references(() => panel.id, { onDelete: 'cascade' }),
    artStyleId: text('art_style_id').notNull(),
    language: text('language').notNull(),
    prompt: text('prompt').notNull(),
    negativePrompt: text('negative_prompt').notNull(),
    /** Hash of the composed prompt it was edited from; differs later = the edit is out of date, shown as such. */
    basisHash: text('basis_hash').notNull(),
    editedAt: moment('edited_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.panelId, t.artStyleId, t.language] })],
)
