import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.ask('book.open', { folder: desk.folder })
})
afterEach(() => desk.close())

test('What waits behind a gate, and the caps it would meet, are told without looking at files', async () => {
  await desk.ask('book.budget', { dayUsd: 7 })
  await desk.ask('batch.generate', { styles: ['noir'], provider: 'roughs', gate: 1, budgetUsd: 5 })
  await desk.desk.book().work.idle()
  const stakes = await desk.ask('batch.stakes', {})
  expect(stakes).toMatchObject({
    waiting: { pictures: 2, untilUsd: 0, unknownPrices: 0 },
    failed: { pictures: 0, untilUsd: 0, unknownPrices: 0 },
    batches: [{ capUsd: 5 }],
    book: { capUsd: null, spentUsd: 0 },
    day: { capUsd: 7, spentUsd: 0 },
  })
  const { panelIds } = await desk.ask('tree.outline', { withPanels: true })
  await desk.ask('tree.delete', { entries: panelIds.map((id) => ({ kind: 'panel', id })) })
  expect(await desk.ask('batch.stakes', {})).toMatchObject({ waiting: { pictures: 0 } })
})
