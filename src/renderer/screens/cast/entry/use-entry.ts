import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Problem, RouteInput, RouteName, RouteOutput } from '../../../../shared/contract/index.ts'
import { announce } from '../../../announce/announce.tsx'
import { type Client, RequestError } from '../../../api/client.ts'
import { useClient } from '../../../api/react.ts'
import { told } from '../../../i18n/told.ts'
import { newestOf } from './newest.ts'

export type Person = RouteOutput<'cast.person'>
export type Place = RouteOutput<'cast.place'>
export type PersonChange = RouteInput<'cast.change-person'>['change']
export type PlaceChange = RouteInput<'cast.change-place'>['change']
export type LookAsEdited = NonNullable<PersonChange['looks']>[number]

/** An entry as it is with all that was typed, also what is still on its way to the book. */
export interface Editing<Entry, Change> {
  /** Saves fields; what is wrong with them comes back, null = nothing. */
  save(change: Change): Promise<Problem | null>
  /** As `save`, with fields made from the entry as it is by then: two edits of one list do not undo each other. */
  saveFrom(change: (entry: Entry) => Change): Promise<Problem | null>
}

/** Edits of one entry go to the book one after the other, in the order they were made. */
function useEditing<Entry extends object, Change extends object>(
  entry: Entry,
  send: (client: Client, change: Change) => Promise<unknown>,
): Editing<Entry, Change> {
  const client = useClient()
  const [newest] = useState(() => newestOf(entry))
  const known = useRef(entry)
  const underWay = useRef(0)
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const sender = useRef(send)
  useLayoutEffect(() => {
    known.current = entry
    sender.current = send
    if (underWay.current === 0) newest.see(entry)
  })
  const saveFrom = useCallback(
    (changeOf: (entry: Entry) => Change) => {
      const change = changeOf(newest.value())
      newest.change(change as Partial<Entry>)
      underWay.current++
      const saved = turn.current.then(async () => {
        try {
          await sender.current(client, change)
          return null
        } catch (error) {
          newest.believe(known.current)
          return problemOf(error)
        } finally {
          underWay.current--
        }
      })
      turn.current = saved
      return saved
    },
    [client, newest],
  )
  const save = useCallback((change: Change) => saveFrom(() => change), [saveFrom])
  return { save, saveFrom }
}

export function usePersonEditing(person: Person): Editing<Person, PersonChange> {
  return useEditing<Person, PersonChange>(person, (client, change) =>
    client.request('cast.change-person', { personId: person.id, change }),
  )
}

export function usePlaceEditing(place: Place): Editing<Place, PlaceChange> {
  return useEditing<Place, PlaceChange>(place, (client, change) =>
    client.request('cast.change-place', { placeId: place.id, change }),
  )
}

export interface EditOnce {
  /** Null = it failed, and `problem` says why. */
  run<Name extends RouteName>(
    name: Name,
    input: RouteInput<Name>,
    label: (answer: RouteOutput<Name>) => string,
  ): Promise<RouteOutput<Name> | null>
  problem: Problem | null
}

/** A request that is one edit: what failed is said and kept to be shown, what worked is said; the frame offers to take it back. */
export function useEditOnce(): EditOnce {
  const client = useClient()
  const [problem, setProblem] = useState<Problem | null>(null)
  const run: EditOnce['run'] = useCallback(
    async (name, input, label) => {
      try {
        const answer = await client.request(name, input)
        setProblem(null)
        announce(label(answer))
        return answer
      } catch (error) {
        const found = problemOf(error)
        setProblem(found)
        announce(told(found.message), 'assertive')
        return null
      }
    },
    [client],
  )
  return { run, problem }
}

/** @throws what is no answer of main */
export function problemOf(error: unknown): Problem {
  if (error instanceof RequestError) return error.problem
  throw error
}
