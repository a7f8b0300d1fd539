import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SheetBox, SheetSettings } from '../../shared/contract/index.ts'
import { joinPrompts } from '../../shared/sheet/split-prompts.ts'
import { assetResponse } from '../web/asset-response.ts'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk({ chapters: 1 })
  await desk.ask('book.open', { folder: desk.folder })
})
afterEach(() => desk.close())

const box = (text: string, more: Partial<SheetBox> = {}): SheetBox => ({
  id: text,
  text,
  panelId: null,
  own: {},
  ...more,
})

async function write(boxes: SheetBox[], settings: Partial<SheetSettings> = {}): Promise<number> {
  const { sheet } = await desk.ask('sheet.show', {})
  const { revision, saved } = await desk.ask('sheet.save', {
    revision: sheet.revision,
    mode: 'boxes',
    boxes,
    settings: { styles: ['noir'], gates: [], ...settings },
  })
  expect(saved).toBe(true)
  return revision
}

async function panels() {
  return (await desk.ask('tree.panels', {})).rows
}

const jobs = async () => (await desk.ask('queue.summary', {})).jobs

describe('a sheet of boxes', () => {
  test('generates free prompts and panels, and the same sheet again makes nothing twice', async () => {
    const [panel] = await panels()
    const revision = await write([
      box('A lamp in a window.'),
      box('A dog on the pier.', { own: { images: 2 } }),
      box('A woman waits in the rain.', { panelId: panel!.id }),
    ])
    const quote = await desk.ask('sheet.quote', {})
    expect(quote).toMatchObject({ prompts: 3, pictures: 4, untilUsd: 0, there: 0, master: { boxes: 2, pictures: 2 } })
    expect(quote.own).toMatchObject([{ box: 2, pictures: 2 }])
    const begun = await desk.ask('sheet.generate', { revision, agreedUsd: quote.untilUsd })
    expect(begun).toMatchObject({ working: 4, behindGate: 0, madePanels: 2 })
    await desk.desk.book().work.idle()
    expect(await jobs()).toMatchObject({ done: 4, failed: 0 })
    // The draft is as it was.
    expect((await desk.ask('sheet.show', {})).sheet).toMatchObject({ revision, boxes: [{}, {}, {}] })

    expect(await desk.ask('sheet.quote', {})).toMatchObject({ pictures: 0, there: 4 })
    expect(await desk.ask('sheet.generate', { revision })).toMatchObject({ batchId: null, working: 0, madePanels: 0 })
    await desk.desk.book().work.idle()
    expect(await jobs()).toMatchObject({ done: 4 })
    expect(await panels()).toHaveLength(5)
    expect(desk.faults).toEqual([])
  })

  test('clicked twice is begun once', async () => {
    const revision = await write([box('A lamp in a window.'), box('A dog on the pier.')])
    const both = await Promise.all([desk.ask('sheet.generate', { revision }), desk.ask('sheet.generate', { revision })])
    expect(both.map(({ madePanels }) => madePanels)).toEqual([2, 0])
    await desk.desk.book().work.idle()
    expect(await jobs()).toMatchObject({ done: 2 })
    expect(await panels()).toHaveLength(5)
  })

  test('words for a panel are its prompt from then on, for the book as well', async () => {
    const [panel] = await panels()
    const revision = await write([box('A woman waits in the rain.', { panelId: panel!.id })], { provider: 'openai' })
    const { boxes } = await desk.ask('sheet.sent', {
      boxes: [box('A woman waits in the rain.', { panelId: panel!.id })],
    })
    expect(boxes).toMatchObject([{ words: 'own', prompt: expect.stringContaining('A woman waits in the rain') }])
    expect(boxes[0]!.parts.map(({ kind }) => kind)).toContain('style')
    // No key is set: the job fails before anything is sent, and the words are kept nevertheless.
    await desk.ask('sheet.generate', { revision })
    await desk.desk.book().work.idle()
    const prompt = await desk.ask('panel.prompt', { panelId: panel!.id, style: 'noir', provider: 'openai' })
    expect(prompt).toMatchObject({ edited: 'current', prompt: boxes[0]!.prompt })
  })

  test('opens free prompts with the description, and only those', async () => {
    const [panel] = await panels()
    const settings = { description: 'Nell, a girl of 14.', styles: ['noir'] }
    const { boxes } = await desk.ask('sheet.sent', {
      boxes: [box('She runs along the quay.'), box('A gull.', { panelId: panel!.id }), box(' ')],
      settings,
    })
    expect(boxes).toHaveLength(2)
    expect(boxes[0]!.prompt).toContain('Nell, a girl of 14. She runs along the quay.')
    expect(boxes[1]!.prompt).not.toContain('Nell')
  })

  test('is refused as long as a box is wrong, and when it has changed since', async () => {
    const old = await write([box('A lamp.')])
    const revision = await write([box('A lamp.'), box('a  LAMP.', { id: 'other' })])
    expect(await desk.ask('sheet.check', {})).toMatchObject({
      errors: 1,
      held: 1,
      problems: [{ kind: 'same', other: 1 }],
    })
    expect(await desk.desk.request('sheet.generate', { revision })).toMatchObject({
      ok: false,
      error: { message: 'Box 2: It is the same as box 1.' },
    })
    expect(await desk.desk.request('sheet.generate', { revision: old })).toMatchObject({ ok: false })
    expect(await jobs()).toMatchObject({ done: 0, queued: 0 })
    expect(await panels()).toHaveLength(3)
    // The price of the others is told meanwhile.
    expect(await desk.ask('sheet.quote', {})).toMatchObject({ pictures: 1, left: 1 })
    expect(await desk.ask('sheet.generate', { revision, boxIds: ['A lamp.'] })).toMatchObject({ working: 1 })
  })

  test('is refused when it is dearer than agreed, and leaves nothing behind', async () => {
    const revision = await write([box('A lamp.')], { provider: 'openai' })
    const { untilUsd } = await desk.ask('sheet.quote', {})
    expect(untilUsd).toBeGreaterThan(0)
    expect(await desk.desk.request('sheet.generate', { revision, agreedUsd: untilUsd / 2 })).toMatchObject({
      ok: false,
      error: { code: 'BUDGET' },
    })
    expect(await panels()).toHaveLength(3)
    expect(await jobs()).toMatchObject({ queued: 0 })
  })

  test('tells words that providers refuse, of those who refuse any', async () => {
    await write([box('A naked girl.'), box('Blood and severed limbs.'), box('A lamp.')], { provider: 'openai' })
    const { problems } = await desk.ask('sheet.check', {})
    expect(problems.find(({ box }) => box === 1)).toMatchObject({ kind: 'words-every', severity: 'error' })
    expect(problems.find(({ box }) => box === 2)).toMatchObject({ kind: 'words-provider', severity: 'warning' })
    await write([box('A naked girl.')], { provider: 'roughs' })
    expect(await desk.ask('sheet.check', {})).toMatchObject({ total: 0 })
  })

  test('says what each box costs, half of it overnight, and what stands in its way as a whole', async () => {
    await write([box('A lamp.'), box('A dog.', { own: { quality: 'high', images: 3 } })], {
      provider: 'openai',
      gates: [1],
    })
    const quote = await desk.ask('sheet.quote', {})
    expect(quote.own[0]!.untilUsd).toBeCloseTo(3 * quote.own[0]!.each!.untilUsd, 9)
    expect(quote.own[0]!.each!.untilUsd).toBeGreaterThan(quote.master.untilUsd)
    expect(quote.untilUsd).toBeCloseTo(quote.master.untilUsd + quote.own[0]!.untilUsd, 9)
    expect(quote.overnight!.untilUsd).toBeCloseTo(quote.untilUsd / 2, 9)
    expect(quote.first).toMatchObject({ pictures: 1, gated: true })
    expect(quote.time).toMatchObject({ source: 'tier' })
    await write([box('A lamp.')], { styles: [] })
    expect(await desk.desk.request('sheet.quote', {})).toMatchObject({
      ok: false,
      error: { message: 'No art style is chosen.' },
    })
    await write([box('A lamp.')], { provider: 'openai', model: 'model-of-tomorrow' })
    expect(await desk.ask('sheet.quote', {})).toMatchObject({ pictures: 1, unknownPrices: 1, untilUsd: 0 })
  })
})

describe('a sheet about the book', () => {
  test('makes the panels that are chosen', async () => {
    const [first, second] = await panels()
    const { revision } = await desk.ask('sheet.save', {
      revision: 0,
      mode: 'book',
      selection: { chapters: [], sceneIds: [], panelIds: [first!.id, second!.id] },
      settings: { styles: ['noir'], images: 2, gates: [3] },
    })
    expect(await desk.ask('sheet.quote', {})).toMatchObject({
      prompts: 2,
      pictures: 4,
      first: { pictures: 3, gated: true },
    })
    expect(await desk.ask('sheet.generate', { revision })).toMatchObject({ working: 3, behindGate: 1 })
    await desk.desk.book().work.idle()
    expect(await desk.ask('batch.next-step', {})).toMatchObject({ next: { pictures: 1 }, done: 3, ready: true })
  })
})

describe('a rough of what is typed', () => {
  test('is drawn when it is looked at, and another one for other words', async () => {
    const ask = async (text: string) => (await desk.ask('sheet.sent', { boxes: [box(text)] })).boxes[0]!
    const one = await ask('Close-up of a lamp.')
    expect(await ask('Close-up of a lamp.')).toMatchObject({ rough: one.rough })
    expect((await ask('A dog on the pier.')).rough).not.toBe(one.rough)
    const url = new URL(`http://127.0.0.1/asset/rough/${one.rough}?w=208`)
    const answer = await assetResponse(desk.desk, url, new Request(url))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(500)
    expect(existsSync(join(desk.folder, 'previews', 'roughs', `${one.rough}-320.jpg`))).toBe(true)
    const foreign = new URL('http://127.0.0.1/asset/rough/..%2F..%2Fbook.sqlite')
    expect((await assetResponse(desk.desk, foreign, new Request(foreign))).status).toBe(404)
  })
})

describe('five thousand pasted prompts', () => {
  const text = joinPrompts(
    Array.from({ length: 5_000 }, (_, at) => `Number ${at}: a boat with ${at} lamps in the rain.`),
  )

  test('are checked and quoted whole, beside everything else', async () => {
    await desk.ask('sheet.save', {
      revision: 0,
      mode: 'paste',
      text: `${text}\n---\nNumber 7: a boat with 7 lamps in the rain.`,
      settings: { provider: 'openai', styles: ['noir'] },
    })
    expect(await desk.ask('sheet.check', {})).toMatchObject({
      total: 1,
      problems: [{ kind: 'same', box: 5_001, other: 8 }],
    })
    // Other requests are answered while it is worked out.
    let answered = 0
    const quoting = desk.ask('sheet.quote', {})
    while ((await Promise.race([quoting, desk.ask('book.current', {}).then(() => null)])) === null) {
      answered++
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await quoting).toMatchObject({ prompts: 5_001, left: 1, pictures: 5_000, first: { pictures: 10 } })
    expect(answered).toBeGreaterThan(20)
  })
})
