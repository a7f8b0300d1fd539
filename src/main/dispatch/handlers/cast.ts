import { addPerson, changePerson } from '../../services/cast/edit-people.ts'
import { addPlace, changePlace } from '../../services/cast/edit-places.ts'
import { mergePeople } from '../../services/cast/merge-people.ts'
import { removeEntries } from '../../services/cast/remove-entries.ts'
import { usedIn } from '../../services/cast/used-in.ts'
import { castView, personDetail, placeDetail } from '../../services/cast-view.ts'
import type { Desk } from '../desk.ts'
import { readingAgain } from '../reading-again.ts'
import type { Part } from './part.ts'

export function castHandlers(desk: Desk): Part<'cast'> {
  const project = () => desk.book().project
  const onRead = readingAgain(desk)
  return {
    'cast.list': () => castView(project()),
    'cast.person': ({ personId }) => personDetail(project(), personId),
    'cast.place': ({ placeId }) => placeDetail(project(), placeId),
    'cast.change-person': ({ personId, change }) => changePerson(project(), personId, change, onRead),
    'cast.change-place': ({ placeId, change }) => changePlace(project(), placeId, change, onRead),
    'cast.add-person': (person) => addPerson(project(), person, onRead),
    'cast.add-place': (place) => addPlace(project(), place, onRead),
    'cast.remove': (which) => removeEntries(project(), which, onRead),
    'cast.merge': ({ from, into }) => mergePeople(project(), from, into, onRead),
    'cast.used-in': ({ of, ...page }) => usedIn(project(), of, page),
  }
}
