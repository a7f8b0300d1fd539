import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '../../open-project.ts'
import { addTestTake } from '../../store/open-test-store.ts'
import { importScript } from '../importing.ts'
import { newBook } from '../new-book.ts'
import { scriptPage } from '../script-page.ts'
import { undoEdit } from '../undoing.ts'
import type { LineChange } from './edit-lines.ts'
import { editedParts, editPanels } from './edit-panels.ts'
import { moveBreak } from './move-break.ts'

const PROSE = `# Chapter 1: The Lamp

Ada set the lantern down on the sill and looked out over the water. The wind had dropped. Far out, a lugger tacked against the tide, and its brown sail shook and filled again. Ben stood at the crank and waited for her word, his sleeves rolled to the elbow. The clockwork ticked. A moth went round and round the glass above his head.

“You are late,” said Ada.

“The tide was late,” said Ben. He wiped his hands on a rag and hung the rag on its nail. Then he turned to the window. Rain came over the harbour wall in a grey sheet, and the boats below rocked on their lines.

“Then let us begin,” said Ada. She took the key out of her apron and wound the clockwork, forty turns, counting under her breath. The great lens began to move.

***

Ben ran down the steps to the quay. A boat came in under the wall, and Ben threw a rope to the man at its bow. The man caught it. They made it fast together on the iron ring, and the boat lay still at last against the stones.

“Anyone hurt?” said Ben.

The man shook his head and pointed back at the dark water.
`
const STRIPS = `# Chapter 1: Quay
## Scene 1: The quay, day
### Strip 001
Ada waits on a stone quay.
ADA: He is late.
CAPTION: The quay, at nine.
---
A boat comes round the breakwater.
`

let folder: string
let project: Project

async function open(text: string, name: string) {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-lines-'))
  project = newBook(join(folder, 'Book.panelwright'), {}, { what: 'a test' })
  await read(text, name)
}
async function read(text: string, name: string) {
  writeFileSync(join(folder, name), text)
  return importScript(project, [join(folder, name)])
}
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

const panels = () => project.script.panels(project.script.panelIds())
const inScene = (scene: number) => panels().filter((panel) => panel.scene === scene)
const texts = (id: string) => project.script.panels([id])[0]!.content.lettering.map(({ text }) => text)
const whole = () => JSON.stringify(panels())

/** The lines of a panel as an edit would leave them. */
function linesOf(id: string): LineChange[] {
  const { content, letteringIds } = project.script.panels([id])[0]!
  return content.lettering.map(({ kind, balloon, speakerId, text }, at) => ({
    ...{ id: letteringIds[at]!, kind, balloon, speaker: speakerId, text },
  }))
}

describe('lines over a panel', () => {
  beforeEach(() => open(STRIPS, 'strips.txt'))
  const first = () => panels()[0]!

  it('are written, put in another order, added and taken out, and come back', async () => {
    const before = whole()
    const { id } = first()
    const [line, caption] = linesOf(id)
    const edited: LineChange[] = [
      caption!,
      { ...line!, text: 'He is very late.', balloon: 'thought', speaker: 'Ada' },
      { kind: 'sfx', speaker: null, text: 'Hoooot' },
    ]
    expect(editPanels(project, [id], { lettering: edited })).toBe(1)
    expect(first().content.lettering).toMatchObject([
      { kind: 'caption', text: 'The quay, at nine.' },
      { kind: 'dialogue', balloon: 'thought', text: 'He is very late.' },
      { kind: 'sfx', balloon: 'speech', text: 'Hoooot', speakerId: null },
    ])
    // Places on the page and translations hang on the ids.
    expect(first().letteringIds.slice(0, 2)).toEqual([caption!.id, line!.id])
    expect(editedParts(project, id)).toEqual(['lettering'])
    await undoEdit(project)
    expect(whole()).toBe(before)
  })

  it('outlast an import, which brings what it has changed beside them', async () => {
    const { id } = first()
    const [line, caption] = linesOf(id)
    editPanels(project, [id], { lettering: [{ ...line!, text: 'He is very late.', speaker: 'Ada' }, caption!] })
    const report = await read(
      STRIPS.replace('at nine', 'at noon').replace('---', 'ADA: And I am cold.\n---'),
      'strips.txt',
    )
    expect(texts(id)).toEqual(['He is very late.', 'The quay, at noon.', 'And I am cold.'])
    expect(first().letteringIds.slice(0, 2)).toEqual([line!.id, caption!.id])
    expect(report.diagnostics.filter(({ code }) => code === 'edited-by-author')).toEqual([])
    await read(STRIPS.replace('He is late', 'She is late'), 'strips.txt')
    expect(texts(id)[0]).toBe('He is very late.')
    editPanels(project, [id], {}, ['lettering'])
    expect(texts(id)).toEqual(['She is late.', 'The quay, at nine.'])
  })

  it('leave pictures as they are, and say whose they are', () => {
    const { id, sceneId } = first()
    addTestTake(project.store, id)
    const [line, caption] = linesOf(id)
    editPanels(project, [id], { lettering: [{ ...line!, text: 'Late.' }, caption!] })
    expect(first().staleAt).toBeNull()
    const page = scriptPage(project, sceneId, { style: null, lang: null })
    expect(page.panels[0]!.lettering.map(({ isOwn, rule }) => [isOwn, rule])).toEqual([
      [true, 'author'],
      [false, ''],
    ])
  })

  it('are refused for what is not theirs', () => {
    const before = whole()
    const [one, other] = panels()
    const [line] = linesOf(one!.id)
    expect(() => editPanels(project, [other!.id], { lettering: [line!] })).toThrow('not the lines')
    expect(() => editPanels(project, [one!.id], { lettering: [line!, line!] })).toThrow('not the lines')
    expect(() => editPanels(project, [one!.id, other!.id], { lettering: [] })).toThrow('several panels')
    expect(() => editPanels(project, [one!.id], { lettering: [{ ...line!, speaker: 'Zed' }] })).toThrow('nobody called')
    expect(whole()).toBe(before)
  })
})

describe('moving where a panel begins', () => {
  beforeEach(() => open(PROSE, 'story.md'))
  const allWords = () =>
    panels()
      .map(({ content }) => content.source)
      .join(' ')
      .replace(/\s+/g, ' ')

  it('sends sentences to the neighbour with their lines, keeps both panels, and comes back', async () => {
    const [first, second] = inScene(1)
    const takes = [first!, second!].map(({ id }) => addTestTake(project.store, id))
    const before = whole()
    const words = allWords()
    const lines = inScene(1).flatMap(({ content }) => content.lettering.map(({ text }) => text))
    expect(moveBreak(project, second!.id, 'later')).toEqual({ moved: 'sentences', panelId: second!.id })
    const [left, right] = inScene(1)
    expect([left!.id, right!.id]).toEqual([first!.id, second!.id])
    expect(left!.content.source.length).toBeGreaterThan(first!.content.source.length)
    expect(right!.content.source.length).toBeLessThan(second!.content.source.length)
    expect(allWords()).toBe(words)
    expect(inScene(1).flatMap(({ content }) => content.lettering.map(({ text }) => text))).toEqual(lines)
    expect([left!.staleAt, right!.staleAt].filter((at) => at !== null).length).toBeGreaterThan(0)
    expect(takes).toHaveLength(2)
    moveBreak(project, second!.id, 'earlier')
    expect(inScene(1).map(({ content }) => content.source.replace(/\s+/g, ' '))).toEqual(
      JSON.parse(before)
        .filter(({ scene }: { scene: number }) => scene === 1)
        .map(({ content }: { content: { source: string } }) => content.source.replace(/\s+/g, ' ')),
    )
    await undoEdit(project)
    await undoEdit(project)
    expect(whole()).toBe(before)
  })

  it('goes to the sentence nearest to where it is put, in either panel', () => {
    const [first, second] = inScene(1)
    const at = first!.content.source.indexOf('The wind')
    moveBreak(project, second!.id, { panelId: first!.id, at: at + 2 })
    expect(inScene(1)[0]!.content.source.trim()).toBe(first!.content.source.slice(0, at).trim())
    expect(inScene(1)[1]!.content.source.startsWith('The wind')).toBe(true)
  })

  it('stays through an import', async () => {
    const [, second] = inScene(1)
    moveBreak(project, second!.id, 'earlier')
    const sources = panels().map(({ id, content }) => [id, content.source])
    await read(PROSE.replace('Rain came', 'Hail came'), 'story.md')
    const now = new Map(panels().map(({ id, content }) => [id, content.source]))
    expect(now.get(second!.id)).toBe(sources.find(([id]) => id === second!.id)![1])
  })

  it('is the script’s again when it is put back, and follows it', async () => {
    const [first, second] = inScene(1)
    const words = allWords()
    editPanels(project, [first!.id], { shot: 'detail' })
    moveBreak(project, second!.id, 'later')
    expect(editedParts(project, first!.id)).toEqual(['shot'])
    expect(allWords()).toBe(words)
    moveBreak(project, second!.id, 'earlier')
    expect(project.store.sqlite.prepare('select count(*) from panel_edit').pluck().get()).toBe(1)
    await read(PROSE.replace('The wind had dropped', 'The breeze had dropped'), 'story.md')
    expect(inScene(1)[0]!.content.source).toContain('The breeze had dropped')
  })

  it('sends whole panels to the scene beside where it opens a scene', async () => {
    const [before, after] = [inScene(1), inScene(2)]
    const state = whole()
    const kept = (scene: number) => inScene(scene).map(({ id }) => id)
    expect(moveBreak(project, after[0]!.id, 'later')).toEqual({ moved: 'panels', panelId: after[1]!.id })
    expect(kept(1)).toEqual([...before.map(({ id }) => id), after[0]!.id])
    await undoEdit(project)
    expect(whole()).toBe(state)
    const target = before.at(-2)!
    moveBreak(project, after[0]!.id, { panelId: target.id, at: 0 })
    expect(kept(2).slice(0, 3)).toEqual([target.id, before.at(-1)!.id, after[0]!.id])
    expect(project.edits.undoable(1)).toMatchObject([{ label: 'Move break' }])
  })

  it('never leaves a panel without words, or a scene without panels', () => {
    const state = whole()
    const [first, , third] = inScene(1)
    expect(() => moveBreak(project, first!.id, 'earlier')).toThrow('book begins')
    expect(() => moveBreak(project, third!.id, { panelId: first!.id, at: 0 })).toThrow('between it and its neighbours')
    const [opens] = inScene(2)
    expect(() => moveBreak(project, opens!.id, { panelId: 'nobody', at: 0 })).toThrow()
    expect(whole()).toBe(state)
  })
})
