import { personLooker } from '../../services/checking/person-looker.ts'
import { addReferences, listReferences, preferReference, removeReferences } from '../../services/references.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function referenceHandlers(desk: Desk): Part<'reference'> {
  return {
    'reference.list': ({ who }) => ({ references: listReferences(desk.book().project, who ?? null) }),
    'reference.add': async ({ pictures, ask, ...wanted }) => {
      const { project } = desk.book()
      return addReferences(project, {
        ...wanted,
        files: await desk.uploads.files(pictures),
        lookForPerson: ask === undefined ? null : personLooker(project, desk.household.env, ask),
      })
    },
    'reference.remove': ({ ids }) => {
      const { project } = desk.book()
      const removed = removeReferences(
        project,
        ids.map((id) => ({ which: id })),
      )
      return {
        removed: removed.map(({ reference, stillNeeded }) => ({ id: reference.id, name: reference.name, stillNeeded })),
      }
    },
    'reference.prefer': ({ id, preferred }) => preferReference(desk.book().project, { which: id }, preferred),
  }
}
