import { expect, test } from 'vitest'
import type { Sheet, SheetBox } from '../../../../shared/contract/index.ts'
import { emptySheet } from '../../../../shared/sheet/default-sheet.ts'
import { KEPT_AFTER_MS, openDraft, type SheetKeeper, TRIED_AGAIN_MS } from './draft-store.ts'
import { type SheetPatch, withChanges } from './sheet-merge.ts'

class Refused extends Error {}

/** Main, as it keeps drafts: by revision, one after the other. Answers when it is let. */
function keeper(start: Sheet = emptySheet()) {
  let sheet = start
  let isAway = false
  let hold: Promise<void> | null = null
  const saves: object[] = []
  const answer = async <Value>(make: () => Value): Promise<Value> => {
    await hold
    if (isAway) throw new Error('away')
    return make()
  }
  const own: SheetKeeper = {
    show: () => answer(() => ({ sheet, undo: null })),
    save: ({ revision, ...patch }) =>
      answer(() => {
        saves.push(patch)
        if (revision !== sheet.revision) return { saved: false, revision: sheet.revision, sheet }
        sheet = { ...withChanges(sheet, patch as SheetPatch), revision: revision + 1 }
        return { saved: true, revision: sheet.revision, sheet: null }
      }),
    clear: () =>
      answer(() => {
        sheet = { ...sheet, text: '', boxes: [], revision: sheet.revision + 1 }
        return { sheet, undo: { what: 'content' as const, boxes: 0, at: 1 } }
      }),
    undo: () => answer(() => ({ sheet, undo: null })),
    problemOf: (error) => (error instanceof Refused ? { code: 'READ_ONLY', message: error.message } : null),
  }
  return {
    own,
    saves,
    kept: () => sheet,
    write(change: Partial<Sheet>) {
      sheet = { ...sheet, ...change, revision: sheet.revision + 1 }
    },
    goAway: (away: boolean) => {
      isAway = away
    },
    /** Answers wait until it is let. */
    holdBack() {
      const { promise, resolve } = Promise.withResolvers<void>()
      hold = promise
      return () => {
        hold = null
        resolve()
      }
    },
  }
}

function fakeClock() {
  let now = 0
  let timers: { at: number; then: () => void }[] = []
  return {
    after(ms: number, then: () => void) {
      const timer = { at: now + ms, then }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    async pass(ms: number) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { then } of due) then()
      await settled()
    },
  }
}

/** Everything that only waits for promises has been done. */
const settled = () => new Promise<void>((done) => setImmediate(done))

function jotter(start: SheetPatch | null = null) {
  let patch = start
  return {
    read: () => patch,
    write(now: SheetPatch | null) {
      patch = now
    },
  }
}

async function opened(main = keeper(), notes = jotter()) {
  const clock = fakeClock()
  const draft = openDraft(main.own, notes, clock)
  await draft.load()
  return { main, clock, notes, draft, text: (text: string) => draft.edit({ do: 'text', text }) }
}

const box = (id: string, text = id): SheetBox => ({ id, text, panelId: null, own: {} })

test('A change is kept half a second after the last key, in one piece', async () => {
  const { main, clock, draft, text } = await opened()
  text('a')
  await clock.pass(KEPT_AFTER_MS - 1)
  text('ab')
  await clock.pass(KEPT_AFTER_MS - 1)
  expect(main.saves).toEqual([])
  await clock.pass(1)
  expect(main.saves).toEqual([{ text: 'ab' }])
  expect(draft.state()).toMatchObject({ keeping: 'saved', savedRevision: 1 })
})

test('Every field is kept, whatever changed it', async () => {
  const { main, clock, draft } = await opened()
  draft.edit({ do: 'mode', mode: 'boxes' })
  draft.edit({ do: 'add', ids: ['a'], after: null })
  draft.edit({ do: 'own', id: 'a', own: { images: 3 } })
  draft.edit({ do: 'settings', settings: { tag: 'night', capUsd: 8, gates: [10] } })
  draft.edit({ do: 'selection', selection: { chapters: ['1'], sceneIds: [], panelIds: [] } })
  await clock.pass(KEPT_AFTER_MS)
  const { revision: _, ...kept } = main.kept()
  const { revision: __, ...shown } = draft.state().sheet!
  expect(kept).toEqual(shown)
})

test('Leaving keeps at once', async () => {
  const { main, draft, text } = await opened()
  text('a')
  expect(await draft.flush()).toBe(true)
  expect(main.kept().text).toBe('a')
})

test('What is written while a saving is under way goes with the next, in order', async () => {
  const { main, clock, draft, text } = await opened()
  text('a')
  const letGo = main.holdBack()
  const first = draft.flush()
  await settled()
  text('ab')
  const second = draft.flush()
  letGo()
  await Promise.all([first, second])
  await clock.pass(KEPT_AFTER_MS)
  expect(main.saves).toEqual([{ text: 'a' }, { text: 'ab' }])
  expect(main.kept().text).toBe('ab')
})

test('While main is away everything stays here, and is kept when it is back', async () => {
  const { main, clock, draft, text } = await opened()
  main.goAway(true)
  text('a')
  await clock.pass(KEPT_AFTER_MS)
  expect(draft.state().keeping).toBe('away')
  text('ab')
  await clock.pass(TRIED_AGAIN_MS)
  main.goAway(false)
  await clock.pass(TRIED_AGAIN_MS)
  expect(main.kept().text).toBe('ab')
  expect(draft.state().keeping).toBe('saved')
})

test('A draft that could not be read at first is read when main answers', async () => {
  const main = keeper({ ...emptySheet(), text: 'kept' })
  main.goAway(true)
  const { clock, draft } = await opened(main)
  expect(draft.state()).toMatchObject({ sheet: null, keeping: 'away' })
  main.goAway(false)
  await clock.pass(TRIED_AGAIN_MS)
  expect(draft.state().sheet?.text).toBe('kept')
})

test('Another window that was faster loses nothing, and neither does this one', async () => {
  const { main, draft } = await opened(keeper({ ...emptySheet(), mode: 'boxes', boxes: [box('a'), box('b')] }))
  main.write({ boxes: [box('a', 'theirs'), box('b')] })
  draft.edit({ do: 'write', id: 'b', text: 'mine' })
  expect(await draft.flush()).toBe(true)
  expect(main.kept().boxes.map(({ text }) => text)).toEqual(['theirs', 'mine'])
})

test('What main refuses stays on the screen, with why', async () => {
  const main = keeper()
  const { draft, text } = await opened({
    ...main,
    own: { ...main.own, save: () => Promise.reject(new Refused('The book is read-only.')) },
  })
  text('a')
  expect(await draft.flush()).toBe(false)
  expect(draft.state()).toMatchObject({ sheet: { text: 'a' }, problem: { message: 'The book is read-only.' } })
})

test('What was not kept when the page ended is there when it is loaded again', async () => {
  const main = keeper()
  const notes = jotter()
  const { text } = await opened(main, notes)
  text('half a sen')
  const { draft, clock } = await opened(main, notes)
  expect(draft.state().sheet?.text).toBe('half a sen')
  await clock.pass(KEPT_AFTER_MS)
  expect(main.kept().text).toBe('half a sen')
  expect(notes.read()).toBeNull()
})

test('Clearing goes after what was written, and a waiting saving revives nothing', async () => {
  const { main, clock, draft, text } = await opened()
  text('all of it')
  await draft.clear({ what: 'content' })
  expect(main.saves).toEqual([{ text: 'all of it' }])
  expect(draft.state()).toMatchObject({ sheet: { text: '' }, undo: { what: 'content' }, keeping: 'saved' })
  await clock.pass(10 * KEPT_AFTER_MS)
  expect(main.kept().text).toBe('')
})

test('What is written while a clearing is under way stays', async () => {
  const { main, draft, text } = await opened(keeper({ ...emptySheet(), boxes: [box('a')] }))
  const letGo = main.holdBack()
  const clearing = draft.clear({ what: 'content' })
  await settled()
  text('new words')
  letGo()
  await clearing
  await draft.flush()
  expect(main.kept()).toMatchObject({ text: 'new words', boxes: [] })
})

test('An edit is taken back alone, and that is kept as well', async () => {
  const { main, draft } = await opened(keeper({ ...emptySheet(), mode: 'boxes', boxes: [box('a'), box('b')] }))
  const undo = draft.editUndoably({ do: 'remove', ids: ['a'] })
  draft.edit({ do: 'write', id: 'b', text: 'since' })
  undo()
  await draft.flush()
  expect(main.kept().boxes.map(({ text }) => text)).toEqual(['a', 'since'])
})
