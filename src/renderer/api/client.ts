import type {
  EventData,
  EventName,
  Noun,
  Problem,
  RouteInput,
  RouteName,
  RouteOutput,
  WireEvent,
} from '../../shared/contract/index.ts'
import { followEvents } from './event-follower.ts'
import type { Transport } from './transport.ts'

/** A request that did not succeed, with what main says about it. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** The window's one way to main. */
export interface Client {
  /** @throws RequestError */
  request<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>>
  /** @returns what ends the subscription */
  on<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): () => void
  /** Told when something of these nouns may be otherwise, also after contact was lost. */
  onChange(nouns: readonly Noun[], listener: () => void): () => void
  /** Whether main can be reached. */
  isConnected(): boolean
  onContact(listener: () => void): () => void
}

/** What every change of a picture's job touches, beside what the routes say. */
const OF_JOBS: readonly Noun[] = ['queue', 'tree', 'takes', 'money']
/** Jobs end several a second; who shows them asks again this often at most, ms. */
const JOBS_APART_MS = 500

export function createClient(transport: Transport): Client {
  const listeners = new Map<EventName, Set<(data: never) => void>>()
  const watchers = new Set<{ nouns: ReadonlySet<Noun>; listener: () => void }>()
  const contactListeners = new Set<() => void>()
  let connected = false
  let jobsSoon = false

  const changed = (nouns: readonly Noun[] | 'all') => {
    for (const { nouns: watched, listener } of [...watchers])
      if (nouns === 'all' || nouns.some((noun) => watched.has(noun))) listener()
  }

  function jobsLater(): void {
    if (jobsSoon) return
    jobsSoon = true
    setTimeout(() => {
      jobsSoon = false
      changed(OF_JOBS)
    }, JOBS_APART_MS)
  }

  function tell({ name, data }: WireEvent): void {
    for (const listener of listeners.get(name) ?? []) listener(data as never)
    if (name === 'changed') changed((data as EventData<'changed'>).nouns)
    if (name === 'book.opened') changed('all')
    if (name === 'settings.changed') changed(['settings'])
    if (name === 'export.changed') changed(['exports'])
    if (name === 'job.changed' || name === 'take.arrived') jobsLater()
  }

  const follower = followEvents(
    async (life, seq) => {
      const reply = await transport.send('events.since', { life, seq })
      return reply.ok ? (reply.data as RouteOutput<'events.since'>) : null
    },
    tell,
    () => changed('all'),
  )
  transport.listen(follower.receive, (isThere) => {
    connected = isThere
    for (const listener of contactListeners) listener()
    if (isThere) follower.contact()
  })

  return {
    async request(name, input) {
      const reply = await transport.send(name, input)
      if (!reply.ok) throw new RequestError(reply.error)
      return reply.data as never
    },
    on(name, listener) {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own)
      own.add(listener as (data: never) => void)
      return () => void own.delete(listener as (data: never) => void)
    },
    onChange(nouns, listener) {
      const watcher = { nouns: new Set(nouns), listener }
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    isConnected: () => connected,
    onContact(listener) {
      contactListeners.add(listener)
      return () => void contactListeners.delete(listener)
    },
  }
}
