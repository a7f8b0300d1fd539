import { castView, personDetail, placeDetail } from '../../services/cast-view.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function castHandlers(desk: Desk): Part<'cast'> {
  return {
    'cast.list': () => castView(desk.book().project),
    'cast.person': ({ personId }) => personDetail(desk.book().project, personId),
    'cast.place': ({ placeId }) => placeDetail(desk.book().project, placeId),
  }
}
