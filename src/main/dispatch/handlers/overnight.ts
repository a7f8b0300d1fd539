import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function overnightHandlers(desk: Desk): Part<'overnight'> {
  const night = () => desk.book().night
  return {
    'overnight.show': () => night().summary(),
    'overnight.start': (options) => night().start(options),
    'overnight.collect': () => night().collect(),
    'overnight.cancel': ({ batchId }) => night().cancel(batchId),
  }
}
