import { z } from 'zod'
import { id, pageOf } from './common.ts'
import { route } from './route.ts'

const kind = z.enum(['chapter', 'scene', 'panel', 'take'])

/** Something that went to the trash by itself; what it took along is counted in it. */
const item = z.object({
  kind,
  id: z.string(),
  /** Number and title of its chapter; for a chapter its own. */
  chapter: z.string(),
  chapterTitle: z.string(),
  /** Null for a chapter. */
  scene: z.number().nullable(),
  /** The title of a scene, what is seen in a panel. */
  words: z.string().nullable(),
  trashedAt: z.number(),
  /** Put there by the author, or gone from the script. */
  by: z.enum(['author', 'script']),
  scenes: z.number(),
  panels: z.number(),
  takes: z.number(),
  bytes: z.number(),
  /** A picture in it: `/asset/take/<id>`. */
  takeId: z.string().nullable(),
})
export type TrashItem = z.infer<typeof item>

export const trash = {
  /** Newest first. */
  'trash.list': route(
    z.strictObject(pageOf),
    z.object({
      total: z.number(),
      /** Pictures in all of it, and what they take on disk. */
      takes: z.number(),
      bytes: z.number(),
      /** When the newest went there; null = it is empty. */
      newestAt: z.number().nullable(),
      items: z.array(item),
    }),
  ),
  /** Back to where it stood, with what went along with it. */
  'trash.restore': route(
    z.strictObject({ items: z.array(z.strictObject({ kind, id })).min(1).max(5_000) }),
    z.object({ chapters: z.number(), scenes: z.number(), panels: z.number(), takes: z.number() }),
    ['tree', 'script', 'pages', 'takes', 'trash', 'edits', 'queue'],
  ),
  /** Deletes for good what went there until `newestAt` of the list that the author saw. It cannot be undone. */
  'trash.empty': route(
    z.strictObject({ until: z.int().min(0) }),
    z.object({
      removed: z.number(),
      bytes: z.number(),
      /** Pictures that something still needs: they stay. */
      needed: z.array(z.string()),
      /** Files that could not be removed, relative to the book's folder. */
      leftFiles: z.array(z.string()),
    }),
    ['trash', 'takes', 'edits'],
  ),
}
