import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { damage } from '../harness/damage.ts'
import { type Desk, openDesk } from '../harness/desk.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'

/** A book that is damaged while its pictures are with an overnight service. */

const STRIPS = `# Chapter 1: The quay
## Scene 1: The quay
### Strip 001
A woman waits on a stone quay.
---
A boat comes round the breakwater.
---
A gull takes off.
`
const NIGHT = ['generate', 'quay', '--style', 'noir', '--provider', 'openai', '--overnight']

let server: OpenAiServer
let desk: Desk
beforeAll(async () => {
  server = await OpenAiServer.start()
  desk = openDesk({ 'strips.txt': STRIPS })
  desk.env = { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: `${server.url}/v1` }
  await desk.panelwright('new', 'quay')
  await desk.panelwright('import', 'quay', 'strips.txt')
})
afterAll(async () => {
  desk.remove()
  await server.close()
})

test('gets those pictures from the service and buys none of them again', async () => {
  expect((await desk.panelwright(...NIGHT, '--submit-only')).out).toMatch(/3 pictures in 1 batch/)
  damage(join(desk.folder, 'quay', 'book.sqlite'))
  await server.batches.runAll()
  const { code, out, err } = await desk.panelwright(...NIGHT)
  expect(err).toMatch(/damaged; the backup of .* took its place/)
  expect(err).toMatch(/3 pictures were handed over after this copy of the book was made/)
  expect(out).toMatch(/^3 pictures made/m)
  expect(code).toBe(0)
  expect(server.batches.all).toHaveLength(1)
  expect([...server.charged.values()]).toEqual([1, 1, 1])
  const status = JSON.parse((await desk.panelwright('status', 'quay', '--json')).out.split('\n')[0]!)
  expect(status.spentUsd).toBeCloseTo(server.billedUsd, 5)
})
