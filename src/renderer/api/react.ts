import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type {
  EventData,
  EventName,
  Noun,
  Problem,
  RouteInput,
  RouteName,
  RouteOutput,
} from '../../shared/contract/index.ts'
import { type Client, RequestError } from './client.ts'
import { useNewest } from './use-newest.ts'

const ClientContext = createContext<Client | null>(null)
export const ClientProvider = ClientContext.Provider

export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('There is no ClientProvider above.')
  return client
}

/** What a request has answered so far. Old data stays until new is here, so that nothing flickers. */
export interface Answer<Data> {
  data: Data | null
  problem: Problem | null
  /** The first answer is still to come. */
  loading: boolean
  again(): void
}

/**
 * Asks main, and asks again when something of `nouns` changes or the input does.
 *
 * @param input null = not yet
 */
export function useRequest<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name> | null,
  nouns: readonly Noun[] = [],
): Answer<RouteOutput<Name>> {
  const client = useClient()
  const [answer, setAnswer] = useState<{ data: RouteOutput<Name> | null; problem: Problem | null }>({
    data: null,
    problem: null,
  })
  const question = input === null ? null : JSON.stringify(input)
  const watched = nouns.join(' ')
  /** Only the last question counts: answers may overtake each other. */
  const latest = useRef(0)

  const ask = useCallback(async () => {
    if (question === null) return
    const own = ++latest.current
    try {
      const data = await client.request(name, JSON.parse(question))
      if (own === latest.current) setAnswer({ data, problem: null })
    } catch (error) {
      if (own !== latest.current) return
      if (!(error instanceof RequestError)) throw error
      setAnswer(({ data }) => ({ data, problem: error.problem }))
    }
  }, [client, name, question])

  useEffect(() => {
    void ask()
    const unsubscribe = client.onChange(watched === '' ? [] : (watched.split(' ') as Noun[]), () => void ask())
    return () => {
      unsubscribe()
      latest.current++
    }
  }, [client, ask, watched])

  return { ...answer, loading: answer.data === null && answer.problem === null, again: () => void ask() }
}

export function useEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): void {
  const client = useClient()
  const newest = useNewest(listener)
  useEffect(() => client.on(name, (data) => newest.current(data)), [client, name])
}

export function useConnected(): boolean {
  const client = useClient()
  return useSyncExternalStore(client.onContact, client.isConnected)
}
