import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTestTake } from '../store/open-test-store.ts'
import { queueStore } from '../store/queue/index.ts'
import { correctScript } from './correcting.ts'
import { cull } from './culling.ts'
import { generate } from './generating.ts'
import { importScript } from './importing.ts'
import { openStripBook, type QuayBook } from './quay-book.ts'
import { bookStatus } from './status.ts'
import { emptyTrash, listTrash, restoreFromTrash } from './trash.ts'
import { deleteEntries } from './tree-edits/delete.ts'
import { duplicatePanels } from './tree-edits/duplicate.ts'
import { editPanels } from './tree-edits/edit-panels.ts'
import { moveEntries, stepEntries } from './tree-edits/move.ts'
import { renameEntry } from './tree-edits/rename.ts'
import { joinPanel, splitPanel } from './tree-edits/split.ts'
import { redoEdit, undoEdit } from './undoing.ts'

const SCRIPT = `# Chapter 1: Quay
## Scene 1: The quay, day
### Strip 001
A woman waits on a stone quay. A gull takes off behind her.
---
A boat comes round the long breakwater in the rain.
---
Two children run along the wall with paper windmills.
## Scene 2: The lamp room, night
### Strip 002
An old keeper climbs the iron stairs with a lantern.
---
The lamp turns slowly and throws its beam over the sea.
# Chapter 2: Fair
## Scene 1: The fair, day
### Strip 003
Children stand between the stalls of the summer fair.
---
A man sells apples from an open wooden cart.
`

let book: QuayBook
let file: string

beforeEach(async () => {
  book = await openStripBook(SCRIPT)
  file = join(dirname(book.project.folder), 'strips.txt')
})
afterEach(() => book.close())

async function read(text: string) {
  writeFileSync(file, text)
  return importScript(book.project, [file])
}

const panels = () => book.project.script.panels(book.project.script.panelIds())
const at = (place: string) => panels().find(({ chapter, scene, number }) => `${chapter}.${scene}.${number}` === place)!
const id = (place: string) => at(place).id
const panel = (place: string) => ({ kind: 'panel' as const, id: id(place) })
const scene = (place: string) => ({ kind: 'scene' as const, id: at(`${place}.1`).sceneId })
const chapter = (number: string) => ({
  kind: 'chapter' as const,
  id: book.project.script.chapters().find((each) => each.number === number)!.id,
})
/** First words of every panel, by where it stands. */
const outline = () =>
  panels().map(({ chapter, scene, number, content }) => `${chapter}.${scene}.${number} ${content.what.slice(0, 12)}`)
const words = () => panels().map(({ content }) => content.what.split(' ').slice(0, 2).join(' '))

describe('moving', () => {
  it('puts panels elsewhere in the order they are read, with their pictures, and back', async () => {
    const before = outline()
    const take = addTestTake(book.project.store, id('1.1.3'))
    const moved = [id('1.1.3'), id('1.1.1')]
    const entries = moved.map((one) => ({ kind: 'panel' as const, id: one }))
    expect(moveEntries(book.project, entries, { where: 'after', ...panel('1.2.1') })).toBe(2)
    expect(words()).toEqual(['A boat', 'An old', 'A woman', 'Two children', 'The lamp', 'Children stand', 'A man'])
    expect(id('1.2.3')).toBe(moved[0])
    expect(queueStore(book.project.store.sqlite).takes.ofPanel(moved[0]!)).toMatchObject([{ id: take }])
    await undoEdit(book.project)
    expect(outline()).toEqual(before)
    await redoEdit(book.project)
    expect(words()[2]).toBe('A woman')
  })

  it('goes to the end of a scene, and counts what already stands there as no move', () => {
    expect(moveEntries(book.project, [panel('1.1.1')], { where: 'into', ...scene('2.1') })).toBe(1)
    expect(words().at(-1)).toBe('A woman')
    expect(moveEntries(book.project, [panel('2.1.3')], { where: 'into', ...scene('2.1') })).toBe(0)
    expect(moveEntries(book.project, [panel('2.1.2'), panel('2.1.3')], { where: 'after', ...panel('2.1.1') })).toBe(0)
    expect(book.project.edits.undoable(9)).toHaveLength(1)
  })

  it('goes one place up or down, over the edge into the next scene and chapter', () => {
    const down = (...entries: Parameters<typeof stepEntries>[1]) => stepEntries(book.project, entries, 'down')
    const [woman, boat] = [panel('1.1.1'), panel('1.1.2')]
    down(woman, boat)
    expect(words().slice(0, 3)).toEqual(['Two children', 'A woman', 'A boat'])
    down(woman, boat)
    expect([id('1.2.1'), id('1.2.2')]).toEqual([woman.id, boat.id])
    stepEntries(book.project, [woman], 'up')
    expect(id('1.1.2')).toBe(woman.id)
    const lamp = panel('1.2.3')
    down(lamp)
    expect(id('2.1.1')).toBe(lamp.id)
    stepEntries(book.project, [lamp], 'up')
    expect(id('1.2.3')).toBe(lamp.id)
    expect([stepEntries(book.project, [chapter('1')], 'up'), down(chapter('2'))]).toEqual([0, 0])
  })

  it('takes scenes to another chapter, and counts them anew', () => {
    moveEntries(book.project, [scene('1.1')], { where: 'after', ...scene('2.1') })
    expect(outline().map((line) => line.slice(0, 5))).toEqual([
      '1.1.1',
      '1.1.2',
      '2.1.1',
      '2.1.2',
      '2.2.1',
      '2.2.2',
      '2.2.3',
    ])
  })

  it('turns chapters round', () => {
    moveEntries(book.project, [chapter('2')], { where: 'before', ...chapter('1') })
    expect(words()[0]).toBe('Children stand')
  })

  it('refuses what has no place there, and leaves the book as it is', () => {
    const before = outline()
    expect(() => moveEntries(book.project, [panel('1.1.1'), scene('1.2')], { where: 'into', ...chapter('2') })).toThrow(
      'cannot be moved together',
    )
    expect(() => moveEntries(book.project, [panel('1.1.1')], { where: 'before', ...scene('1.2') })).toThrow(
      'cannot go there',
    )
    expect(() => moveEntries(book.project, [{ kind: 'panel', id: 'x' }], { where: 'into', ...scene('1.2') })).toThrow(
      'not in the book',
    )
    expect(outline()).toEqual(before)
  })

  it('outlives imports of the edited script, in which new panels find their place', async () => {
    moveEntries(book.project, [panel('1.1.2')], { where: 'after', ...panel('2.1.1') })
    moveEntries(book.project, [scene('1.2')], { where: 'before', ...scene('1.1') })
    moveEntries(book.project, [chapter('2')], { where: 'before', ...chapter('1') })
    const before = outline()
    const ids = panels().map((each) => each.id)
    expect((await read(SCRIPT)).chapters.every(({ added, removed }) => added + removed === 0)).toBe(true)
    expect(outline()).toEqual(before)
    const edited = SCRIPT.replace('in the rain', 'in the pouring rain')
      .replace('Two children run', 'Three children run')
      .replace('---\nA man sells', '---\nA brass band plays beside the well.\n---\nA man sells')
    const report = await read(edited)
    expect(report.chapters.map(({ added }) => added).reduce((a, b) => a + b)).toBe(1)
    expect(words()).toEqual([
      ...['Children stand', 'A boat', 'A brass', 'A man'],
      ...['An old', 'The lamp', 'A woman', 'Three children'],
    ])
    expect(at('2.1.2')).toMatchObject({ id: ids[1], content: { what: expect.stringContaining('pouring') } })
    expect(panels().filter((each) => ids.includes(each.id))).toHaveLength(ids.length)
  })

  it('goes home from a scene that the script no longer has', async () => {
    const moved = id('1.1.1')
    moveEntries(book.project, [panel('1.1.1')], { where: 'into', ...scene('1.2') })
    await read(SCRIPT.slice(0, SCRIPT.indexOf('## Scene 2')) + SCRIPT.slice(SCRIPT.indexOf('# Chapter 2')))
    expect(id('1.1.1')).toBe(moved)
    expect(words()).toEqual(['A woman', 'A boat', 'Two children', 'Children stand', 'A man'])
  })
})

describe('titles', () => {
  it('are the author’s from then on, and the script’s again when taken back', async () => {
    expect(renameEntry(book.project, chapter('1'), '  The harbour ')).toBe('The harbour')
    expect(renameEntry(book.project, scene('1.2'), 'Up there')).toBe('Up there')
    expect(renameEntry(book.project, panel('1.1.1'), 'Waiting')).toBe('Waiting')
    await read(SCRIPT.replace('Chapter 1: Quay', 'Chapter 1: Pier').replace('The lamp turns', 'The great lamp turns'))
    const titles = () => [
      book.project.script.chapters()[0]!.title,
      book.project.script.scenes().find(({ id }) => id === scene('1.2').id)!.title,
    ]
    expect(titles()).toEqual(['The harbour', 'Up there'])
    expect(renameEntry(book.project, chapter('1'), null)).toBe('Pier')
    renameEntry(book.project, scene('1.2'), '')
    expect(titles()[0]).toBe('Pier')
    expect(titles()[1]).not.toBe('Up there')
    await undoEdit(book.project)
    await undoEdit(book.project)
    expect(titles()).toEqual(['The harbour', 'Up there'])
  })
})

describe('copies', () => {
  it('have everything but pictures, stand behind their panels, and no import touches them', async () => {
    const original = at('1.1.1')
    addTestTake(book.project.store, original.id)
    const copies = duplicatePanels(book.project, [id('1.1.3'), original.id])
    expect(words().slice(0, 5)).toEqual(['A woman', 'A woman', 'A boat', 'Two children', 'Two children'])
    const copy = at('1.1.2')
    expect([id('1.1.2'), id('1.1.5')]).toEqual(copies)
    expect(copy.content).toEqual({
      ...original.content,
      flags: { ...original.content.flags, sceneStart: false },
    })
    expect(queueStore(book.project.store.sqlite).takes.ofPanel(copy.id)).toEqual([])
    await read(SCRIPT.replace('A boat comes', 'A white boat comes'))
    expect(words().slice(0, 5)).toEqual(['A woman', 'A woman', 'A white', 'Two children', 'Two children'])
    expect(id('1.1.2')).toBe(copies[0])
  })

  it('go when they are undone, unless something hangs on them by then', async () => {
    const [copy] = duplicatePanels(book.project, [id('1.1.1')])
    await undoEdit(book.project)
    expect(panels()).toHaveLength(7)
    await redoEdit(book.project)
    expect(id('1.1.2')).toBe(copy)
    addTestTake(book.project.store, copy!)
    await expect(undoEdit(book.project)).rejects.toThrow('cannot be undone')
    expect(panels()).toHaveLength(8)
  })
})

describe('deleting', () => {
  it('takes panels out with their pictures, and brings both back', async () => {
    const before = outline()
    const gone = panel('1.1.2')
    const take = addTestTake(book.project.store, gone.id)
    expect(deleteEntries(book.project, [gone, chapter('2')])).toEqual({ chapters: 1, scenes: 1, panels: 3 })
    expect(words()).toEqual(['A woman', 'Two children', 'An old', 'The lamp'])
    const list = listTrash(book.project, { offset: 0, limit: 9 })
    expect(list).toMatchObject({ total: 2, takes: 1, bytes: 1 })
    expect(list.items.map(({ kind, panels, takes, by }) => ({ kind, panels, takes, by }))).toEqual(
      expect.arrayContaining([
        { kind: 'panel', panels: 0, takes: 1, by: 'author' },
        { kind: 'chapter', panels: 2, takes: 0, by: 'author' },
      ]),
    )
    expect(restoreFromTrash(book.project, [gone])).toMatchObject({ panels: 1 })
    expect(at('1.1.2').id).toBe(gone.id)
    expect(queueStore(book.project.store.sqlite).takes.ofPanel(gone.id)).toMatchObject([{ id: take }])
    await undoEdit(book.project)
    await undoEdit(book.project)
    expect(outline()).toEqual(before)
  })

  it('is kept by every import, which says so, also when the words change', async () => {
    deleteEntries(book.project, [panel('1.1.2'), scene('1.2')])
    for (const text of [SCRIPT, SCRIPT.replace('in the rain', 'in the pouring rain').replace('slowly', 'quickly')]) {
      const report = await read(text)
      expect(words()).toEqual(['A woman', 'Two children', 'Children stand', 'A man'])
      expect(report.chapters[0]).toMatchObject({ panels: 2, added: 0, removed: 0 })
      expect(report.diagnostics.find(({ code }) => code === 'deleted-by-author')).toMatchObject({
        severity: 'info',
        message: 'Chapter 1 has 1 scene and 1 panel that you deleted: they stay in the trash.',
      })
    }
    const { items } = listTrash(book.project, { offset: 0, limit: 9 })
    restoreFromTrash(book.project, items)
    expect(words()).toEqual(['A woman', 'A boat', 'Two children', 'An old', 'The lamp', 'Children stand', 'A man'])
    await read(SCRIPT)
    expect(panels()).toHaveLength(7)
  })

  it('stays so for the rest of a scene or chapter that comes back for one panel of it', async () => {
    const [kept, alone] = [panel('1.1.2'), panel('2.1.1')]
    deleteEntries(book.project, [scene('1.1'), chapter('2')])
    restoreFromTrash(book.project, [kept, alone])
    expect(words()).toEqual(['A boat', 'An old', 'The lamp', 'Children stand'])
    expect(listTrash(book.project, { offset: 0, limit: 9 }).items).toMatchObject(
      Array.from({ length: 3 }, () => ({ kind: 'panel', by: 'author' })),
    )
    await undoEdit(book.project)
    expect(words()).toEqual(['An old', 'The lamp'])
    await redoEdit(book.project)
    await read(SCRIPT.replace('slowly', 'quickly'))
    expect(words()).toEqual(['A boat', 'An old', 'The lamp', 'Children stand'])
  })

  it('makes no neighbour stale, nor is a deleted chapter read in as a new one', async () => {
    for (const place of ['1.2.1', '1.1.1']) addTestTake(book.project.store, id(place))
    deleteEntries(book.project, [scene('1.1'), chapter('2')])
    const report = await read(SCRIPT)
    expect(report.stale).toBe(0)
    expect(words()).toEqual(['An old', 'The lamp'])
    expect(report.chapters.map(({ chapter }) => chapter)).toEqual(['1'])
    expect(report.diagnostics.filter(({ code }) => code === 'deleted-by-author')).toHaveLength(2)
  })

  it('brings back what the script dropped, and keeps it then', async () => {
    await read(SCRIPT.replace('A boat comes round the long breakwater in the rain.\n---\n', ''))
    const { items } = listTrash(book.project, { offset: 0, limit: 9 })
    expect(items).toMatchObject([{ kind: 'panel', by: 'script' }])
    restoreFromTrash(book.project, items)
    expect(words()[1]).toBe('A boat')
    await read(
      SCRIPT.replace('A boat comes round the long breakwater in the rain.\n---\n', '').replace(
        'Two children',
        'Some children',
      ),
    )
    expect(words().slice(0, 3)).toEqual(['A woman', 'A boat', 'Some children'])
    await read(SCRIPT)
    expect(words().filter((each) => each === 'A boat')).toHaveLength(1)
  })

  it('lets nothing be drawn for what lies there, and goes on when it is back', async () => {
    const { provider } = book
    const make = () => generate(book.project, { styles: ['noir'], provider }, {}, [provider])
    const jobs = () => bookStatus(book.project).jobs
    // All are ordered, and the account is stopped before anything is drawn.
    book.answers.push('billing')
    await make()
    expect(jobs()).toMatchObject({ done: 0 })
    const waiting = jobs().queued
    expect(waiting).toBe(panels().length)
    deleteEntries(book.project, [panel('1.1.2'), chapter('2')])
    expect(jobs().queued).toBe(waiting - 3)
    await undoEdit(book.project)
    expect(jobs().queued).toBe(waiting)
    await redoEdit(book.project)
    const queue = queueStore(book.project.store.sqlite)
    queue.runScope.set(null)
    const lane = queue.jobs.queuedLanes()[0]!
    const claimed = new Set<string>()
    for (let job = queue.runScope.next(lane, Date.now(), []); job; job = queue.runScope.next(lane, Date.now(), [])) {
      queue.jobs.claim(job.id, 1)
      claimed.add(job.panelId)
    }
    expect([...claimed].sort()).toEqual(
      panels()
        .map((each) => each.id)
        .filter((each) => claimed.has(each))
        .sort(),
    )
    expect(claimed.size).toBe(waiting - 3)
  })
})

describe('emptying the trash', () => {
  it('deletes the files of what the author saw, and nothing that came there later', async () => {
    const [first, second] = [panel('1.1.1'), panel('1.1.2')]
    const paths = [first, second].map((each) => {
      const take = queueStore(book.project.store.sqlite).takes.get(addTestTake(book.project.store, each.id))!
      const path = join(book.project.folder, take.path)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, 'picture')
      return path
    })
    deleteEntries(book.project, [first])
    const { newestAt } = listTrash(book.project, { offset: 0, limit: 9 })
    const later = { ...book.project, now: () => newestAt! + 1 }
    deleteEntries(later, [second])
    expect(await emptyTrash(later, newestAt!)).toEqual({ removed: 1, bytes: 1, needed: [], leftFiles: [] })
    expect(paths.map((path) => existsSync(path))).toEqual([false, true])
    expect(listTrash(book.project, { offset: 0, limit: 9 }).items.map((item) => item.id)).toEqual([second.id])
    // Gone for good: neither undo nor the script brings it back.
    await undoEdit(book.project)
    await expect(undoEdit(book.project)).rejects.toThrow('cannot be undone')
    await read(SCRIPT)
    expect(words()).not.toContain('A woman')
  })
})

describe('splitting and joining', () => {
  it('cuts a panel at a sentence, keeps its pictures, and stays so in every import', async () => {
    const whole = at('1.1.1')
    const half = splitPanel(book.project, whole.id, whole.content.what.indexOf('A gull'))
    expect(words().slice(0, 3)).toEqual(['A woman', 'A gull', 'A boat'])
    expect([id('1.1.1'), id('1.1.2')]).toEqual([whole.id, half])
    await read(SCRIPT)
    expect(words().slice(0, 3)).toEqual(['A woman', 'A gull', 'A boat'])
    const report = await read(SCRIPT.replace('A gull takes off behind her', 'A gull takes off behind them'))
    expect(words().slice(0, 3)).toEqual(['A woman', 'A gull', 'A boat'])
    expect(report.diagnostics.find(({ code }) => code === 'edited-by-author')?.message).toContain('1.1')
  })

  it('is undone, and done again', async () => {
    const before = JSON.stringify(panels())
    splitPanel(book.project, id('1.1.1'), 99)
    joinPanel(book.project, id('1.1.3'))
    const after = JSON.stringify(panels())
    await undoEdit(book.project)
    await undoEdit(book.project)
    expect(JSON.stringify(panels())).toBe(before)
    await redoEdit(book.project)
    await redoEdit(book.project)
    expect(JSON.stringify(panels())).toBe(after)
  })

  it('joins a panel with the one before it, and stays so in every import', async () => {
    const kept = id('1.1.1')
    expect(joinPanel(book.project, id('1.1.2'))).toBe(kept)
    expect(at('1.1.1').content.what).toMatch(/^A woman.*behind her\. A boat.*rain\.$/)
    const report = await read(SCRIPT.replace('Two children', 'Some children'))
    expect(words().slice(0, 2)).toEqual(['A woman', 'Some children'])
    expect(report.diagnostics.filter(({ code }) => code === 'deleted-by-author')).toEqual([])
  })

  it('has its limits, and says so', () => {
    expect(() => splitPanel(book.project, id('1.1.2'), 4)).toThrow('one sentence')
    expect(() => joinPanel(book.project, id('1.2.1'))).toThrow('first panel')
  })
})

describe('what the author says of a panel', () => {
  it('outranks every import until it is taken back', async () => {
    const target = id('1.1.2')
    addTestTake(book.project.store, target)
    expect(editPanels(book.project, [target], { what: 'A raft drifts by.', shot: 'detail', importance: 5 })).toBe(1)
    expect(at('1.1.2')).toMatchObject({ content: { what: 'A raft drifts by.', shot: 'detail', importance: 5 } })
    expect(at('1.1.2').staleAt).not.toBeNull()
    const report = await read(SCRIPT.replace('in the rain', 'in the snow'))
    expect(at('1.1.2')).toMatchObject({ id: target, content: { what: 'A raft drifts by.', shot: 'detail' } })
    expect(report.diagnostics.find(({ code }) => code === 'edited-by-author')).toBeDefined()
    editPanels(book.project, [target], {}, ['what', 'shot'])
    expect(at('1.1.2').content).toMatchObject({ what: expect.stringContaining('in the snow'), importance: 5 })
    expect(
      at('1.1.2')
        .content.evidence.filter(({ rule }) => rule === 'author')
        .map(({ about }) => about),
    ).toEqual(['importance'])
  })

  it('is undone with its mark', async () => {
    const target = id('1.1.2')
    addTestTake(book.project.store, target)
    const before = JSON.stringify(panels())
    editPanels(book.project, [target], { timeOfDay: 'night', weather: null, place: 'The old pier' })
    expect(at('1.1.2').content).toMatchObject({ timeOfDay: 'night', placeName: 'The old pier' })
    await undoEdit(book.project)
    expect(JSON.stringify(panels())).toBe(before)
  })

  it('changes nothing when somebody in it is nobody', () => {
    const before = JSON.stringify(panels())
    expect(() =>
      editPanels(book.project, [id('1.1.2')], { people: [{ who: 'Nobody Known', role: 'acting' }] }),
    ).toThrow()
    expect(JSON.stringify(panels())).toBe(before)
  })
})

describe('undo', () => {
  it('takes back picks and rejections', async () => {
    const target = id('1.1.1')
    const take = addTestTake(book.project.store, target)
    const { takes, picks } = queueStore(book.project.store.sqlite)
    const state = () => [takes.get(take)!.state, takes.get(take)!.trashedAt, picks.of(target, 'noir', 'en')]
    cull(book.project, [take], 'reject')
    expect(state()).toEqual(['rejected', null, null])
    cull(book.project, [take], 'discard')
    expect(state()[1]).not.toBeNull()
    await undoEdit(book.project)
    await undoEdit(book.project)
    expect(state()).toEqual(['candidate', null, take])
  })

  it('takes back a correction of the script, with all that was read out of it', async () => {
    const before = JSON.stringify(panels())
    await correctScript(book.project, { about: 'time-of-day', chapter: '1', scene: 1, value: 'dawn' })
    expect(at('1.1.1').content.timeOfDay).toBe('dawn')
    expect(book.project.edits.undoable(1)).toMatchObject([{ label: 'Correct time of day' }])
    await undoEdit(book.project)
    expect(JSON.stringify(panels())).toBe(before)
    await redoEdit(book.project)
    expect(at('1.1.1').content.timeOfDay).toBe('dawn')
  })
})
