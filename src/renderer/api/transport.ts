import type { Problem, Reply, RouteName, WireEvent } from '../../shared/contract/index.ts'
import { said } from '../../shared/said/said.ts'

/** How main is reached: over the preload's bridge or a socket. */
export interface Transport {
  /** Never rejects: what cannot be sent is a reply that says so. */
  send(name: RouteName, input: unknown): Promise<Reply>
  /**
   * @param onEvent each event as it comes
   * @param onContact false when main cannot be reached, true when it can, also at the first time
   */
  listen(onEvent: (event: WireEvent) => void, onContact: (isThere: boolean) => void): void
}

/** Main does not answer. */
export const NOT_REACHED: Problem = {
  code: 'NOT_REACHED',
  message: said`Panelwright does not answer.`,
  remedy: said`It is asked again by itself; when it was ended, start it again.`,
}

/** The reply to what did not get through. */
export function notReached(): Reply {
  return { ok: false, error: NOT_REACHED }
}
