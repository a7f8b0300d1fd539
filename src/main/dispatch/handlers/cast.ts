import { addPerson, changePerson } from '../../services/cast/edit-people.ts'
import { addPlace, changePlace } from '../../services/cast/edit-places.ts'
import { mergePeople } from '../../services/cast/merge-people.ts'
import { removeEntries } from '../../services/cast/remove-entries.ts'
import { usedIn } from '../../services/cast/used-in.ts'
import { castView, personDetail, placeDetail } from '../../services/cast-view.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function castHandlers(desk: Desk): Part<'cast'> {
  const project = () => desk.book().project
  return {
    'cast.list': () => castView(project()),
    'cast.person': ({ personId }) => personDetail(project(), personId),
    'cast.place': ({ placeId }) => placeDetail(project(), placeId),
    'cast.change-person': ({ personId, change }) => changePerson(project(), personId, change),
    'cast.change-place': ({ placeId, change }) => changePlace(project(), placeId, change),
    'cast.add-person': (person) => addPerson(project(), person),
    'cast.add-place': (place) => addPlace(project(), place),
    'cast.remove': (which) => removeEntries(project(), which),
    'cast.merge': ({ from, into }) => mergePeople(project(), from, into),
    'cast.used-in': ({ of, ...page }) => usedIn(project(), of, page),
  }
}
