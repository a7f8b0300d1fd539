import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

const TALK = `PAGE ONE

Panel 1. Ada and Ben sit at a table in the inn, night. A lamp between them.
ADA: He is not coming.

Panel 2. Ada and Ben sit at a table in the inn, night. A lamp between them.
ADA: I said it in March.

Panel 3. Ben runs out of the inn into the rain.
BEN: Wait!
`

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.ask('book.create', { title: 'Inn' })
  await desk.ask('script.import', { sources: [{ text: TALK, name: 'inn.txt' }] })
})
afterEach(async () => {
  await desk.close()
  expect(desk.faults).toEqual([])
})

const pictures = async () => (await desk.ask('plan.quote', { styles: ['noir'] })).quote.jobs

test('a panel that may share is told with why; ticked, it is asked for no more, and what was before brings it back', async () => {
  const { rows, ...counts } = await desk.ask('reuse.map', {})
  expect(counts).toEqual({ panels: 3, couldShare: 1, share: 0 })
  expect(rows).toMatchObject([{ panel: 2, source: { panel: 1 }, despite: [], shows: null, hasOwn: false }])
  const [row] = rows
  expect(await desk.ask('reuse.saving', { panelIds: [row!.panelId], styles: ['noir'], provider: 'roughs' })).toEqual({
    saving: { pictures: 1, fromUsd: 0, untilUsd: 0 },
  })
  expect(await pictures()).toBe(3)
  const pairs = [{ panelId: row!.panelId, showsId: row!.source!.panelId }]
  const { before, share } = await desk.ask('reuse.set', { pairs })
  expect(share).toBe(1)
  expect(await pictures()).toBe(2)
  expect((await desk.ask('reuse.map', {})).rows).toMatchObject([{ shows: { panel: 1 }, apart: [] }])
  await desk.ask('reuse.set', { pairs: before })
  expect(await pictures()).toBe(3)
})

test('differences that the author overlooks let more panels share', async () => {
  const despite = ['people', 'expression', 'pose', 'standing', 'shot', 'angle', 'props', 'action'] as const
  const { couldShare, rows } = await desk.ask('reuse.map', { despite: [...despite, 'weather', 'place', 'time'] })
  expect(couldShare).toBe(2)
  expect(rows[1]!.despite.length).toBeGreaterThan(0)
})
