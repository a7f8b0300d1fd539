import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

let desk: TestDesk

beforeEach(async () => {
  desk = await openTestDesk()
  await desk.ask('book.open', { folder: desk.folder })
})
afterEach(() => desk.close())

const ids = async () => (await desk.ask('tree.outline', { withPanels: true })).panelIds

test('edits of the tree are found, told, and taken back by requests', async () => {
  const { ask } = desk
  const [first, second, third] = (await ids()) as [string, string, string]
  const panel = (id: string) => ({ kind: 'panel' as const, id })
  const to = { where: 'after' as const, ...panel(third) }
  expect(await ask('tree.move', { entries: [panel(first)], to })).toEqual({ moved: 1 })
  expect(await ids()).toEqual([second, third, first])
  await ask('tree.rename', { entry: panel(second), title: 'Zenith' })
  expect(await ask('tree.find', { begins: 'ze' })).toEqual({ panelId: second })
  expect(await ask('tree.find', { begins: 'A', afterRow: 1 })).toEqual({ panelId: first })
  expect(await ask('tree.find', { begins: 'nothing like it' })).toEqual({ panelId: null })
  expect((await ask('tree.panels', {})).rows.map(({ title }) => title)).toEqual(['Zenith', null, null])
  await ask('tree.delete', { entries: [panel(third)] })
  expect((await ask('trash.list', {})).items).toMatchObject([{ ...panel(third), by: 'author' }])
  expect((await ask('edit.next', {})).undo).toMatchObject({ label: 'Delete panel' })
  for (let at = 0; at < 3; at++) await ask('edit.undo', {})
  expect(await ids()).toEqual([first, second, third])
  expect(await ask('edit.next', {})).toMatchObject({ undo: null, redo: { label: 'Move panel' } })
  const told = desk.events.flatMap((event) => (event.name === 'changed' ? event.data.nouns : []))
  expect(told).toEqual(expect.arrayContaining(['tree', 'edits', 'trash']))
})

test('a panel is split, joined, copied and edited by requests', async () => {
  const { ask } = desk
  const [first] = (await ids()) as [string]
  const { panelIds } = await ask('tree.duplicate', { panelIds: [first] })
  expect(await ids()).toHaveLength(4)
  await ask('tree.join', { panelId: panelIds[0]! })
  const { what } = await ask('panel.show', { panelId: first })
  expect(what).toBe('A woman waits on a stone quay. A woman waits on a stone quay.')
  await ask('tree.split', { panelId: first, at: Math.floor(what.length / 2) })
  expect(await ids()).toHaveLength(4)
  expect(await ask('panel.edit', { panelIds: [first], change: { shot: 'detail', importance: 5 } })).toEqual({
    panels: 1,
  })
  expect(await ask('panel.show', { panelId: first })).toMatchObject({
    shot: 'detail',
    edited: ['what', 'shot', 'importance', 'people'],
  })
  await ask('panel.edit', { panelIds: [first], change: {}, takeBack: ['shot', 'what', 'importance'] })
  expect(await ask('panel.show', { panelId: first })).toMatchObject({
    edited: ['people'],
    what: 'A woman waits on a stone quay.',
  })
})

test('lines over a panel and the place where it begins are edited, and a rough is drawn, by requests', async () => {
  const { ask } = desk
  const [first, second] = (await ids()) as [string, string]
  const lettering = [{ kind: 'sfx' as const, speaker: null, text: 'Hoot' }]
  expect(await ask('panel.edit', { panelIds: [first], change: { lettering } })).toEqual({ panels: 1 })
  expect(await ask('panel.show', { panelId: first })).toMatchObject({
    edited: ['lettering'],
    lettering: [{ kind: 'sfx', text: 'Hoot' }],
  })
  await ask('panel.edit', { panelIds: [second], change: { what: 'A lamp. A dog barks at a boat.' } })
  expect(await ask('tree.move-break', { panelId: second, to: 'later' })).toEqual({
    moved: 'sentences',
    panelId: second,
  })
  expect(await ask('panel.show', { panelId: second })).toMatchObject({ what: 'A dog barks at a boat.' })
  expect((await ask('edit.next', {})).undo).toMatchObject({ label: 'Move break' })
  const { roughs } = await ask('panel.roughs', { panelIds: [second, first, 'gone'], style: 'noir' })
  expect(roughs.map(({ panelId }) => panelId).sort()).toEqual([first, second].sort())
})
