import { afterEach, beforeEach, expect, test } from 'vitest'
import { queueStore } from '../../store/queue/index.ts'
import type { StandingTake } from '../../store/queue/picks.ts'
import { book } from '../../store/schema/index.ts'
import { layOut } from '../laying-out.ts'
import { planBatch } from '../planning.ts'
import { addPerson, closeTestProject, PAINTER, testProject } from '../test-project.ts'
import { meantPlaces } from './meant-places.ts'

let project: ReturnType<typeof testProject>
beforeEach(() => {
  project = testProject()
})
afterEach(() => closeTestProject(project))

test('people are where their picture was asked to have them, else where the script has them today', () => {
  const [panelId = '', other = ''] = project.panelIds
  for (const id of [panelId, other]) addPerson(project, id, 'otto', 1)
  const { key, request } = planBatch(project, { styles: ['noir'], provider: PAINTER }).jobs[0]!
  queueStore(project.store.sqlite).jobs.insertRequest(key, JSON.stringify(request))
  project.store.db.update(book).set({ readingDirection: 'rtl' }).run()

  const take: StandingTake = {
    ...{ id: 't', panelId, key, path: '', bytes: 1, sha256: '', width: 1, height: 1, format: 'png' },
    ...{ regions: null, fileState: 'whole', createdAt: 0 },
  }
  const row = (takes: StandingTake[], id: string) =>
    meantPlaces(project, layOut(project), new Map(takes.map((one) => [one.panelId, one])))
      .get(id)!
      .figures.map(({ personId }) => personId)
  expect(row([take], panelId)).toEqual(['maren', 'otto'])
  expect(row([take], other)).toEqual(['otto', 'maren'])
  expect(row([], panelId)).toEqual(['otto', 'maren'])
  // Where the maker said it, nobody guesses.
  expect(row([{ ...take, regions: '{"people":[]}' }], panelId)).toEqual(['otto', 'maren'])
})
