import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeTurns } from './turns.ts'

test('never more at once than allowed, everybody gets a turn, also after failures', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.scheduler(),
      async (atOnce, fails, scheduler) => {
        const turns = takeTurns(atOnce)
        let busy = 0
        const ended = fails.map((fail, n) =>
          turns(async () => {
            expect(++busy).toBeLessThanOrEqual(atOnce)
            await scheduler.schedule(Promise.resolve())
            busy--
            if (fail) throw new Error(String(n))
            return n
          }).catch((error: Error) => Number(error.message)),
        )
        await scheduler.waitFor(Promise.all(ended))
        expect(await Promise.all(ended)).toEqual(fails.map((_, n) => n))
      },
    ),
  )
})
