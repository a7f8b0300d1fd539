import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Reference } from '../../shared/domain/reference.ts'
import type { Store } from './open-store.ts'
import { reference } from './schema/index.ts'

/** Pictures that show how people, places and styles look. */
export interface ReferenceRepository {
  /** Without the trash, oldest first. */
  all(): Reference[]
  /** The reference of a picture for a subject and role, also when it is in the trash. */
  find(picture: Pick<Reference, 'subject' | 'of' | 'role' | 'sha256'>): Reference | null
  /**
   * Adds a reference. One of the same picture for the same subject and role is changed instead; one in the trash comes
   * back. A preferred one takes the place of the one that was.
   */
  set(draft: Omit<Reference, 'id' | 'addedAt'>, now: number): { reference: Reference; state: SetState }
  trash(id: string, now: number): void
  /** Chooses a reference over others of its subject, role and look, or no longer. */
  prefer(id: string, preferred: boolean): void
  /** Whether a reference, or a job that may still be made, needs these bytes. */
  isNeeded(sha256: string): boolean
  /** Files of references in the trash, relative to the project folder. */
  trashed(): { path: string; sha256: string }[]
}

/** `again`: it was there and stays as it was. `back`: it came from the trash. */
export type SetState = 'added' | 'changed' | 'again' | 'back'

export function referenceRepository({ db, sqlite }: Store): ReferenceRepository {
  // Whatever is not done may be tried again with the request as it was frozen.
  const ofJob = sqlite.prepare(
    `select 1 from job j join job_request r on r.key = j.key
     where j.state <> 'done' and instr(r.body, ?) > 0 limit 1`,
  )

  const get = (id: string) => db.select().from(reference).where(eq(reference.id, id)).get()!

  function unprefer({ id, subject, of, role, look }: Pick<Reference, 'id' | 'subject' | 'of' | 'role' | 'look'>): void {
    db.update(reference)
      .set({ preferred: false })
      .where(
        and(
          eq(reference.subject, subject),
          eq(reference.of, of),
          eq(reference.role, role),
          look === null ? isNull(reference.look) : eq(reference.look, look),
          ne(reference.id, id),
        ),
      )
      .run()
  }

  const find = ({ subject, of, role, sha256 }: Pick<Reference, 'subject' | 'of' | 'role' | 'sha256'>) =>
    db
      .select()
      .from(reference)
      .where(
        and(
          eq(reference.subject, subject),
          eq(reference.of, of),
          eq(reference.role, role),
          eq(reference.sha256, sha256),
        ),
      )
      .get()

  function write(draft: Omit<Reference, 'id' | 'addedAt'>, now: number): { id: string; state: SetState } {
    const known = find(draft)
    if (!known) {
      const id = uuid()
      db.insert(reference)
        .values({ ...draft, id, addedAt: now })
        .run()
      return { id, state: 'added' }
    }
    const { id, trashedAt } = known
    db.update(reference)
      .set({ ...draft, trashedAt: null, addedAt: trashedAt === null ? known.addedAt : now })
      .where(eq(reference.id, id))
      .run()
    if (trashedAt !== null) return { id, state: 'back' }
    const isChanged = known.look !== draft.look || known.preferred !== draft.preferred
    return { id, state: isChanged ? 'changed' : 'again' }
  }

  return {
    all() {
      return db
        .select()
        .from(reference)
        .where(isNull(reference.trashedAt))
        .orderBy(asc(reference.addedAt), asc(reference.id))
        .all()
        .map(withoutTrash)
    },
    find(picture) {
      const row = find(picture)
      return row === undefined ? null : withoutTrash(row)
    },
    set: sqlite.transaction((draft: Omit<Reference, 'id' | 'addedAt'>, now: number) => {
      const { id, state } = write(draft, now)
      if (draft.preferred) unprefer({ ...draft, id })
      return { reference: withoutTrash(get(id)), state }
    }),
    trash(id, now) {
      db.update(reference).set({ trashedAt: now, preferred: false }).where(eq(reference.id, id)).run()
    },
    prefer: sqlite.transaction((id: string, preferred: boolean) => {
      db.update(reference).set({ preferred }).where(eq(reference.id, id)).run()
      if (preferred) unprefer(get(id))
    }),
    isNeeded(sha256) {
      const live = db
        .select({ id: reference.id })
        .from(reference)
        .where(and(eq(reference.sha256, sha256), isNull(reference.trashedAt)))
        .get()
      return live !== undefined || ofJob.get(sha256) !== undefined
    },
    trashed() {
      return sqlite
        .prepare('select distinct path, sha256 from reference where trashed_at is not null order by path')
        .all() as { path: string; sha256: string }[]
    },
  }
}

function withoutTrash({ trashedAt: _, ...row }: typeof reference.$inferSelect): Reference {
  return row
}
