import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, listBackups } from './backups.ts'
import { bookRepository } from './book.ts'
import { bookLanguageRepository } from './book-languages.ts'
import { editJournal } from './edit-journal.ts'
import { layoutLockRepository } from './layout-locks.ts'
import { letteringTextRepository } from './lettering-texts.ts'
import { type Migration, shippedMigrations } from './migrate.ts'
import { openStore } from './open-store.ts'
import { addTestBook, addTestPanels } from './open-test-store.ts'
import { readContents } from './panel-rows.ts'
import { queueStore } from './queue/index.ts'
import { ALL } from './queue/jobs.ts'

const shipped = shippedMigrations()
const next: Migration = {
  version: shipped.length + 1,
  name: 'next.sql',
  sql: "ALTER TABLE panel ADD COLUMN note text; UPDATE panel SET note = 'new'; CREATE TABLE extra (id text PRIMARY KEY) STRICT;",
}
const broken: Migration = {
  version: shipped.length + 2,
  name: 'broken.sql',
  sql: 'CREATE TABLE half (id text) STRICT; SELECT nonsense;',
}

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-migrate-'))
  file = join(folder, 'book.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function populate(panels = 20): void {
  const store = openStore(file)
  addTestBook(store)
  addTestPanels(store, panels)
  store.close()
}

function inspect() {
  const sqlite = new Database(file, { readonly: true })
  try {
    return {
      version: sqlite.pragma('user_version', { simple: true }),
      tables: sqlite.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[],
      panels: sqlite.prepare('select count(*) from panel').pluck().get(),
      check: sqlite.pragma('quick_check', { simple: true }),
    }
  } finally {
    sqlite.close()
  }
}

describe('migrations', () => {
  it('that are not there are a fault of the installation, not of the book', () => {
    expect(() => shippedMigrations(join(folder, 'gone'))).toThrow(
      expect.objectContaining({ code: 'UNAVAILABLE', remedy: expect.stringContaining('npm ci') }),
    )
  })

  it('make every table of the book STRICT', () => {
    populate()
    const sqlite = new Database(file, { readonly: true })
    const loose = sqlite
      .prepare(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'",
      )
      .pluck()
      .all()
    sqlite.close()
    expect(loose).toEqual([])
  })

  it('bring a populated book of the version before to the next one, with a backup of what it was', () => {
    populate()
    const backups = join(folder, 'backups')
    const store = openStore(file, {
      migrations: [...shipped, next],
      beforeMigration: (sqlite) => void backUp(sqlite, backups, 0),
    })
    expect(store.sqlite.prepare('select distinct note from panel').pluck().all()).toEqual(['new'])
    store.close()
    expect(inspect()).toMatchObject({ version: shipped.length + 1, panels: 20 })
    const backup = openStore(listBackups(backups)[0]!, { readOnly: true })
    expect(backup.sqlite.pragma('user_version', { simple: true })).toBe(shipped.length)
    expect(backup.sqlite.prepare('select count(*) from panel').pluck().get()).toBe(20)
    backup.close()
  })

  it('add descriptions of people to a book whose panels have people already', () => {
    const at = shipped.findIndex(({ name }) => name.includes('panel-person-description'))
    const store = openStore(file, { migrations: shipped.slice(0, at) })
    addTestBook(store)
    const [panelId] = addTestPanels(store, 1)
    store.sqlite.prepare("insert into panel_person values (?, 0, 'nell', 'acting', 'smile', 'sit', '[]')").run(panelId)
    store.close()
    const opened = openStore(file)
    const { people } = readContents(opened.sqlite, [panelId!]).get(panelId!)!
    opened.close()
    expect(people).toEqual([{ personId: 'nell', role: 'acting', expression: 'smile', pose: 'sit', evidence: [] }])
  })

  it('bring jobs, lanes and money of a worked book to real providers, every line in its order', () => {
    const at = shipped.findIndex(({ name }) => name.includes('real-providers'))
    const store = openStore(file, { migrations: shipped.slice(0, at) })
    addTestBook(store)
    const panels = addTestPanels(store, 3)
    const { sqlite } = store
    sqlite.exec(
      "insert into batch (id, title, settings, priority, budget_usd, created_at) values ('b', 'B', '{}', 'normal', 5, 1)",
    )
    const job = sqlite.prepare(
      `insert into job (id, batch_id, position, panel_id, art_style_id, language, image_index, key, folder, lane, state,
         rank, not_before, attempts, failure, message, remote_task_id, estimate_usd, started_at, finished_at)
       values (?, 'b', ?, ?, 'noir', 'en', 0, ?, 'ch01/sc01', 'openai', ?, 1, 7, 2, ?, 'Words.', 'task', 0.05, 10, 20)`,
    )
    job.run('j-done', 0, panels[0], 'k0', 'done', null)
    job.run('j-unknown', 1, panels[1], 'k1', 'unknown', 'timeout')
    job.run('j-queued', 2, panels[2], 'k2', 'queued', 'rate-limited')
    sqlite.exec(`insert into job_request values ('k0', '{}'), ('k1', '{}'), ('k2', '{}')`)
    sqlite.exec(
      `insert into attempt (id, job_id, started_at, finished_at, outcome, sent) values
         ('a-done', 'j-done', 10, 20, 'done', '{"seed":1}'), ('a-unknown', 'j-unknown', 10, 20, 'unknown', null)`,
    )
    const take = sqlite.prepare(
      `insert into take (id, panel_id, job_id, key, art_style_id, language, image_index, path, sha256, bytes, width, height,
         format, created_at)
       values ('t', ?, 'j-done', 'k0', 'noir', 'en', 0, 'takes/t.png', 'x', 1, 1, 1, 'png', 20)`,
    )
    take.run(panels[0])
    const line = sqlite.prepare(
      `insert into ledger (id, at, batch_id, job_id, attempt_id, lane, provider_model, usd, estimate_usd, certainty)
       values (?, 20, 'b', ?, ?, 'openai', 'gpt-image-1', ?, 0.05, ?)`,
    )
    // Ids that sort the other way round: the order of lines is that of their writing.
    line.run('z-first', 'j-done', 'a-done', 0.04, 'charged')
    line.run('a-second', 'j-unknown', 'a-unknown', null, 'unknown')
    sqlite.exec("insert into lane values ('openai', 'quota', 'Used up.', 15, 99)")
    const before = {
      jobs: sqlite.prepare('select * from job order by rowid').all(),
      ledger: sqlite.prepare('select * from ledger order by rowid').all(),
      lanes: sqlite.prepare('select * from lane').all(),
    }
    store.close()

    const opened = openStore(file)
    const queue = queueStore(opened.sqlite)
    expect(opened.sqlite.prepare('select * from job order by rowid').all()).toEqual(
      before.jobs.map((row) => ({ ...(row as object), remote_batch_id: null })),
    )
    expect(opened.sqlite.prepare('select * from ledger order by rowid').all()).toEqual(
      before.ledger.map((row) => ({ ...(row as object), purpose: 'picture' })),
    )
    expect(opened.sqlite.prepare('select * from lane').all()).toEqual(before.lanes)
    expect(queue.ledger.spentInBook()).toEqual({ chargedUsd: 0.04, maybeUsd: 0.05, maybeCalls: 1, unpricedCalls: 0 })
    expect(queue.ledger.spentAfter(1)).toMatchObject({ chargedUsd: 0, maybeCalls: 1 })
    expect(queue.jobs.list({ states: ['queued'] }, ALL)).toMatchObject([
      { id: 'j-queued', message: 'Words.', attempts: 2 },
    ])
    expect(queue.takes.ofPanel(panels[0]!)).toMatchObject([{ id: 't', jobId: 'j-done' }])
    expect(bookRepository(opened).settings()).toMatchObject({ budgetUsd: null, dayBudgetUsd: null })
    // One live job a key, and kinds of failure that came with it.
    expect(() => opened.sqlite.exec("update job set key = 'k1' where id = 'j-queued'")).toThrow(/UNIQUE/)
    opened.sqlite.exec("update job set failure = 'missing-part' where id = 'j-queued'")
    opened.close()
    expect(inspect()).toMatchObject({ version: shipped.length, check: 'ok', panels: 3 })
  })

  it('give a book with settings and panels its page decisions, none of them made', () => {
    const at = shipped.findIndex(({ name }) => name.includes('page-decisions'))
    const store = openStore(file, { migrations: shipped.slice(0, at) })
    addTestBook(store)
    const [panelId] = addTestPanels(store, 1)
    store.sqlite.exec(
      "update book set author = 'A. Author', budget_usd = 40, day_budget_usd = 5, words_per_panel = 120",
    )
    store.sqlite
      .prepare("insert into lettering values ('l', ?, 0, 'dialogue', 'speech', null, null, 'Yes.', 1)")
      .run(panelId)
    const before = store.sqlite.prepare('select * from book').get() as object
    store.close()

    const opened = openStore(file)
    expect(opened.sqlite.prepare('select * from book').get()).toEqual({
      ...before,
      ...{ house_style: null, dial: null, page_count: null, page_multiple: null },
    })
    const { settings, wish } = bookRepository(opened)
    expect(settings()).toMatchObject({ author: 'A. Author', budgetUsd: 40, dayBudgetUsd: 5, wordsPerPanel: 120 })
    expect(wish()).toEqual({ houseStyle: null, dial: null, pageCount: null })
    const edits = editJournal(opened)
    const locks = layoutLockRepository(opened)
    edits.record('A page', 1, (rows) => locks.replace(rows, [], [{ kind: 'break', before: panelId! }], 1))
    expect(locks.all()).toHaveLength(1)
    expect(edits.undo()?.label).toBe('A page')
    opened.close()
    expect(inspect()).toMatchObject({ version: shipped.length, check: 'ok', panels: 1 })
  })

  it('bring languages to a book that has lettering, which keeps its words', () => {
    const at = shipped.findIndex(({ name }) => name.includes('languages'))
    const store = openStore(file, { migrations: shipped.slice(0, at) })
    addTestBook(store)
    const [panelId] = addTestPanels(store, 1)
    store.sqlite
      .prepare("insert into lettering values ('line', ?, 0, 'dialogue', 'speech', 'nell', null, 'Who is there?', 1)")
      .run(panelId)
    store.close()
    const opened = openStore(file)
    expect(readContents(opened.sqlite, [panelId!]).get(panelId!)!.lettering).toMatchObject([{ text: 'Who is there?' }])
    const [languages, texts] = [bookLanguageRepository(opened), letteringTextRepository(opened)]
    expect(languages.all()).toEqual([])
    const german = { code: 'de', readingDirection: null, writing: null, digits: null }
    languages.put(german, 1)
    languages.put({ ...german, digits: 'arab' }, 2)
    expect(languages.all()).toEqual([{ ...german, digits: 'arab' }])
    const said = { subject: 'line', subjectId: 'line', language: 'de', ownText: 'Who is there?', changedAt: 1 } as const
    texts.put({ ...said, text: 'Wer ist da?', state: 'machine' })
    texts.put({ ...said, text: 'Wer da?', state: 'edited' })
    expect(texts.inLanguage('de')).toEqual([{ ...said, text: 'Wer da?', state: 'edited' }])
    expect(() => texts.put({ ...said, text: ' ', state: 'edited' })).toThrow(/CHECK/)
    expect(() => opened.sqlite.exec("update book_language set writing = 'diagonal'")).toThrow(/CHECK/)
    expect(() => opened.sqlite.exec("update lettering_text set state = 'stale'")).toThrow(/CHECK/)
    opened.close()
    expect(inspect()).toMatchObject({ version: shipped.length, check: 'ok', panels: 1 })
  })

  it('let sources be of the kinds that came later, with every source and what hangs on it as it was', () => {
    const at = shipped.findIndex(({ name }) => name.includes('script-kinds'))
    const store = openStore(file, { migrations: shipped.slice(0, at) })
    addTestBook(store)
    addTestPanels(store, 4, '1')
    addTestPanels(store, 3, '2')
    const { sqlite } = store
    const [first] = sqlite.prepare('select id from source order by name').pluck().all() as string[]
    sqlite
      .prepare("insert into person (id, position, name, source_id, body) values ('nell', 0, 'Nell', ?, '{}')")
      .run(first)
    const before = sqlite.prepare('select * from source order by id').all()
    const chapters = sqlite.prepare('select * from chapter order by id').all()
    expect(() => sqlite.exec("update source set kind = 'fountain'")).toThrow(/CHECK/)
    store.close()

    const opened = openStore(file)
    expect(opened.sqlite.prepare('select * from source order by id').all()).toEqual(before)
    expect(opened.sqlite.prepare('select * from chapter order by id').all()).toEqual(chapters)
    expect(opened.sqlite.prepare('select source_id from person').pluck().all()).toEqual([first])
    for (const kind of ['script', 'fountain', 'table']) opened.sqlite.prepare('update source set kind = ?').run(kind)
    expect(() => opened.sqlite.exec("update source set kind = 'film'")).toThrow(/CHECK/)
    // One file is one source, and a source in use stays.
    expect(() => opened.sqlite.exec("update source set name = 'same'")).toThrow(/UNIQUE/)
    expect(() => opened.sqlite.exec('delete from source')).toThrow(/FOREIGN KEY/)
    opened.close()
    expect(inspect()).toMatchObject({ version: shipped.length, check: 'ok', panels: 7 })
  })

  it('give pictures their model and room for a verdict, with picks and findings as they were', () => {
    const at = shipped.findIndex(({ name }) => name.includes('verdicts'))
    const store = openStore(file, { migrations: shipped.slice(0, at) })
    addTestBook(store)
    const [panelId] = addTestPanels(store, 1)
    const take = store.sqlite.prepare(
      `insert into take (id, panel_id, key, art_style_id, language, image_index, path, sha256, bytes, width, height,
         format, state, created_at)
       values (?, ?, ?, 'noir', 'en', 0, ?, 'x', 1, 1, 1, 'png', ?, 20)`,
    )
    take.run('known', panelId, 'k0', 'takes/known.png', 'rejected')
    take.run('adopted', panelId, 'k1', 'takes/adopted.png', 'candidate')
    store.sqlite.exec(
      `insert into job_request values ('k0', '{"providerModel":"gpt-image-2"}');
       insert into pick values ('${panelId}', 'noir', 'en', 'adopted', 5);
       insert into take_check values ('known', 'text', 0.9, 'Signed.', 'gpt', 5)`,
    )
    expect(() => store.sqlite.exec("update take set state = 'kept'")).toThrow(/CHECK/)
    store.close()

    const opened = openStore(file)
    const { sqlite } = opened
    expect(sqlite.prepare('select id, model, state, rating from take order by id').all()).toEqual([
      { id: 'adopted', model: null, state: 'candidate', rating: null },
      { id: 'known', model: 'gpt-image-2', state: 'rejected', rating: null },
    ])
    expect(sqlite.prepare('select take_id from pick').pluck().all()).toEqual(['adopted'])
    expect(sqlite.prepare('select take_id from take_check').pluck().all()).toEqual(['known'])
    sqlite.exec("update take set state = 'kept', rating = 5 where id = 'adopted'")
    expect(() => sqlite.exec("update take set state = 'loved'")).toThrow(/CHECK/)
    expect(() => sqlite.exec('update take set rating = 6')).toThrow(/CHECK/)
    // A picked picture stays, and one that goes takes its findings along.
    expect(() => sqlite.exec("delete from take where id = 'adopted'")).toThrow(/FOREIGN KEY/)
    sqlite.exec("delete from take where id = 'known'")
    expect(sqlite.prepare('select count(*) from take_check').pluck().get()).toBe(0)
    opened.close()
    expect(inspect()).toMatchObject({ version: shipped.length, check: 'ok', panels: 1 })
  })

  it('give a book room for what its author decides about the tree, nothing of it decided', () => {
    const store = openStore(file, { migrations: shipped.slice(0, 7) })
    addTestBook(store)
    addTestPanels(store, 5)
    store.close()
    const opened = openStore(file)
    expect(opened.sqlite.prepare('select count(*) from tree_decision').pluck().get()).toBe(0)
    expect(opened.sqlite.prepare('select count(*) from panel_edit').pluck().get()).toBe(0)
    const decide = "insert into tree_decision (kind, entry_id, standing, decided_at) values ('panel', 'p', ?, 1)"
    expect(() => opened.sqlite.prepare(decide).run('forgotten')).toThrow(/CHECK/)
    opened.sqlite.prepare(decide).run('deleted')
    opened.close()
    expect(inspect()).toMatchObject({ version: shipped.length, check: 'ok', panels: 5 })
  })

  it('change nothing when one of several steps fails', () => {
    populate()
    expect(() => openStore(file, { migrations: [...shipped, next, broken] })).toThrow(/nonsense/)
    const { version, tables, panels } = inspect()
    expect({ version, panels }).toEqual({ version: shipped.length, panels: 20 })
    expect(tables).not.toContain('extra')
    expect(tables).not.toContain('half')
  })

  it('refuse a step that leaves a row without its parent', () => {
    populate()
    const orphaning: Migration = { version: shipped.length + 1, name: 'orphan.sql', sql: 'DELETE FROM scene;' }
    expect(() => openStore(file, { migrations: [...shipped, orphaning] })).toThrow(/without their parent/)
    expect(inspect().panels).toBe(20)
  })

  it('leave the book as it was when no backup could be made', () => {
    populate()
    const beforeMigration = () => {
      throw new Error('no room')
    }
    expect(() => openStore(file, { migrations: [...shipped, next], beforeMigration })).toThrow('no room')
    expect(inspect().version).toBe(shipped.length)
  })

  it('killed in the middle leave the book of before, and go through the next time', () => {
    populate(500)
    // The function is called from inside the step, after half of its work, and ends the process as kill -9 does.
    const child = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import Database from 'better-sqlite3'
         import { migrate, shippedMigrations } from ${JSON.stringify(join(import.meta.dirname, 'migrate.ts'))}
         const sqlite = new Database(${JSON.stringify(file)})
         sqlite.function('die', () => process.kill(process.pid, 'SIGKILL'))
         const sql = "CREATE TABLE extra (id text) STRICT; UPDATE panel SET what = 'changed'; SELECT die();"
         migrate(sqlite, [...shippedMigrations(), { version: ${shipped.length + 1}, name: 'deadly.sql', sql }])`,
      ],
      { encoding: 'utf8' },
    )
    expect(child.signal).toBe('SIGKILL')
    const store = openStore(file, { migrations: [...shipped, next] })
    expect(store.sqlite.prepare("select count(*) from panel where what = 'changed'").pluck().get()).toBe(0)
    expect(store.sqlite.prepare("select count(*) from panel where note = 'new'").pluck().get()).toBe(500)
    store.close()
    expect(inspect()).toMatchObject({ version: shipped.length + 1, check: 'ok' })
  })
})
