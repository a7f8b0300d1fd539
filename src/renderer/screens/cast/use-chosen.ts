import { useCallback, useMemo } from 'react'
import { useRequest } from '../../api/react.ts'
import { usePlace } from '../../place/use-place.ts'
import type { CastList, Chosen } from './list/list-rows.ts'

export interface ChosenHere {
  /** Null while nothing is known, or of a book without cast. */
  cast: CastList | null
  chosen: Chosen | null
  choose(chosen: Chosen): void
}

/** Who or what the screen is about: as the address says, else the first of the book. */
export function useChosen(): ChosenHere {
  const cast = useRequest('cast.list', {}, ['cast', 'references', 'tree']).data
  const { params, choose: change } = usePlace()
  const { person, place, walkOn } = params
  const chosen = useMemo(
    () => (cast === null ? null : chosenOf(cast, { person, place, walkOn })),
    [cast, person, place, walkOn],
  )
  const choose = useCallback(
    ({ kind, id }: Chosen) => change({ person: null, place: null, walkOn: null, [kind]: id }),
    [change],
  )
  return { cast, chosen, choose }
}

type Asked = { [Kind in Chosen['kind']]: string | undefined }

/** Who the address names, if the book has them; else the first. */
function chosenOf({ people, places, walkOns }: CastList, asked: Asked): Chosen | null {
  const all: Chosen[] = [
    ...people.map(({ id }): Chosen => ({ kind: 'person', id })),
    ...places.map(({ id }): Chosen => ({ kind: 'place', id })),
    ...walkOns.map(({ id }): Chosen => ({ kind: 'walkOn', id })),
  ]
  return all.find(({ kind, id }) => asked[kind] === id) ?? all[0] ?? null
}
