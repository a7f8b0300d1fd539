import { generateNKeysBetween } from 'fractional-indexing'
import { v7 as uuid } from 'uuid'
import { newStore, type Store } from './open-store.ts'
import { chapter, panel, pick, scene, source, take } from './schema/index.ts'

/** A book in memory, made by the real migrations, with its one row. For tests. */
export function openTestStore(): Store {
  const store = newStore()
  addTestBook(store)
  return store
}

/** The one row every book has. In plain SQL, so that a book of an earlier version can have it too. */
export function addTestBook({ sqlite }: Pick<Store, 'sqlite'>): void {
  sqlite.exec(
    `insert into book (id, title, language, page_format, reading_direction, note_headings, created_at)
     values (1, 'Test book', 'en', 'us-comic', 'ltr', '[]', 0)`,
  )
}

/** Adds a chapter with one scene of plain panels for jobs and takes to hang on. Returns the panels' ids in order. */
export function addTestPanels({ db, sqlite }: Store, count: number, number = '1'): string[] {
  const sourceId = uuid()
  const chapterId = uuid()
  const sceneId = uuid()
  const panelIds = Array.from({ length: count }, () => uuid())
  const orderKeys = generateNKeysBetween(null, null, count)
  sqlite.transaction(() => {
    const name = `chapter-${number}.md`
    db.insert(source).values({ id: sourceId, name, root: '..', kind: 'prose', sha256: '0', importedAt: 0 }).run()
    db.insert(chapter)
      .values({ id: chapterId, sourceId, orderKey: `a${number}`, number, title: `Chapter ${number}`, words: 0 })
      .run()
    db.insert(scene)
      .values({
        id: sceneId,
        chapterId,
        orderKey: 'a0',
        number: 1,
        title: null,
        body: { number: 1, title: null, line: 1, words: 0, slug: null, paragraphs: [], panels: [] },
        textHash: '0',
        basisHash: '0',
        words: 0,
        present: [],
        referenced: [],
        evidence: [],
      })
      .run()
    for (const [index, id] of panelIds.entries()) {
      db.insert(panel)
        .values({
          id,
          sceneId,
          orderKey: orderKeys[index]!,
          textHash: `${number}-${index}`,
          what: `Panel ${index + 1} of chapter ${number}`,
          sourceText: '',
          sourceLine: index + 1,
          shot: 'medium',
          angle: 'eye-level',
          importance: 3,
          props: [],
          flags: { sceneStart: index === 0, reveal: false, action: false, splash: false },
          evidence: [],
        })
        .run()
    }
  })()
  return panelIds
}

/** A picture of a panel, picked; its file is not there. */
export function addTestTake({ db }: Store, panelId: string): string {
  const id = uuid()
  const edition = { panelId, artStyleId: 'noir', language: 'en' }
  const file = { path: `takes/${id}.png`, sha256: id, bytes: 1, width: 1, height: 1, format: 'png' }
  db.insert(take)
    .values({ id, ...edition, key: id, imageIndex: 0, ...file, createdAt: 0 })
    .run()
  db.insert(pick)
    .values({ ...edition, takeId: id, pickedAt: 0 })
    .run()
  return id
}
