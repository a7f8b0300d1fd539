import type { Reply, WireEvent } from './contract/index.ts'

/** What the preload gives the window: one way in, one way back. A new feature never touches it. */
export interface Bridge {
  request(name: string, input: unknown): Promise<Reply>
  /** @returns what ends the subscription */
  on(listener: (event: WireEvent) => void): () => void
  /** Where a file lies that was dropped or chosen; empty for one that lies nowhere. */
  pathOf(file: unknown): string
}

/** Name of the bridge in the window. */
export const BRIDGE = 'panelwright'

/** Names of the two channels between preload and main. */
export const CHANNEL = { request: 'panelwright:request', event: 'panelwright:event' } as const
