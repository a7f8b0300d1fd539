import { personLooker } from '../../services/checking/person-looker.ts'
import { fetchPicture } from '../../services/references/fetch-picture.ts'
import {
  addReferences,
  changeReference,
  listReferences,
  preferReference,
  removeReferences,
} from '../../services/references.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function referenceHandlers(desk: Desk): Part<'reference'> {
  return {
    'reference.list': ({ who }) => ({ references: listReferences(desk.book().project, who ?? null) }),
    'reference.add': async ({ pictures, ask, task, ...wanted }) => {
      const { project } = desk.book()
      return addReferences(project, {
        ...wanted,
        files: await desk.uploads.files(pictures),
        onProgress:
          task === undefined
            ? undefined
            : (progress) => desk.events.publish('reference.progress', { task, ...progress }),
        lookForPerson: ask === undefined ? null : personLooker(project, desk.household.env, ask),
      })
    },
    'reference.fetch': async ({ address }) => {
      const { name, content } = await fetchPicture(address)
      return { ...(await desk.uploads.add(name, content)), bytes: content.byteLength }
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
    'reference.change': ({ id, ...change }) => changeReference(desk.book().project, { which: id }, change),
    'reference.prefer': ({ id, preferred }) => preferReference(desk.book().project, { which: id }, preferred),
  }
}
