import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../../shared/domain/bible.ts'
import type { Project } from '../../open-project.ts'
import { addTestTake } from '../../store/open-test-store.ts'
import { castView, personDetail, placeDetail } from '../cast-view.ts'
import { importScript } from '../importing.ts'
import { newBook } from '../new-book.ts'
import { undoEdit } from '../undoing.ts'
import { addPerson, changePerson } from './edit-people.ts'
import { addPlace, changePlace } from './edit-places.ts'
import { mergePeople } from './merge-people.ts'
import { removeEntries } from './remove-entries.ts'
import { usedIn } from './used-in.ts'

const BIBLE = `# Bible

## People

### Nell Marrick

- aliases: the girl
- born: 1912
- always: copper plaits
- look 1926: outfit: a navy guernsey

### Ed Crane

- always: a grey beard

## Places

### Gannet Stack

- zones: lamp room
- signature: a white tower
- light: one lamp
`

const SCRIPT = `# Chapter 1: The lamp
## Scene 1: Gannet Stack, lamp room
### Strip 001
Nell Marrick winds the clockwork in the lamp room.
---
Ed Crane opens the door.
## Scene 2: The quay
### Strip 002
A ferryman waits alone on the quay.
## Scene 3: The shed
### Strip 003
Teddy mends a net in the shed.
`

let folder: string
let project: Project
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-cast-'))
  project = newBook(join(folder, 'Lamp.panelwright'), {}, { what: 'a test' })
  await read(BIBLE)
  writeFileSync(join(folder, 'strips.txt'), SCRIPT)
  await importScript(project, [join(folder, 'strips.txt')])
})
afterEach(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

async function read(bible: string) {
  writeFileSync(join(folder, 'bible.md'), bible)
  return importScript(project, [join(folder, 'bible.md')])
}

const nell = () => personDetail(project, 'nell-marrick')
const drawn = () =>
  project.script.panels(project.script.panelIds()).map(({ content }) => content.people.map(({ personId }) => personId))
const staleOnes = () => project.script.panels(project.script.panelIds()).map(({ staleAt }) => staleAt !== null)

describe('an edit of the cast', () => {
  test('holds, says what the file says, and can be undone', async () => {
    const before = nell()
    expect(before).toMatchObject({ file: 'bible.md', read: null })
    expect(await changePerson(project, 'nell-marrick', { always: 'short hair' })).toMatchObject({
      label: 'Nell Marrick: lasting features changed',
    })
    expect(nell()).toMatchObject({ always: 'short hair', read: { always: 'copper plaits' } })
    await undoEdit(project)
    expect(nell()).toEqual(before)
  })

  test('that comes back to what the file says is none any more', async () => {
    await changePerson(project, 'nell-marrick', { always: 'short hair' })
    await changePerson(project, 'nell-marrick', { always: 'copper plaits' })
    expect(nell().read).toBeNull()
  })

  test('outranks the file, which is told; what the author left alone follows it', async () => {
    await changePerson(project, 'nell-marrick', { always: 'short hair' })
    const { diagnostics } = await read(BIBLE.replace('copper plaits', 'a shaved head').replace('1912', '1913'))
    expect(nell()).toMatchObject({ always: 'short hair', born: 1913, read: { always: 'a shaved head' } })
    expect(diagnostics.filter(({ code }) => code === 'bible-edit-kept')).toMatchObject([
      { message: 'Nell Marrick, always: the file says “a shaved head” now; yours stays: “short hair”.' },
    ])
    // Read once more, nothing has changed and nothing is told.
    expect((await read(BIBLE.replace('copper plaits', 'a shaved head').replace('1912', '1913'))).diagnostics).toEqual(
      [],
    )
  })

  test('of one look leaves the others to the file', async () => {
    const bible = BIBLE.replace('a navy guernsey', 'a navy guernsey\n- look 1938: outfit: an oilskin')
    await read(bible)
    const { looks } = nell()
    await changePerson(project, 'nell-marrick', {
      looks: looks.map((look, at) => (at === 0 ? { ...look, outfit: 'a shawl' } : look)),
    })
    await read(bible.replace('an oilskin', 'a duffel coat').replace('navy', 'red'))
    expect(nell().looks.map(({ outfit }) => outfit)).toEqual(['a shawl', expect.stringContaining('a duffel coat')])
  })

  test('keeps an entry that its file no longer has', async () => {
    await changePerson(project, 'ed-crane', { role: 'the boatman' })
    const { diagnostics } = await read(BIBLE.replace(/### Ed[\s\S]*(?=## Places)/, ''))
    expect(personDetail(project, 'ed-crane')).toMatchObject({ role: 'the boatman', file: null })
    expect(diagnostics.map(({ code }) => code)).toContain('bible-edited-entry-kept')
  })

  test('marks pictures that do not fit any more; undone, they fit again', async () => {
    for (const id of project.script.panelIds()) addTestTake(project.store, id)
    expect(await changePerson(project, 'nell-marrick', { always: 'short hair' })).toMatchObject({ stale: 1 })
    expect(staleOnes()).toEqual([true, false, false, false])
    await undoEdit(project)
    expect(staleOnes()).toEqual([false, false, false, false])
    expect(await changePlace(project, 'gannet-stack', { light: 'moonlight' })).toMatchObject({ stale: 2 })
  })

  test('of a name finds both names in the script', async () => {
    await changePerson(project, 'ed-crane', { name: 'Edward Crane' })
    expect(personDetail(project, 'ed-crane').aliases.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Ed Crane', 'Edward Crane', 'Edward']),
    )
    expect(drawn()[1]).toEqual(['ed-crane'])
  })

  test('is refused for a look that ends before it begins', async () => {
    const look = { label: 'Winter', chapters: [], appearance: '', outfit: '' }
    await expect(
      changePerson(project, 'nell-marrick', { looks: [{ ...look, from: '1931', until: '1930-05' }] }),
    ).rejects.toThrow('would end (1930-05) before it begins (1931)')
    expect(nell().looks).toHaveLength(1)
  })
})

test('a walk-on gets an entry, and their panels with it', async () => {
  const [walkOn] = castView(project).walkOns
  const { id } = await addPerson(project, { name: 'Jory Pell', walkOn: walkOn!.id })
  expect(castView(project)).toMatchObject({ walkOns: [], people: [{}, {}, { id, name: 'Jory Pell', panels: 1 }] })
  await expect(addPerson(project, { name: 'jory pell' })).rejects.toThrow('in the cast already')
  await undoEdit(project)
  expect(castView(project).walkOns).toHaveLength(1)
})

test('who is removed stays away when the file is read again, until it is undone', async () => {
  await removeEntries(project, { people: ['ed-crane'], places: [] })
  await read(BIBLE.replace('a grey beard', 'a white beard'))
  expect(castView(project).people.map(({ id }) => id)).toEqual(['nell-marrick'])
  expect(() => personDetail(project, 'ed-crane')).toThrow('nobody called')
})

test('two entries of one person become one, with the names, references and corrections of both', async () => {
  const { id } = await addPerson(project, { name: 'Teddy' })
  expect(drawn()[3]).toEqual([id])
  await mergePeople(project, id, 'ed-crane')
  expect(drawn()[3]).toEqual(['ed-crane'])
  expect(castView(project).people.map(({ id: each }) => each)).toEqual(['nell-marrick', 'ed-crane'])
  await undoEdit(project)
  expect(drawn()[3]).toEqual([id])
})

test('places are added and changed, and tell what is set in them', async () => {
  const { id } = await addPlace(project, { name: 'The Dredger' })
  await changePlace(project, id, {
    zones: [
      { name: 'Back room', aliases: [] },
      { name: 'Back room', aliases: [] },
    ],
  })
  expect(placeDetail(project, id).zones.map((zone) => zone.id)).toEqual(['dredger/back-room', 'dredger/back-room-2'])
  expect(usedIn(project, { placeId: 'gannet-stack' }, { offset: 0, limit: 2 })).toMatchObject({
    total: 2,
    rows: [{ number: 1 }, { number: 2 }],
  })
  expect(usedIn(project, { personId: 'nell-marrick' }, { offset: 0, limit: 9 })).toMatchObject({ total: 1, stale: 0 })
})

test('HTML is words like others', async () => {
  const words = '<img src=x onerror=alert(1)> "Nell" </script>'
  await changePerson(project, 'nell-marrick', { name: words, always: words, role: words } satisfies Partial<Person>)
  expect(nell()).toMatchObject({ name: words, always: words, role: words })
})
