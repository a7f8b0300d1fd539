import { afterEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from '../../src/main/dispatch/open-test-desk.ts'
import { assetResponse } from '../../src/main/web/asset-response.ts'
import type { WireEvent } from '../../src/shared/contract/index.ts'
import { A1111Server } from '../harness/vendors/a1111/a1111-server.ts'
import { ComfyUiServer } from '../harness/vendors/comfyui/comfyui-server.ts'
import type { VendorServer } from '../harness/vendors/vendor-server.ts'

let desk: TestDesk
let server: VendorServer
afterEach(async () => {
  await desk.close()
  await server.close()
})

/** Draws through a server and looks at every preview as soon as it is told of. */
async function looks(provider: string, variable: string, onLook: () => void = () => {}): Promise<Response[]> {
  desk = await openTestDesk({ chapters: 1 })
  desk.desk.household.env[variable] = server.url
  await desk.ask('book.open', { folder: desk.folder })
  const seen: Promise<Response>[] = []
  desk.desk.events.subscribe((event: WireEvent) => {
    if (event.name !== 'job.preview') return
    expect(event.data.index).toBeGreaterThan(0)
    const url = new URL(`http://127.0.0.1/asset/preview/${event.data.jobId}?n=${event.data.index}`)
    seen.push(assetResponse(desk.desk, url, new Request(url)))
    onLook()
  })
  await desk.ask('batch.generate', { styles: ['noir'], provider, concurrency: 1, maxJobs: 1 })
  await desk.desk.book().work.idle()
  expect((await desk.ask('queue.summary', {})).jobs.done).toBe(1)
  return Promise.all(seen)
}

async function expectPicture(answers: readonly Response[]): Promise<void> {
  expect(answers.length).toBeGreaterThan(0)
  const [first] = answers
  expect(first!.status).toBe(200)
  expect(first!.headers.get('content-type')).toBe('image/jpeg')
  expect(first!.headers.get('cache-control')).toBe('no-store')
  const bytes = new Uint8Array(await first!.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  // Once the picture is there nothing is left of its previews.
  const url = new URL('http://127.0.0.1/asset/preview/gone')
  expect((await assetResponse(desk.desk, url, new Request(url))).status).toBe(404)
}

test('ComfyUI’s looks at a picture under way are shown', async () => {
  server = await ComfyUiServer.start()
  await expectPicture(await looks('comfyui', 'COMFYUI_URL'))
})

test('Automatic1111’s looks at a picture under way are shown', async () => {
  const drawing = await A1111Server.start({ script: () => 'hang' })
  server = drawing
  // Drawn to its end once it was looked at.
  await expectPicture(await looks('a1111', 'A1111_URL', () => drawing.release()))
})
