import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'
import type { ComfyServer } from './server.ts'

/** Servers that stand in for each other. */
export interface Pool {
  readonly servers: readonly ComfyServer[]
  /** The server with the least to do, kept for one picture until `release`. @throws ProviderError when none answers */
  take(signal: AbortSignal): Promise<Seat>
  /** Leaves a server alone for a while. */
  rest(server: ComfyServer): void
  /** Whether a server answers that is not this one and not resting. */
  hasOther(server: ComfyServer, signal: AbortSignal): Promise<boolean>
}

export interface Seat {
  server: ComfyServer
  /** Tells which prompt is ours there, so that it is not counted as somebody else's. */
  drawing(promptId: string): void
  release(): void
}

interface Member {
  server: ComfyServer
  /** Pictures of ours under way there. */
  ours: number
  promptIds: Set<string>
  /** Left alone until then, ms since the start of the clock. */
  restsUntil: number
  /** Has answered as ComfyUI since its last rest. */
  proven: boolean
}

/** @param now ms, only ever compared with itself */
export function serverPool(
  servers: readonly ComfyServer[],
  cooldownMs: number,
  now: () => number = () => performance.now(),
): Pool {
  const members = servers.map(
    (server): Member => ({ server, ours: 0, promptIds: new Set(), restsUntil: 0, proven: false }),
  )
  const isAwake = (member: Member) => member.restsUntil <= now()
  const rest = (member: Member) => {
    member.restsUntil = now() + cooldownMs
    member.proven = false
  }

  /** Prompts there that are not ours. */
  async function load(member: Member, signal: AbortSignal): Promise<number> {
    if (!member.proven) await member.server.stats(signal)
    member.proven = true
    const { running, pending } = await member.server.queue(signal)
    return [...running, ...pending].filter(({ id }) => !member.promptIds.has(id)).length
  }

  async function ask(asked: readonly Member[], signal: AbortSignal) {
    const failures: ProviderError[] = []
    const answers = await Promise.all(
      asked.map(async (member) => {
        try {
          return { member, others: await load(member, signal) }
        } catch (error) {
          if (!(error instanceof ProviderError) || error.kind === 'cancelled') throw error
          rest(member)
          failures.push(error)
          return null
        }
      }),
    )
    return { answers: answers.filter((answer) => answer !== null), failures }
  }

  return {
    servers,
    async take(signal) {
      const awake = members.filter(isAwake)
      let { answers, failures } = await ask(awake, signal)
      if (answers.length === 0 && awake.length < members.length) {
        // Better to ask those that rest than to give up.
        const more = await ask(
          members.filter((member) => !awake.includes(member)),
          signal,
        )
        answers = more.answers
        failures = [...failures, ...more.failures]
      }
      // Nothing is awaited between looking and taking, so that two pictures do not take the same seat.
      const [best] = answers.toSorted((a, b) => a.member.ours + a.others - (b.member.ours + b.others))
      if (!best) throw noServer(servers, failures)
      return seatAt(best.member)
    },
    rest(server) {
      const member = members.find((each) => each.server === server)
      if (member) rest(member)
    },
    async hasOther(server, signal) {
      const others = members.filter((member) => member.server !== server && isAwake(member))
      return (await ask(others, signal)).answers.length > 0
    },
  }
}

function seatAt(member: Member): Seat {
  const own = new Set<string>()
  member.ours++
  return {
    server: member.server,
    drawing(promptId) {
      own.add(promptId)
      member.promptIds.add(promptId)
    },
    release() {
      member.ours--
      for (const id of own) member.promptIds.delete(id)
    },
  }
}

function noServer(servers: readonly ComfyServer[], failures: readonly ProviderError[]): ProviderError {
  const [first] = failures
  if (!first) return new ProviderError('unreachable', 'no server is set')
  if (servers.length === 1) return first
  const hosts = servers.map(({ address }) => address.host).join(', ')
  return new ProviderError(first.kind, failures.map(({ detail }) => detail).join('; '), {
    says: said`None of the ComfyUI servers can be used: ${hosts}. ${first.says ?? ''}`.trim(),
    cause: first,
  })
}
