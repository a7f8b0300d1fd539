import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, listBackups } from './backups.ts'
import { type Migration, shippedMigrations } from './migrate.ts'
import { openStore } from './open-store.ts'
import { addTestBook, addTestPanels } from './open-test-store.ts'
import { readContents } from './panel-rows.ts'

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
