import { z } from 'zod'
import { id, nothing } from './common.ts'
import { route } from './route.ts'

const alias = z.object({
  text: z.string(),
  fromYear: z.number().nullable(),
  untilYear: z.number().nullable(),
  chapter: z.string().nullable(),
})

const look = z.object({
  label: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  chapters: z.array(z.string()),
  appearance: z.string(),
  outfit: z.string(),
})

const personRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  /** `person`, or in the bible's own noun: `dog`. */
  kind: z.string(),
  looks: z.number(),
  /** Panels they are drawn in. */
  panels: z.number(),
  references: z.number(),
  /** The reference that is sent first: `/asset/reference/<id>`. */
  referenceId: z.string().nullable(),
})

const zone = z.object({ id: z.string(), name: z.string(), aliases: z.array(z.string()) })

export const cast = {
  'cast.list': route(
    nothing,
    z.object({
      people: z.array(personRow),
      places: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          zones: z.number(),
          panels: z.number(),
          references: z.number(),
          referenceId: z.string().nullable(),
        }),
      ),
      /** Drawn in panels without an entry in the bible: walk-ons, by the words the script has for them. */
      walkOns: z.array(z.object({ id: z.string(), name: z.string(), panels: z.number() })),
    }),
  ),
  'cast.person': route(
    z.strictObject({ personId: id }),
    z.object({
      id: z.string(),
      name: z.string(),
      aliases: z.array(alias),
      gender: z.enum(['female', 'male', 'unknown']),
      kind: z.string(),
      born: z.number().nullable(),
      died: z.number().nullable(),
      age: z.number().nullable(),
      role: z.string(),
      always: z.string(),
      looks: z.array(look),
      referencedOnly: z.boolean(),
      count: z.number(),
      panels: z.number(),
    }),
  ),
  'cast.place': route(
    z.strictObject({ placeId: id }),
    z.object({
      id: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      zones: z.array(zone),
      signature: z.string(),
      light: z.string(),
      indoors: z.boolean().nullable(),
      chapters: z.array(z.string()).optional(),
      panels: z.number(),
    }),
  ),
}
