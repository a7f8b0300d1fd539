import { addStyle, findStyle, listStyles } from '../../services/styles.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function styleHandlers(desk: Desk): Part<'style'> {
  const project = () => desk.current()?.project ?? null
  return {
    'style.list': () => ({ styles: listStyles(project()) }),
    'style.show': ({ style }) => findStyle(project(), style),
    'style.add': async ({ source }) => {
      const [file] = await desk.uploads.files([source])
      return addStyle(desk.book().project, file!.path)
    },
    'style.file': ({ style }) => {
      const found = findStyle(project(), style)
      return { name: `${found.id}.json`, text: `${JSON.stringify(found, null, 2)}\n` }
    },
  }
}
