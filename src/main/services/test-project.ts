import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PanelContent, PanelPerson } from '../../shared/domain/panel.ts'
import { createProject, type Project } from '../open-project.ts'
import { inPanel, MAREN, OTTO, RIVER } from '../prompts/test-book.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { addTestPanels } from '../store/open-test-store.ts'
import { panelPerson, person, place, scene } from '../store/schema/index.ts'

/** A real project in a temporary folder: two chapters of three panels, two people, one place. For tests. */
export function testProject(): Project & { folder: string; panelIds: string[] } {
  const folder = join(mkdtempSync(join(tmpdir(), 'panelwright-plan-')), 'River.panelwright')
  const settings = {
    title: 'River',
    author: '',
    language: 'en',
    pageFormat: 'us-comic',
    readingDirection: 'ltr' as const,
    wordsPerPanel: 90,
    noteHeadings: [],
    budgetUsd: null,
    dayBudgetUsd: null,
  }
  const project = createProject(folder, settings, { what: 'test', now: () => Date.UTC(2026, 10, 20) })
  const { db } = project.store
  const panelIds = ['1', '2'].flatMap((number) => addTestPanels(project.store, 3, number))
  db.update(scene).set({ date: '1957-11-02' }).run()
  for (const [position, entry] of [MAREN, OTTO].entries()) {
    db.insert(person).values({ id: entry.id, position, name: entry.name, body: entry }).run()
  }
  db.insert(place).values({ id: RIVER.id, position: 0, name: RIVER.name, body: RIVER }).run()
  for (const panelId of panelIds) addPerson(project, panelId, 'maren')
  return { ...project, folder, panelIds }
}

export function addPerson(
  project: Project,
  panelId: string,
  personId: string,
  position = 0,
  over: Partial<PanelPerson> = {},
): void {
  project.store.db
    .insert(panelPerson)
    .values({ panelId, position, ...inPanel(personId, over) })
    .run()
}

export function changePanel(
  { store }: Project,
  panelId: string,
  change: Partial<Pick<PanelContent, 'what' | 'placeId'>>,
) {
  store.sqlite
    .prepare('update panel set what = coalesce(?, what), place_id = coalesce(?, place_id) where id = ?')
    .run(change.what ?? null, change.placeId ?? null, panelId)
}

export function closeTestProject(project: Project): void {
  project.close()
  rmSync(join(project.folder, '..'), { recursive: true, force: true })
}

/** A provider that is only asked what it can do. */
export const PAINTER: ImageProvider = {
  id: 'painter',
  name: 'Painter',
  models: ['painter-1'],
  free: false,
  capabilities: () => ({
    sizes: { kind: 'list', sizes: [{ width: 1024, height: 1024 }] },
    qualities: ['draft', 'fine'],
    seed: true,
    negativePrompt: true,
    references: 0,
    staged: false,
    tuning: [],
  }),
  pace: () => ({ concurrency: 1, requestsPerMinute: null }),
  generate: () => Promise.reject(new Error('not asked to draw')),
}

export const ROUGHS: ImageProvider = {
  ...PAINTER,
  id: 'roughs',
  models: ['roughs-1'],
  onlyTheseModels: true,
  free: true,
  capabilities: (model) => ({ ...PAINTER.capabilities(model), qualities: [], staged: true }),
}
