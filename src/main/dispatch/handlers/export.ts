import { said } from '../../../shared/said/said.ts'
import { EXPORT_FORMATS } from '../../services/export-tasks.ts'
import type { Desk } from '../desk.ts'
import { ask } from '../host.ts'
import type { Part } from './part.ts'

export function exportHandlers(desk: Desk): Part<'export'> {
  return {
    'export.formats': () => ({ formats: [...EXPORT_FORMATS] }),
    'export.start': ({ formats, edition }) => desk.book().exports.start(formats, edition),
    'export.cancel': ({ id }) => {
      desk.book().exports.cancel(id)
      return {}
    },
    'export.tasks': () => ({ tasks: desk.book().exports.list() }),
    'export.files': async () => ({ files: await desk.book().assets.exports() }),
    'export.reveal': async ({ id }) => {
      const reveal = ask(desk.host.reveal, said`file manager`, said`Download the file instead.`)
      reveal((await desk.book().assets.export(id)).path)
      return {}
    },
  }
}
