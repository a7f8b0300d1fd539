import { A1111Server } from '../../e2e/harness/vendors/a1111/a1111-server.ts'
import { ComfyUiServer } from '../../e2e/harness/vendors/comfyui/comfyui-server.ts'
import { GoogleServer } from '../../e2e/harness/vendors/google/google-server.ts'
import { OpenAiServer } from '../../e2e/harness/vendors/openai/openai-server.ts'
import type { Painter } from '../../e2e/harness/vendors/paint.ts'
import { SdServer } from '../../e2e/harness/vendors/sd-server/sd-server.ts'
import type { VendorBase, VendorCall } from '../../e2e/harness/vendors/vendor-server.ts'
import type { Mishap } from './misbehaving.ts'

export interface StartOptions {
  painter: Painter
  /** 0 = any free one. */
  port: number
  script: (call: VendorCall) => string
  /** A batch for the night is answered after so long, ms. */
  nightMs: number
}

/** A vendor that can be stood in for. */
export interface Vendor {
  /** The provider's id. */
  id: string
  /** What goes wrong with it when things may go wrong. */
  mishaps: readonly Mishap[]
  start(options: StartOptions): Promise<VendorBase>
  /** Settings that lead Panelwright to it. */
  environment(url: string): Record<string, string>
}

const OPENAI_KEY = 'sk-stand-in-0123456789abcdef'
const GOOGLE_KEY = 'AIzaStandIn0123456789abcdef0123456789abc'

export const VENDORS: readonly Vendor[] = [
  {
    id: 'openai',
    mishaps: [
      { behaviour: 'moderation-input', share: 0.03, of: 'prompt' },
      { behaviour: 'server-error', share: 0.05, of: 'call' },
      { behaviour: '429', share: 0.04, of: 'call' },
    ],
    start: ({ nightMs, ...options }) => OpenAiServer.start({ ...options, key: OPENAI_KEY, batchAfterMs: nightMs }),
    environment: (url) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: OPENAI_KEY }),
  },
  {
    id: 'google',
    mishaps: [
      { behaviour: 'blocked:SAFETY', share: 0.03, of: 'prompt' },
      { behaviour: 'unavailable', share: 0.05, of: 'call' },
      { behaviour: 'header-wait', share: 0.04, of: 'call' },
    ],
    start: startGoogle,
    environment: (url) => ({ GOOGLE_GEMINI_BASE_URL: url, GEMINI_API_KEY: GOOGLE_KEY }),
  },
  {
    id: 'comfyui',
    mishaps: [
      { behaviour: 'bad-gateway', share: 0.05, of: 'call' },
      { behaviour: 'out-of-memory', share: 0.03, of: 'call' },
    ],
    start: ({ nightMs: _, ...options }) => ComfyUiServer.start(options),
    environment: (url) => ({ COMFYUI_URL: url }),
  },
  {
    id: 'a1111',
    mishaps: [
      { behaviour: 'bad-gateway', share: 0.05, of: 'call' },
      { behaviour: 'out-of-memory', share: 0.03, of: 'call' },
    ],
    start: ({ nightMs: _, script, ...options }) =>
      A1111Server.start({ ...options, script: (call) => script(call) as ReturnType<A1111Server['script']> }),
    environment: (url) => ({ A1111_URL: url }),
  },
  {
    id: 'endpoint',
    mishaps: [
      { behaviour: 'bad-gateway', share: 0.05, of: 'call' },
      { behaviour: 'no-results', share: 0.03, of: 'call' },
    ],
    start: ({ nightMs: _, ...options }) => SdServer.start(options),
    environment: (url) => ({
      PANELWRIGHT_ENDPOINT_URL: `${url}/v1`,
      PANELWRIGHT_ENDPOINT_CAN: 'edits,sd-args,free',
    }),
  },
]

/** Its batches end when they are told to. */
async function startGoogle({ nightMs, ...options }: StartOptions): Promise<GoogleServer> {
  const server = await GoogleServer.start({ ...options, key: GOOGLE_KEY })
  const taken = new Set<string>()
  setInterval(() => {
    for (const name of server.batches.names) {
      if (taken.has(name)) continue
      taken.add(name)
      server.run(name)
      setTimeout(() => void endBatch(server, name), nightMs).unref()
    }
  }, 1_000).unref()
  return server
}

async function endBatch(server: GoogleServer, name: string): Promise<void> {
  if (server.batches.find(name)?.state === 'RUNNING') await server.end(name)
}
