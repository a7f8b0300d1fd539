import type { Bridge } from '../../shared/bridge.ts'
import { notReached, type Transport } from './transport.ts'

/** Over the preload's bridge: a window of its own. */
export function bridgeTransport(bridge: Bridge): Transport {
  return {
    send: (name, input) => bridge.request(name, input).catch(notReached),
    listen(onEvent, onContact) {
      bridge.on(onEvent)
      onContact(true)
    },
  }
}
