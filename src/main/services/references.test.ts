import { pbkdf2 } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { noisePicture } from '../images/sample-pictures.case.ts'
import { sharp } from '../images/sharp.ts'
import { queueStore } from '../store/queue/index.ts'
import { person } from '../store/schema/index.ts'
import { batch, job } from '../store/schema/queue.ts'
import { bookAssets } from './assets.ts'
import { checkProject } from './doctor/project-checks.ts'
import { planBatch } from './planning.ts'
import {
  type AddOptions,
  addReferences,
  checkReferenceFiles,
  listReferences,
  preferReference,
  removeReferences,
} from './references.ts'
import { closeTestProject, PAINTER, testProject } from './test-project.ts'
import { redoEdit, undoEdit } from './undoing.ts'

let project: ReturnType<typeof testProject>
/** Beside the project: where the author has their pictures. */
let desk: string
let sharpPicture: Buffer
let otherPicture: Buffer
let blurredPicture: Buffer
beforeAll(async () => {
  sharpPicture = await noisePicture(320, 400).png().toBuffer()
  otherPicture = await noisePicture(400, 320).jpeg().toBuffer()
  blurredPicture = await sharp(await noisePicture(900, 900).png().toBuffer())
    .blur(12)
    .png()
    .toBuffer()
})
beforeEach(() => {
  project = testProject()
  desk = join(project.folder, '..')
  writeFileSync(join(desk, 'nell.png'), sharpPicture)
  writeFileSync(join(desk, 'coat.jpg'), otherPicture)
  writeFileSync(join(desk, 'blurred.png'), blurredPicture)
  writeFileSync(join(desk, 'letter.png'), 'Dear Maren,')
})
afterEach(() => closeTestProject(project))

const add = (who: string, names: string[], over: Partial<AddOptions> = {}) =>
  addReferences(project, {
    who,
    files: names.map((name) => ({ path: join(desk, name), name })),
    preferred: false,
    anyway: false,
    lookForPerson: null,
    ...over,
  })

async function failure(work: () => unknown): Promise<AppError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const files = (folder = 'references') => readdirSync(join(project.folder, folder)).sort()

/** Until it is done no thread reads a file. */
const busy = () => Promise.all(Array.from({ length: 8 }, () => promisify(pbkdf2)('x', 'y', 50_000, 64, 'sha512')))

test('a picture that is being looked at while it goes to the trash, or comes back, is shown', async () => {
  const report = await add('maren', ['nell.png'])
  const { id } = report.files[0]!.reference!
  const assets = bookAssets(project)
  const delay = [busy()]
  const going = assets.reference(id, 96)
  removeReferences(project, [{ which: id }])
  expect(await going).toMatchObject({ type: 'image/webp' })
  delay.push(busy())
  const coming = assets.reference(id, 192)
  await undoEdit(project)
  expect(await coming).toMatchObject({ type: 'image/webp' })
  await Promise.all(delay)
})

test('a picture that goes and comes back while it is being looked at is shown', async () => {
  const report = await add('maren', ['nell.png'])
  const { id } = report.files[0]!.reference!
  const first = busy()
  const shown = bookAssets(project).reference(id, 96)
  const second = busy()
  removeReferences(project, [{ which: id }])
  // It was sought in its place by then, and is about to be sought in the trash; it is shown whenever it comes back.
  await first
  await new Promise((resume) => setTimeout(resume, 5))
  await undoEdit(project)
  expect(await shown).toMatchObject({ type: 'image/webp' })
  await second
})

test('what was added or removed can be undone, its file going and coming with it', async () => {
  const report = await add('maren', ['nell.png'], { preferred: true })
  const { id, path } = report.files[0]!.reference!
  const listed = () => listReferences(project, null).map(({ reference, problem }) => [reference.preferred, problem])
  removeReferences(project, [{ which: id }])
  expect([listed(), files()]).toEqual([[], []])
  await undoEdit(project)
  expect([listed(), files()]).toEqual([[[true, null]], [path.split('/')[1]]])
  await undoEdit(project)
  expect([listed(), files()]).toEqual([[], []])
  await redoEdit(project)
  expect([listed(), files().length]).toEqual([[[true, null]], 1])
})

describe('adding references', () => {
  test('copies the bytes untouched, under a name made of them', async () => {
    const { files: added, role, subject } = await add('Maren', ['nell.png'])
    expect({ role, of: subject.of }).toEqual({ role: 'face', of: 'maren' })
    const { reference, state } = added[0]!
    expect(state).toBe('added')
    expect(reference).toMatchObject({ name: 'nell.png', width: 320, height: 400, bytes: sharpPicture.byteLength })
    expect(reference!.path).toBe(`references/${reference!.sha256.slice(0, 16)}.png`)
    expect(readFileSync(join(project.folder, reference!.path)).equals(sharpPicture)).toBe(true)
  })

  test('keeps the same picture once, for whomever it is added', async () => {
    copyFileSync(join(desk, 'nell.png'), join(desk, 'again.png'))
    await add('Maren', ['nell.png'])
    const { files: again } = await add('Maren', ['again.png'])
    expect(again[0]).toMatchObject({ state: 'again', reference: { name: 'nell.png' } })
    await add('Otto', ['nell.png'])
    await add('Maren', ['nell.png'], { role: 'outfit' })
    expect(files()).toHaveLength(1)
    expect(listReferences(project, null)).toHaveLength(3)
  })

  test.each([
    ['maren', undefined, 'maren', 'face'],
    ['Marianne "Maren" Holt', undefined, 'maren', 'face'],
    ['the ferrywoman', 'outfit', 'maren', 'outfit'],
    ['OTTO', undefined, 'otto', 'face'],
    ['The River', undefined, 'the-river', 'place'],
    ['boat house', undefined, 'the-river/boat-house', 'place'],
    ['the-river/ferry', undefined, 'the-river/ferry', 'place'],
    ['noir', undefined, 'noir', 'style'],
  ] as const)('knows %s', async (who, role, of, expected) => {
    expect(await add(who, ['nell.png'], { role })).toMatchObject({ subject: { of }, role: expected })
  })

  test.each<[what: string, who: string, over: Partial<AddOptions>, message: RegExp, remedy: RegExp]>([
    ['a name that nobody has', 'Marne', {}, /called “Marne”/, /Did you mean Maren\?/],
    ['a name far from any', 'Zebedee Quill', {}, /Zebedee/, /There are: .*Otto.*The River/],
    ['a role that a place has not', 'The River', { role: 'face' }, /a place has no face/, /Leave --role out/],
    ['a look of a place', 'The River', { look: '1931' }, /only people have looks/, /Leave --look out/],
    ['a look that they have not', 'Maren', { look: '1970' }, /no look “1970”/, /Leave --look out/],
  ])('refuses %s', async (_, who, over, message, remedy) => {
    expect(await failure(() => add(who, ['nell.png'], over))).toMatchObject({
      code: 'WRONG_USE',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    expect(files()).toEqual([])
  })

  test('binds to a look of the bible, given by its beginning', async () => {
    label('maren', ['1952-1958 (at school)', '1959 on'])
    expect(await add('Maren', ['nell.png'], { look: '1952' })).toMatchObject({ look: '1952-1958 (at school)' })
    expect(await failure(() => add('Maren', ['coat.jpg'], { look: '1953' }))).toMatchObject({
      remedy: 'There are: 1952-1958 (at school); 1959 on.',
    })
    // Not said again, it stays.
    const { files: again } = await add('Maren', ['nell.png'], { preferred: true })
    expect(again[0]).toMatchObject({ state: 'changed', reference: { look: '1952-1958 (at school)', preferred: true } })
  })

  test('says that an outfit bound to no look goes along with all of them', async () => {
    label('maren', ['1952-1958', '1959 on'])
    const { diagnostics } = await add('Maren', ['coat.jpg'], { role: 'outfit' })
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'info', remedy: expect.stringMatching(/--look .*1952-1958; 1959 on/) }),
    ])
    expect((await add('Maren', ['coat.jpg'], { role: 'outfit', look: '1959 on' })).diagnostics).toEqual([])
  })

  test('leaves out what cannot serve, and takes the rest', async () => {
    const { files: added } = await add('Maren', ['letter.png', 'nell.png', 'gone.png', 'blurred.png'])
    expect(added.map(({ file, state, problems }) => [file, state, problems.map(({ code }) => code)])).toEqual([
      ['letter.png', 'left-out', ['reference-wrong-type']],
      ['nell.png', 'added', []],
      ['gone.png', 'left-out', ['reference-unreadable']],
      ['blurred.png', 'left-out', ['reference-blurred']],
    ])
    expect(files()).toHaveLength(1)
  })

  test('takes a doubtful picture when the author says so, and keeps the doubt', async () => {
    const { files: added } = await add('Maren', ['blurred.png', 'letter.png'], { anyway: true })
    expect(added.map(({ state }) => state)).toEqual(['added', 'left-out'])
    expect(added[0]!.reference!.checks).toMatchObject({ person: null, doubts: ['blurred'] })
  })

  test('has people looked for where a person is meant, and nowhere else', async () => {
    const lookForPerson = async () => ({ person: false, share: 0 })
    const { files: added } = await add('Maren', ['nell.png'], { lookForPerson })
    expect(added[0]).toMatchObject({ state: 'left-out', problems: [{ code: 'reference-no-person' }] })
    expect((await add('The River', ['nell.png'], { lookForPerson })).files[0]).toMatchObject({ state: 'added' })
  })

  test('takes the pictures of a folder in the order of their names', async () => {
    mkdirSync(join(desk, 'portraits/more'), { recursive: true })
    for (const [name, content] of [
      ['10.png', sharpPicture],
      ['2.jpg', otherPicture],
      ['notes.txt', 'red hair'],
      ['.hidden.png', sharpPicture],
    ] as const)
      writeFileSync(join(desk, 'portraits', name), content)
    const { files: added } = await add('Maren', ['portraits/'])
    expect(added.map(({ file }) => file)).toEqual(['portraits/2.jpg', 'portraits/10.png'])
    expect(await failure(() => add('Maren', ['portraits/more']))).toMatchObject({
      message: expect.stringMatching(/no pictures in this folder/),
      place: { file: 'portraits/more' },
    })
  })

  test('puts a file aside that something else changed, and mends the reference', async () => {
    const { path } = (await add('Maren', ['nell.png'])).files[0]!.reference!
    writeFileSync(join(project.folder, path), otherPicture)
    expect(listReferences(project, null)[0]!.problem).toMatchObject({ code: 'reference-changed' })
    await add('Maren', ['nell.png'])
    expect(readFileSync(join(project.folder, path)).equals(sharpPicture)).toBe(true)
    const [aside, another] = files('trash/references')
    expect(another).toBeUndefined()
    expect(readFileSync(join(project.folder, 'trash/references', aside!)).equals(otherPicture)).toBe(true)
    expect(listReferences(project, null)[0]!.problem).toBeNull()
  })
})

describe('removing references', () => {
  test('moves the file to the trash, from where it can be added again', async () => {
    await add('Maren', ['nell.png'], { role: 'outfit', preferred: true })
    const [removed] = removeReferences(project, [{ which: 'nell.png' }])
    expect(removed).toMatchObject({ stillNeeded: false, path: expect.stringMatching(/^trash\/references\//) })
    expect(files()).toEqual([])
    expect(listReferences(project, null)).toEqual([])
    const back = await addReferences(project, {
      ...{ who: 'maren', role: 'outfit', preferred: false, anyway: false, lookForPerson: null },
      files: [{ path: join(project.folder, removed!.path), name: 'x.png' }],
    })
    expect(back.files[0]).toMatchObject({ state: 'back', reference: { name: 'nell.png', role: 'outfit' } })
    expect(files()).toHaveLength(1)
  })

  test('keeps the file while another reference has the same picture', async () => {
    await add('Maren', ['nell.png'])
    await add('Otto', ['nell.png'])
    expect(await failure(() => removeReferences(project, [{ which: 'nell.png' }]))).toMatchObject({
      message: expect.stringMatching(/\(face of Maren Holt, nell\.png\) or .*\(face of Otto, nell\.png\)/),
      remedy: expect.stringMatching(/--of/),
    })
    expect(removeReferences(project, [{ which: 'nell.png', of: 'Otto' }])).toMatchObject([{ stillNeeded: true }])
    expect(files()).toHaveLength(1)
    expect(removeReferences(project, [{ which: 'nell.png' }])).toMatchObject([{ stillNeeded: false }])
    expect(files()).toEqual([])
  })

  test('keeps the file while a job may still be made with it, and clears it away afterwards', async () => {
    const { reference } = (await add('Maren', ['nell.png'])).files[0]!
    queueStore(project.store.sqlite).jobs.insertRequest(
      'k',
      JSON.stringify({ references: [{ hash: reference!.sha256 }] }),
    )
    const { db } = project.store
    db.insert(batch).values({ id: 'b', title: '', settings: {}, priority: 'normal', createdAt: 0 }).run()
    const panelId = project.panelIds[0]!
    db.insert(job)
      .values({
        ...{ id: 'j', batchId: 'b', position: 0, panelId, artStyleId: 'noir', language: 'en', imageIndex: 0 },
        ...{ key: 'k', folder: 'ch01/sc01', lane: 'painter', state: 'queued', rank: 1 },
      })
      .run()
    expect(removeReferences(project, [{ which: reference!.sha256.slice(0, 8) }])).toMatchObject([
      { stillNeeded: true, path: reference!.path },
    ])
    expect(files()).toHaveLength(1)
    db.update(job).set({ state: 'done' }).run()
    await add('Maren', ['coat.jpg'])
    expect(files()).toEqual([expect.stringMatching(/\.jpg$/)])
    expect(files('trash/references')).toHaveLength(1)
  })

  test('of one that there is not suggests one', async () => {
    await add('Maren', ['nell.png'])
    expect(await failure(() => removeReferences(project, [{ which: 'nel.png' }]))).toMatchObject({
      remedy: 'Did you mean nell.png?',
    })
    expect(await failure(() => removeReferences(project, [{ which: 'nell.png', role: 'outfit' }]))).toMatchObject({
      message: 'There is no reference “nell.png”.',
    })
  })
})

test('preferring one takes it before the newest', async () => {
  await add('Maren', ['nell.png', 'coat.jpg'])
  const preferred = () => listReferences(project, 'Maren').map(({ reference }) => [reference.name, reference.preferred])
  expect(preferReference(project, { which: 'nell.png' }, true).reference.preferred).toBe(true)
  expect(preferred()).toEqual([
    ['nell.png', true],
    ['coat.jpg', false],
  ])
  preferReference(project, { which: 'coat.jpg' }, true)
  expect(preferred()).toEqual([
    ['nell.png', false],
    ['coat.jpg', true],
  ])
})

test('files are checked without a project', async () => {
  const named = ['nell.png', 'blurred.png', 'letter.png'].map((name) => ({ path: join(desk, name), name }))
  const checked = await checkReferenceFiles(named, null)
  expect(checked.map(({ file, checked: { ok }, problems }) => [file, ok, problems.length])).toEqual([
    ['nell.png', true, 0],
    ['blurred.png', true, 1],
    ['letter.png', false, 1],
  ])
})

/** Heads the looks of somebody of the test book, in order. */
function label(id: string, labels: string[]): void {
  const { db } = project.store
  const cast = project.cast.bible().people.find((each) => each.id === id)!
  const looks = cast.looks.map((look, at) => ({ ...look, label: labels[at]! }))
  db.update(person)
    .set({ body: { ...cast, looks } })
    .where(eq(person.id, id))
    .run()
}

describe('references that cannot be used', () => {
  const ARTIST = {
    ...PAINTER,
    capabilities: (model: string) => ({ ...PAINTER.capabilities(model), references: 4 }),
  }
  const plan = () => planBatch(project, { styles: ['noir'], provider: ARTIST })

  test.each<[what: string, damage: (path: string) => void, code: string]>([
    ['is missing', (path) => rmSync(path), 'reference-missing'],
    ['has other bytes', (path) => writeFileSync(path, otherPicture), 'reference-changed'],
    [
      'has other bytes of the same length',
      (path) => writeFileSync(path, Buffer.alloc(sharpPicture.byteLength, 7)),
      'reference-changed',
    ],
    [
      'shows somebody the bible no longer has',
      () => project.store.sqlite.exec("delete from person where id = 'maren'"),
      'reference-subject-gone',
    ],
    ['shows a look the bible no longer has', () => label('maren', ['1952 on', '1959 on']), 'reference-look-gone'],
  ])('one that %s is told everywhere, and nothing is drawn after it', async (_, damage, code) => {
    label('maren', ['1952-1958', '1959 on'])
    const { reference } = (await add('Maren', ['nell.png'], { look: '1952-1958' })).files[0]!
    expect(plan().jobs[0]!.request.references).toHaveLength(1)
    damage(join(project.folder, reference!.path))
    const { jobs, diagnostics } = plan()
    expect(jobs.flatMap(({ request }) => request.references)).toEqual([])
    expect(diagnostics.filter((each) => each.code.startsWith('reference'))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code,
        file: reference!.path,
        remedy: expect.stringMatching(/\S/),
      }),
    ])
    expect(listReferences(project, null)).toMatchObject([{ problem: { code } }])
    expect(await checkProject(project.folder)).toContainEqual(
      expect.objectContaining({ name: 'References', state: 'lacking', found: expect.stringMatching(/reference/) }),
    )
    expect(existsSync(project.folder)).toBe(true)
  })

  test('one of somebody who is gone can still be listed and removed by their id', async () => {
    await add('Maren', ['nell.png'])
    project.store.sqlite.exec("delete from person where id = 'maren'")
    expect(listReferences(project, 'maren')).toHaveLength(1)
    expect(removeReferences(project, [{ which: 'nell.png', of: 'maren' }])).toHaveLength(1)
  })

  test('those that can be are counted by doctor', async () => {
    await add('Maren', ['nell.png', 'coat.jpg'])
    expect(await checkProject(project.folder)).toContainEqual(
      expect.objectContaining({ name: 'References', state: 'ok', found: '2 pictures, all files in place' }),
    )
  })
})
