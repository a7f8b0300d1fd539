import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demandOfMain } from '../harness/ask-main.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { missing, openWindowApp, TARGETS } from '../harness/window-app.ts'

const PICTURES = 12

for (const target of TARGETS) {
  const why = missing(target)
  if (why !== null) console.warn(`\n!!! NOT RUN: the window killed in ${target}: ${why} !!!\n`)

  describe.skipIf(why !== null)(`in ${target}, killed in the middle of a batch`, () => {
    test('the window opens where it was, goes on by itself, and pays for no picture twice', async () => {
      // The fifth call hangs: it is under way when everything ends.
      const provider = await OpenAiServer.start({ script: ({ number }) => (number === 5 ? 'hang' : 'ok') })
      const env = { OPENAI_BASE_URL: `${provider.url}/v1`, OPENAI_API_KEY: provider.key, PANELWRIGHT_OPENAI_TIER: '5' }
      const before = await openWindowApp(target, { env })
      try {
        await demandOfMain(before.page, 'book.sample', {})
        const { book } = await demandOfMain(before.page, 'book.current', {})
        // The sample comes with pictures.
        const had = (await demandOfMain(before.page, 'queue.summary', {})).jobs.done
        await before.page.evaluate(`location.hash = '#/gallery'`)
        await demandOfMain(before.page, 'batch.generate', {
          styles: ['noir'],
          provider: 'openai',
          chapters: ['1'],
          maxJobs: PICTURES,
          concurrency: 2,
        })
        await expect
          .poll(async () => (await demandOfMain(before.page, 'queue.summary', {})).jobs.done)
          .toBeGreaterThanOrEqual(had + 4)
        await before.kill()

        const after = await openWindowApp(target, { env, home: before.home, books: [book!.folder] })
        try {
          const counts = async () => (await demandOfMain(after.page, 'queue.summary', {})).jobs
          await expect.poll(async () => (await counts()).queued + (await counts()).running).toBe(0)
          const jobs = await counts()
          // What was on the wire is unknown; nobody but the author may pay for it again.
          expect(jobs.unknown).toBeGreaterThanOrEqual(1)
          expect(jobs.done + jobs.unknown).toBe(had + PICTURES)
          for (const [prompt, calls] of provider.calls) expect(calls, prompt).toBe(1)
        } finally {
          await after.close()
        }
      } finally {
        await provider.close()
        rmSync(before.home, { recursive: true, force: true })
      }
    })
  })
}
