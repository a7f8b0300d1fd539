import { beforeEach, describe, expect, test } from 'vitest'
import type { Reference } from '../../shared/domain/reference.ts'
import { type EditedRows, editJournal } from './edit-journal.ts'
import { addTestPanels, openTestStore } from './open-test-store.ts'
import { queueStore } from './queue/index.ts'
import { type ReferenceRepository, referenceRepository } from './references.ts'
import { batch, job } from './schema/queue.ts'

let store: ReturnType<typeof openTestStore>
let references: ReferenceRepository
beforeEach(() => {
  store = openTestStore()
  references = referenceRepository(store)
})

const edit = <Result>(work: (rows: EditedRows) => Result) => editJournal(store).record('An edit', 0, work)

const draft = (over: Partial<Reference> = {}): Omit<Reference, 'id' | 'addedAt'> => ({
  subject: 'person',
  of: 'nell',
  role: 'face',
  look: null,
  name: 'nell.png',
  path: 'references/a1.png',
  sha256: 'a1',
  bytes: 10,
  width: 512,
  height: 640,
  format: 'png',
  checks: { sharpness: 0.8, person: null, doubts: [] },
  preferred: false,
  ...over,
})
const add = (over: Partial<Reference> = {}, now = 1) => edit((rows) => references.set(rows, draft(over), now)).reference

/** A job of a panel whose frozen request speaks of a picture. */
function addJob(state: 'queued' | 'failed' | 'done', sha256: string): void {
  const [panelId] = addTestPanels(store, 1, state)
  const key = `${state}-${sha256}`
  queueStore(store.sqlite).jobs.insertRequest(key, JSON.stringify({ references: [{ hash: sha256, role: 'face' }] }))
  store.db.insert(batch).values({ id: key, title: '', settings: {}, priority: 'normal', createdAt: 0 }).run()
  store.db
    .insert(job)
    .values({
      ...{ id: key, batchId: key, position: 0, panelId: panelId!, artStyleId: 'noir', language: 'en', imageIndex: 0 },
      ...{ key, folder: 'ch01/sc01', lane: 'painter', state, rank: 1 },
    })
    .run()
}

describe('references of a book', () => {
  test('come back as they were added, oldest first', () => {
    const outfit = add({ role: 'outfit', sha256: 'b2', look: '1931' }, 5)
    const face = add({}, 2)
    expect(references.all()).toEqual([face, outfit])
    expect(face).toEqual({ ...draft(), id: expect.any(String), addedAt: 2 })
  })

  test('are not doubled by the same picture, whose look may change', () => {
    const first = add()
    expect(edit((rows) => references.set(rows, draft(), 2))).toEqual({ reference: first, state: 'again' })
    expect(edit((rows) => references.set(rows, draft({ look: '1931' }), 3))).toMatchObject({
      state: 'changed',
      reference: { id: first.id, addedAt: 1 },
    })
    expect(edit((rows) => references.set(rows, draft({ role: 'outfit' }), 4)).state).toBe('added')
    expect(references.all()).toHaveLength(2)
  })

  test('come back from the trash as the newest, and no longer preferred', () => {
    const { id } = add({ preferred: true })
    edit((rows) => references.trash(rows, id, 5))
    expect(references.all()).toEqual([])
    expect(references.find(draft())).toMatchObject({ id, preferred: false })
    expect(references.trashed()).toEqual([{ path: 'references/a1.png', sha256: 'a1' }])
    expect(edit((rows) => references.set(rows, draft(), 9))).toMatchObject({
      state: 'back',
      reference: { id, addedAt: 9 },
    })
    expect(references.trashed()).toEqual([])
  })

  test('have one that is preferred for each subject, role and look', () => {
    const preferred = () =>
      references
        .all()
        .filter((each) => each.preferred)
        .map(({ sha256 }) => sha256)
    add({ preferred: true })
    const second = add({ sha256: 'b2' }, 2)
    add({ sha256: 'c3', look: '1931', preferred: true }, 3)
    add({ sha256: 'd4', of: 'art', preferred: true }, 4)
    expect(preferred()).toEqual(['a1', 'c3', 'd4'])
    edit((rows) => references.prefer(rows, second.id, true))
    expect(preferred()).toEqual(['b2', 'c3', 'd4'])
    add({ sha256: 'e5', look: '1931', preferred: true }, 5)
    expect(preferred()).toEqual(['b2', 'd4', 'e5'])
    edit((rows) => references.prefer(rows, second.id, false))
    expect(preferred()).toEqual(['d4', 'e5'])
  })

  test.each<[what: string, use: () => void, needed: boolean]>([
    ['a reference', () => add({ sha256: 'f6', of: 'art' }), true],
    ['a job that waits', () => addJob('queued', 'f6'), true],
    ['a job that may be tried again', () => addJob('failed', 'f6'), true],
    ['a job that is done', () => addJob('done', 'f6'), false],
    ['a job with another picture', () => addJob('queued', 'a1'), false],
    ['a reference in the trash', () => edit((rows) => references.trash(rows, add({ sha256: 'f6' }).id, 1)), false],
  ])('know whether their bytes are needed: %s', (_, use, needed) => {
    use()
    expect(references.isNeeded('f6')).toBe(needed)
  })
})
