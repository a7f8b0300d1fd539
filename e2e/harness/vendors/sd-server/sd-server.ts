import type { Painter } from '../paint.ts'
import { VendorBase, type VendorCall } from '../vendor-server.ts'
import { type FaceOrder, openAiFace } from './openai-face.ts'
import { type SdapiBehaviour, sdapi } from './sdapi.ts'

export interface SdServerOptions {
  /** Names of behaviours are in `openai-face.ts` and `sdapi.ts`. */
  script?: (call: VendorCall) => string
  painter?: Painter
  port?: number
}

/** sd-server of stable-diffusion.cpp with both its faces: OpenAI’s at `/v1` and A1111’s at `/sdapi/v1`. */
export class SdServer extends VendorBase {
  script: (call: VendorCall) => string = () => 'ok'
  /** Calls that its OpenAI face took, oldest first. */
  readonly orders: FaceOrder[] = []

  static async start({ script, painter, port }: SdServerOptions = {}): Promise<SdServer> {
    const server = new SdServer()
    if (script) server.script = script
    const own = painter ? { painter } : {}
    const faces = [
      openAiFace(server, server.orders, { ...own, script: (call) => server.script(call) }),
      sdapi(server, { ...own, script: (call) => server.script(call) as SdapiBehaviour }),
    ]
    await server.listen(async (seen, response) => {
      for (const face of faces) {
        const answer = await face(seen, response)
        if (answer !== undefined) return answer
      }
      return { status: 404, body: '' }
    }, port)
    return server
  }
}
