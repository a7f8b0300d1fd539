import { BRIDGE, type Bridge } from '../../shared/bridge.ts'
import { bridgeTransport } from './bridge-transport.ts'
import { type Client, createClient } from './client.ts'
import { socketTransport, type WebSocketLike } from './socket-transport.ts'

/** Of the window of our own; a browser shows http. */
const WINDOW_SCHEME = 'app:'

/** The client of this page. A window of its own has its preload or nothing: a dead one must show. */
export function connect(): Client {
  const bridge = (window as unknown as { [BRIDGE]?: Bridge })[BRIDGE]
  if (bridge) return createClient(bridgeTransport(bridge))
  if (location.protocol === WINDOW_SCHEME) throw new Error('The preload of this window is missing.')
  return createClient(
    socketTransport({
      open: () => new WebSocket(`ws://${location.host}/socket`) as WebSocketLike,
      after: (ms, work) => setTimeout(work, ms),
      random: Math.random,
    }),
  )
}
