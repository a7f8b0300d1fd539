import { jobsPage } from '../../services/job-list.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function queueHandlers(desk: Desk): Part<'queue'> {
  return {
    'queue.summary': () => desk.book().work.summary(),
    'queue.jobs': ({ offset, limit, ...filter }) => jobsPage(desk.book().project, filter, { offset, limit }),
  }
}
