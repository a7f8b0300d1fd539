import type { Alias, Person } from '../../../shared/domain/bible.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { everydayName } from '../script-view/names.ts'
import { type CastEdited, editCast, type OnRead } from './edit-cast.ts'
import { findPersonEntry } from './find-entry.ts'
import { writeEntry } from './write-entry.ts'

/**
 * Makes one person of two entries that mean the same. `into` goes by the names of both and takes what it does not say
 * itself; references and corrections of the other become its own; the other entry is gone.
 *
 * @throws AppError NOT_FOUND; WRONG_USE for one and the same
 */
export async function mergePeople(project: Project, from: string, into: string, onRead?: OnRead): Promise<CastEdited> {
  if (from === into) {
    throw new AppError('WRONG_USE', said`This is one and the same person.`, { remedy: said`Choose another one.` })
  }
  const [other, own] = [findPersonEntry(project, from), findPersonEntry(project, into)]
  const label = said`${everydayName(other.name)} merged into ${everydayName(own.name)}`
  const { edited } = await editCast(
    project,
    label,
    (rows) => {
      project.cast.put(rows, 'person', { ...other, removedAt: project.now() })
      writeEntry(project, rows, 'person', own, union(own.body, other.body))
      moveReferences(project, rows, from, own.body)
      moveCorrections(project, rows, from, into)
    },
    onRead,
  )
  return edited
}

/** What is said of `own`, filled up from `other`. */
function union(own: Person, other: Person): Person {
  const named = new Set(own.aliases.map(({ text }) => text.toLowerCase()))
  const name: Alias = { text: other.name, fromYear: null, untilYear: null, chapter: null }
  const more = [...other.aliases, name].filter(({ text }) => {
    const isNew = !named.has(text.toLowerCase())
    named.add(text.toLowerCase())
    return isNew
  })
  return {
    ...own,
    aliases: [...own.aliases, ...more],
    gender: own.gender === 'unknown' ? other.gender : own.gender,
    kind: own.kind === 'person' ? other.kind : own.kind,
    born: own.born ?? other.born,
    died: own.died ?? other.died,
    age: own.age ?? (own.born === null ? other.age : null),
    role: own.role || other.role,
    always: own.always || other.always,
    looks: own.looks.length > 0 ? own.looks : other.looks,
    referencedOnly: own.referencedOnly && other.referencedOnly,
  }
}

/** A picture that both have is one; a look that `into` has not is left off. */
function moveReferences({ references, now }: Project, rows: EditedRows, from: string, into: Person): void {
  const labels = new Set(into.looks.map(({ label }) => label))
  for (const reference of references.all()) {
    if (reference.subject !== 'person' || reference.of !== from) continue
    const isThere = references
      .all()
      .some(
        ({ of, subject, role, sha256 }) =>
          of === into.id && subject === 'person' && role === reference.role && sha256 === reference.sha256,
      )
    if (isThere) references.trash(rows, reference.id, now())
    else {
      const { look, id } = reference
      references.prefer(rows, id, false)
      references.move(rows, id, {
        of: into.id,
        look: look !== null && (labels.has(look) || labels.size === 0) ? look : null,
      })
    }
  }
}

function moveCorrections({ overrides, store }: Project, rows: EditedRows, from: string, into: string): void {
  for (const { id, ...body } of overrides.all()) {
    const isOther = body.personId === from
    const namesOther = (body.about === 'pov' || body.about === 'speaker') && body.value === from
    if (!isOther && !namesOther) continue
    const { createdAt } = store.sqlite.prepare('select created_at as createdAt from override where id = ?').get(id) as {
      createdAt: number
    }
    const moved = { ...body, ...(isOther ? { personId: into } : {}), ...(namesOther ? { value: into } : {}) }
    rows.put('override', { id }, { body: JSON.stringify(moved), created_at: createdAt })
  }
}
