import { isDeepStrictEqual } from 'node:util'
import type { Person, Place } from '../../../shared/domain/bible.ts'
import type { Project } from '../../open-project.ts'
import type { CastEntry, CastKind } from '../../store/cast.ts'
import type { EditedRows } from '../../store/edit-journal.ts'

/** Writes what the author says of an entry, and keeps beside it what its file says. */
export function writeEntry<Body extends Person | Place>(
  { cast }: Pick<Project, 'cast'>,
  rows: EditedRows,
  kind: CastKind,
  entry: CastEntry<Body>,
  body: Body,
): void {
  const read = entry.read ?? (entry.sourceId === null ? null : entry.body)
  cast.put(rows, kind, { ...entry, name: body.name, body, read: isDeepStrictEqual(read, body) ? null : read })
}
