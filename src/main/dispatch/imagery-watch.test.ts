import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventData, WireEvent } from '../../shared/contract/index.ts'
import { CHAPTER } from '../imagery/test-imagery.ts'
import { type TestFolder, testFolder } from '../services/imagery/test-folder.ts'
import { BROWSER_HOST } from './host.ts'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'

const FILE = 'chapters/ch01-low-water/imagery.yaml'

let desk: TestDesk
let folder: TestFolder
beforeEach(async () => {
  folder = await testFolder()
  desk = await openTestDesk({ host: BROWSER_HOST })
  await desk.ask('book.open', { folder: folder.root })
})
afterEach(async () => {
  await desk.close()
  expect(desk.faults).toEqual([])
  folder.remove()
})

const state = () => desk.ask('imagery.state', {})
/** What is told from now on. */
async function told(code: string, after: number): Promise<EventData<'notice'>> {
  const event = await desk.until(
    (each) => each.seq > after && each.name === 'notice' && (each.data as EventData<'notice'>).code === code,
  )
  return (event as Extract<WireEvent, { name: 'notice' }>).data
}
const now = () => desk.events.at(-1)?.seq ?? 0
const filesRead = (after: number) =>
  desk.until(
    ({ seq, name, data }) => seq > after && name === 'changed' && 'nouns' in data && data.nouns.includes('files'),
  )
const idle = async () => {
  await desk.desk.book().work.idle()
  await desk.desk.book().imagery!.idle()
}

test('the files of the folder are told by what is to be made of them', async () => {
  expect(await state()).toMatchObject({
    root: folder.root,
    watch: 'told',
    counts: { done: 0, 'done-elsewhere': 1, 'pending-runnable': 4, 'pending-without-prompt': 2, unreadable: 0 },
    files: [
      { file: FILE, kind: 'chapter', title: 'Low Water', readable: true },
      { file: 'locations/mole/imagery.yaml', kind: 'location', title: 'The Mole', readable: true },
    ],
    changes: [],
  })
})

test('an editor that writes a new file and renames it over the old one marks the picture as out of date', async () => {
  await desk.ask('imagery.generate', { kinds: ['chapter'] })
  await idle()
  const seq = now()
  const written = folder.read(FILE)
  writeFileSync(join(folder.root, `${FILE}.tmp`), written.replace('a girl\n', 'an old woman\n'))
  renameSync(join(folder.root, `${FILE}.tmp`), join(folder.root, FILE))
  expect(await told('imagery-files-changed', seq)).toMatchObject({
    severity: 'warning',
    message: '1 file changed on disk: 1 panel. 1 panel is out of date; all pictures are kept.',
  })
  const { changes, counts } = await state()
  expect(changes[0]!.changes).toMatchObject([
    { file: FILE, id: 'low-water-01', state: 'changed', goesStale: true, hasPicture: true },
  ])
  expect(changes[0]!.changes[0]!.changes).toContainEqual(
    expect.objectContaining({ what: 'prompt', after: expect.stringContaining('an old woman') }),
  )
  expect(counts.done).toBe(1)
  const outline = await desk.ask('tree.outline', { filter: { edition: { style: 'imagery', lang: 'en' } } })
  expect(outline.states.stale).toBe(1)
})

test('what the book writes itself is no news', async () => {
  const seq = now()
  await desk.ask('imagery.generate', { kinds: ['chapter'] })
  await idle()
  // The reading that its own writing leads to.
  await desk.until(
    ({ seq: at, name, data }) => at > seq && name === 'changed' && 'nouns' in data && data.nouns.includes('cast'),
  )
  expect((await state()).changes).toEqual([])
  expect((await state()).counts).toMatchObject({ done: 1, 'pending-runnable': 3 })
  expect(desk.events.filter(({ seq: at, name }) => at > seq && name === 'notice')).toEqual([])
})

test('a file that breaks is told with its line and column, the rest goes on, and so is one that is whole again', async () => {
  let seq = now()
  folder.write(FILE, CHAPTER.replace('slug: ', 'slug: "'))
  const broken = await told('imagery-unreadable', seq)
  expect(broken).toMatchObject({ severity: 'error' })
  expect(broken.message).toMatch(/^chapters\/ch01-low-water\/imagery\.yaml, line \d+: Column \d+: .*keeps what it has/s)
  expect(await state()).toMatchObject({
    counts: { 'pending-runnable': 3 },
    files: [{ file: FILE, readable: false }, { readable: true }],
    problems: [{ severity: 'error', code: 'imagery-unreadable', file: FILE, column: expect.any(Number) }],
  })
  expect((await desk.ask('book.current', {})).book).toMatchObject({ panels: 7 })
  seq = now()
  folder.write(FILE, CHAPTER)
  expect(await told('imagery-mended', seq)).toMatchObject({ message: `${FILE} can be read again.` })
  expect((await state()).changes).toEqual([])
})

test('chapters that come, go and are renamed are followed, many at once', async () => {
  let seq = now()
  for (let n = 10; n < 40; n++)
    folder.write(`chapters/ch${n}/imagery.yaml`, CHAPTER.replaceAll('ch01-low-water', `ch${n}`))
  await filesRead(seq)
  await expect.poll(async () => (await state()).files.length, { timeout: 10_000 }).toBe(32)
  expect((await desk.ask('book.current', {})).book).toMatchObject({ chapters: 32 })
  seq = now()
  renameSync(join(folder.root, 'chapters/ch10'), join(folder.root, 'chapters/ch99'))
  rmSync(join(folder.root, 'chapters/ch11'), { recursive: true })
  mkdirSync(join(folder.root, 'chapters/empty'))
  await told('imagery-files-changed', seq)
  await expect
    .poll(async () => (await state()).files.map(({ file }) => file), { timeout: 10_000 })
    .not.toContain('chapters/ch11/imagery.yaml')
  const files = (await state()).files.map(({ file }) => file)
  expect(files).toContain('chapters/ch99/imagery.yaml')
  expect(files).not.toContain('chapters/ch10/imagery.yaml')
})

test('what the author edits or deletes here stays while the file says what it said', async () => {
  const [first, second] = desk.desk.book().project.script.panelIds() as [string, string]
  await desk.ask('panel.edit', { panelIds: [first], change: { what: 'A girl, mine.' } })
  await desk.ask('tree.delete', { entries: [{ kind: 'panel', id: second }] })
  const seq = now()
  await desk.ask('imagery.generate', { kinds: ['location'], maxTasks: 1 })
  await idle()
  folder.write(FILE, `# mine\n${CHAPTER}`)
  await desk.until(
    ({ seq: at, name, data }) => at > seq && name === 'changed' && 'nouns' in data && data.nouns.includes('cast'),
  )
  const panels = desk.desk.book().project.script.panels(desk.desk.book().project.script.panelIds())
  expect(panels.find(({ id }) => id === first)!.content.what).toBe('A girl, mine.')
  expect(panels.some(({ id }) => id === second)).toBe(false)
  expect((await state()).changes).toEqual([])
})
