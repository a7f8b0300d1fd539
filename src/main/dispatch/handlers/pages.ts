import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function pagesHandlers(desk: Desk): Part<'pages'> {
  return {
    'pages.list': ({ offset, limit }) => {
      const { project, pages: views } = desk.book()
      const { layout, pages } = views.list()
      return {
        total: pages.length,
        format: layout.format,
        direction: project.book.settings().readingDirection,
        pages: pages.slice(offset, offset + limit),
        notes: layout.notes,
      }
    },
    'pages.show': ({ number, edition }) => desk.book().pages.show(number, edition),
  }
}
