import { z } from 'zod'
import { id, nothing, pageOf } from './common.ts'
import { route } from './route.ts'
import { panelRow } from './tree.ts'

const name = z.string().trim().min(1).max(200)
const words = z.string().max(4_000)
const year = z.int().min(-9_999).max(9_999).nullable()
const chapter = z.string().trim().min(1).max(20)
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
const date = z
  .string()
  .max(10)
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'must be a year, a month (1931-04) or a day (1931-04-09)',
  )
  .nullable()

const alias = z.strictObject({ text: name, fromYear: year, untilYear: year, chapter: chapter.nullable() })

const look = z.strictObject({
  label: z.string().trim().max(200),
  from: date,
  until: date,
  chapters: z.array(chapter).max(200),
  appearance: words,
  outfit: words,
})

const zone = z.strictObject({ id, name, aliases: z.array(name).max(50) })

/** What the book says of somebody. */
const personFields = {
  name,
  aliases: z.array(alias).max(100),
  gender: z.enum(['female', 'male', 'unknown']),
  /** `person`, or in the bible's own noun: `dog`. */
  kind: z.string().trim().min(1).max(60),
  born: year,
  died: year,
  age: z.int().min(0).max(9_999).nullable(),
  role: words,
  /** What holds at every age. */
  always: words,
  looks: z.array(look).max(100),
  /** Spoken of, never drawn as present. */
  referencedOnly: z.boolean(),
  /** How many an entry stands for. */
  count: z.int().min(1).max(100),
}

const placeFields = {
  name,
  aliases: z.array(name).max(100),
  zones: z.array(zone).max(100),
  signature: words,
  light: words,
  /** Null = both, or not known. */
  indoors: z.boolean().nullable(),
  /** Chapters that are set here; absent where nobody says. */
  chapters: z.array(chapter).max(200).optional(),
}

/** A bible file may say more than an author can type: what is read is passed on as it is. */
const readPerson = z.object({
  id: z.string(),
  ...personFields,
  name: z.string(),
  aliases: z.array(
    z.object({
      text: z.string(),
      fromYear: z.number().nullable(),
      untilYear: z.number().nullable(),
      chapter: z.string().nullable(),
    }),
  ),
  kind: z.string(),
  born: z.number().nullable(),
  died: z.number().nullable(),
  age: z.number().nullable(),
  role: z.string(),
  always: z.string(),
  looks: z.array(
    z.object({
      label: z.string(),
      from: z.string().nullable(),
      until: z.string().nullable(),
      chapters: z.array(z.string()),
      appearance: z.string(),
      outfit: z.string(),
    }),
  ),
  count: z.number(),
})

const readPlace = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  zones: z.array(z.object({ id: z.string(), name: z.string(), aliases: z.array(z.string()) })),
  signature: z.string(),
  light: z.string(),
  indoors: z.boolean().nullable(),
  chapters: z.array(z.string()).optional(),
})

const listed = {
  id: z.string(),
  name: z.string(),
  /** What else the script may call them. */
  aliases: z.array(z.string()),
  /** Panels they are drawn in, or that are set there. */
  panels: z.number(),
  references: z.number(),
  /** The reference that is sent first: `/asset/reference/<id>`. */
  referenceId: z.string().nullable(),
}

/** The file an entry was read from (null = added here), and what it says where the author says otherwise. */
const origin = <Entry extends z.ZodType>(entry: Entry) => ({ file: z.string().nullable(), read: entry.nullable() })

/** What an edit came to: what undo would take back, and panels whose pictures it made out of date. */
const edited = { label: z.string(), stale: z.number() }
/** Other names find other people in the script. */
const CHANGES = ['edits', 'cast', 'references', 'prompts', 'tree', 'script', 'takes', 'pages', 'book'] as const

const entries = z.array(id).max(500)

export const cast = {
  'cast.list': route(
    nothing,
    z.object({
      people: z.array(z.object({ ...listed, role: z.string(), kind: z.string(), looks: z.number() })),
      places: z.array(z.object({ ...listed, zones: z.number() })),
      /** Drawn in panels without an entry in the bible: walk-ons, by the words the script has for them. */
      walkOns: z.array(z.object({ id: z.string(), name: z.string(), panels: z.number() })),
    }),
  ),
  'cast.person': route(
    z.strictObject({ personId: id }),
    readPerson.extend({ panels: z.number(), ...origin(readPerson) }),
  ),
  'cast.place': route(z.strictObject({ placeId: id }), readPlace.extend({ panels: z.number(), ...origin(readPlace) })),
  /** Says something else of somebody; what is absent stays. It outranks what the bible file says, now and later. */
  'cast.change-person': route(
    z.strictObject({
      personId: id,
      change: z
        .strictObject({
          ...personFields,
          /** `was`: the label before, so that pictures of the look stay with it. */
          looks: z.array(look.extend({ was: z.string().max(200).optional() })).max(100),
        })
        .partial(),
    }),
    z.object(edited),
    CHANGES,
  ),
  'cast.change-place': route(
    z.strictObject({
      placeId: id,
      change: z.strictObject({ ...placeFields, zones: z.array(zone.partial({ id: true })).max(100) }).partial(),
    }),
    z.object(edited),
    CHANGES,
  ),
  /** Gives somebody an entry; `walkOn` = somebody the script draws without one. */
  'cast.add-person': route(
    z.strictObject({ name, walkOn: id.optional() }),
    z.object({ ...edited, id: z.string() }),
    CHANGES,
  ),
  'cast.add-place': route(z.strictObject({ name }), z.object({ ...edited, id: z.string() }), CHANGES),
  /** Out of the cast, also when the file is read again. The script goes on drawing them by its own words. */
  'cast.remove': route(
    z.strictObject({ people: entries.default([]), places: entries.default([]) }),
    z.object({ ...edited, removed: z.number() }),
    CHANGES,
  ),
  /** Two entries that mean the same person become one, with the names and references of both. */
  'cast.merge': route(z.strictObject({ from: id, into: id }), z.object(edited), CHANGES),
  /** Panels somebody is drawn in, that are set in a place, or that have pictures made with a reference. */
  'cast.used-in': route(
    z.strictObject({
      of: z.union([
        z.strictObject({ personId: id }),
        z.strictObject({ placeId: id }),
        z.strictObject({ referenceId: id }),
      ]),
      ...pageOf,
    }),
    z.object({ total: z.number(), stale: z.number(), rows: z.array(panelRow) }),
  ),
}
