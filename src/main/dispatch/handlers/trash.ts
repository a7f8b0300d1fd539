import { emptyTrash, listTrash, restoreFromTrash } from '../../services/trash.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function trashHandlers(desk: Desk): Part<'trash'> {
  return {
    'trash.list': (page) => listTrash(desk.book().project, page),
    'trash.restore': ({ items }) => restoreFromTrash(desk.book().project, items),
    'trash.empty': ({ until }) => emptyTrash(desk.book().project, until),
  }
}
