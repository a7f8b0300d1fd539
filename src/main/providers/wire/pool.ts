import { ProviderError } from '../provider.ts'

/** How long a server that did not answer is passed over, ms. */
const REST_MS = 30_000

/** Servers that can stand in for each other: the least busy gets the next call, one that is away is passed over. */
export class Pool<S> {
  readonly all: readonly S[]
  readonly #members: { server: S; busy: number; restsUntil: number }[]
  readonly #now: () => number

  /** @param servers at least one */
  constructor(servers: readonly S[], now: () => number = Date.now) {
    this.all = servers
    this.#members = servers.map((server) => ({ server, busy: 0, restsUntil: 0 }))
    this.#now = now
  }

  /**
   * Does work at a server. Where nobody answers it goes to the next one: nothing was sent.
   *
   * @throws what the work throws; `unreachable` when no server answers
   */
  async use<T>(work: (server: S) => Promise<T>): Promise<T> {
    let last: unknown = null
    for (const tried = new Set<S>(); tried.size < this.#members.length; ) {
      const member = this.#next(tried)
      tried.add(member.server)
      member.busy++
      try {
        const done = await work(member.server)
        member.restsUntil = 0
        return done
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind !== 'unreachable') throw error
        member.restsUntil = this.#now() + REST_MS
        last = error
      } finally {
        member.busy--
      }
    }
    throw last
  }

  /** Those that rest come last: with all of them away each is tried. */
  #next(tried: ReadonlySet<S>) {
    const now = this.#now()
    const rank = ({ busy, restsUntil }: { busy: number; restsUntil: number }) => (restsUntil > now ? 1e6 : 0) + busy
    return this.#members.filter(({ server }) => !tried.has(server)).toSorted((a, b) => rank(a) - rank(b))[0]!
  }
}
