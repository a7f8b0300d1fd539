import { TRANSPORT_TROUBLES } from '../vendor-server.ts'

/** What a graph may meet besides trouble on the way of `POST /prompt`. */
export const COMFYUI_BEHAVIOURS = [
  ...TRANSPORT_TROUBLES,
  /** The prompt is queued, but the answer to it never arrives whole. */
  'accepted-then-cut',
  /** The WebSocket breaks in the middle of the work, which goes on. */
  'socket-drop',
  /** The answer repeats the file of the picture before, nothing is drawn. */
  'fully-cached',
  /** Status 200 although a node of an output is in error: that output is left out. */
  'partly-valid',
  'out-of-memory',
  /** A node throws. */
  'broken-node',
  /** Somebody else presses stop. */
  'interrupted',
  /** The process starts anew while it works: queue and history are gone, files stay. */
  'restarted',
  /** The same, after the picture was saved. */
  'restarted-after',
  /** Somebody takes the job out of the queue before it begins. */
  'deleted',
  /** The work goes on until the test says so: `finish`. */
  'held',
] as const
export type ComfyUiBehaviour = (typeof COMFYUI_BEHAVIOURS)[number]

/** Servers by what they know: `ancient` names prompts itself and stops everything, `old` has no way to cancel one job. */
export type Era = 'ancient' | 'old' | 'new'

/** What happens while the sampler works, so it must not come from the cache. */
export const WHILE_SAMPLING: ReadonlySet<string> = new Set([
  'socket-drop',
  'out-of-memory',
  'broken-node',
  'interrupted',
  'restarted',
])
