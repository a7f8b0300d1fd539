import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Reference } from '../../shared/domain/reference.ts'
import type { EditedRows } from './edit-journal.ts'
import type { Store } from './open-store.ts'
import { reference } from './schema/index.ts'

/** Pictures that show how people, places and styles look. */
export interface ReferenceRepository {
  /** Without the trash, oldest first. */
  all(): Reference[]
  /** One by its id, also when it is in the trash; null = there is none. */
  get(id: string): Reference | null
  /** The reference of a picture for a subject and role, also when it is in the trash. */
  find(picture: Pick<Reference, 'subject' | 'of' | 'role' | 'sha256'>): Reference | null
  /**
   * Adds a reference, within an edit. One of the same picture for the same subject and role is changed instead; one in
   * the trash comes back. A preferred one takes the place of the one that was.
   */
  set(
    rows: EditedRows,
    draft: Omit<Reference, 'id' | 'addedAt'>,
    now: number,
  ): { reference: Reference; state: SetState }
  trash(rows: EditedRows, id: string, now: number): void
  /** Chooses a reference over others of its subject, role and look, or no longer. */
  prefer(rows: EditedRows, id: string, preferred: boolean): void
  /** Says of whom it is, in which role, or which look it shows. They must not have it in this role. */
  move(rows: EditedRows, id: string, to: Partial<Pick<Reference, 'of' | 'role' | 'look'>>): void
  /** Whether a reference, or a job that may still be made, needs these bytes. */
  isNeeded(sha256: string): boolean
  /** Files of references in the trash, relative to the project folder. */
  trashed(): { path: string; sha256: string }[]
}

type Changeable = Pick<typeof reference.$inferSelect, 'of' | 'role' | 'look' | 'preferred' | 'trashedAt'>

/** `again`: it was there and stays as it was. `back`: it came from the trash. */
export type SetState = 'added' | 'changed' | 'again' | 'back'

export function referenceRepository({ db, sqlite }: Store): ReferenceRepository {
  // Whatever is not done may be tried again with the request as it was frozen.
  const ofJob = sqlite.prepare(
    `select 1 from job j join job_request r on r.key = j.key
     where j.state <> 'done' and instr(r.body, ?) > 0 limit 1`,
  )

  const get = (id: string) => db.select().from(reference).where(eq(reference.id, id)).get()
  const rowOf = (id: string) => get(id)!

  /** The columns an edit of a reference may change: what is not given stays. */
  function put(rows: EditedRows, id: string, change: Partial<Changeable>): void {
    const { of, role, look, preferred, trashedAt } = { ...rowOf(id), ...change }
    rows.put('reference', { id }, { of, role, look, preferred: preferred ? 1 : 0, trashed_at: trashedAt })
  }

  function unprefer(
    rows: EditedRows,
    { id, subject, of, role, look }: Pick<Reference, 'id' | 'subject' | 'of' | 'role' | 'look'>,
  ): void {
    const others = db
      .select({ id: reference.id })
      .from(reference)
      .where(
        and(
          eq(reference.preferred, true),
          eq(reference.subject, subject),
          eq(reference.of, of),
          eq(reference.role, role),
          look === null ? isNull(reference.look) : eq(reference.look, look),
          ne(reference.id, id),
        ),
      )
      .all()
    for (const other of others) put(rows, other.id, { preferred: false })
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

  function write(
    rows: EditedRows,
    draft: Omit<Reference, 'id' | 'addedAt'>,
    now: number,
  ): { id: string; state: SetState } {
    const known = find(draft)
    if (!known) {
      const id = uuid()
      // In the trash until the edit takes it out of there: undone, it lies there again, and its file with it.
      db.insert(reference)
        .values({ ...draft, preferred: false, id, addedAt: now, trashedAt: now })
        .run()
      put(rows, id, { preferred: draft.preferred, trashedAt: null })
      return { id, state: 'added' }
    }
    const { id, trashedAt } = known
    const { look, preferred, ...facts } = draft
    db.update(reference)
      .set({ ...facts, addedAt: trashedAt === null ? known.addedAt : now })
      .where(eq(reference.id, id))
      .run()
    put(rows, id, { look, preferred, trashedAt: null })
    if (trashedAt !== null) return { id, state: 'back' }
    const isChanged = known.look !== look || known.preferred !== preferred
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
    get(id) {
      const row = get(id)
      return row === undefined ? null : withoutTrash(row)
    },
    find(picture) {
      const row = find(picture)
      return row === undefined ? null : withoutTrash(row)
    },
    set(rows, draft, now) {
      const { id, state } = write(rows, draft, now)
      if (draft.preferred) unprefer(rows, { ...draft, id })
      return { reference: withoutTrash(rowOf(id)), state }
    },
    trash: (rows, id, now) => put(rows, id, { trashedAt: now, preferred: false }),
    prefer(rows, id, preferred) {
      put(rows, id, { preferred })
      if (preferred) unprefer(rows, rowOf(id))
    },
    move: (rows, id, to) => put(rows, id, to),
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
