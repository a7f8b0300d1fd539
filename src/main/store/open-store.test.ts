import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shippedMigrations } from './migrate.ts'
import { assertNodeVersion } from './node-version.ts'
import { openStore } from './open-store.ts'
import { addTestBook, addTestPanels, openTestStore } from './open-test-store.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-store-'))
  file = join(folder, 'book.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('openStore', () => {
  it('writes every commit through to the disk, through a write-ahead log', () => {
    const store = openStore(file)
    expect(store.sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(store.sqlite.pragma('synchronous', { simple: true })).toBe(2)
    addTestBook(store)
    expect(store.sqlite.pragma('synchronous', { simple: true })).toBe(2)
    store.close()
  })

  it('refuses rows that break a rule of the book', () => {
    const store = openTestStore()
    const [panelId] = addTestPanels(store, 1)
    const run = (sql: string) => () => store.sqlite.prepare(sql).run()
    expect(run("update panel set shot = 'selfie'")).toThrow(/panel_shot/)
    expect(run('update panel set importance = 9')).toThrow(/panel_importance/)
    expect(run("update panel set source_line = 'one'")).toThrow(/cannot store TEXT/)
    expect(run("insert into panel_person values ('nobody', 0, 'x', 'acting', 'smile', 'sit', '[]', null)")).toThrow(
      /FOREIGN KEY/,
    )
    expect(run(`delete from scene where id = (select scene_id from panel where id = '${panelId}')`)).toThrow(
      /FOREIGN KEY/,
    )
    store.close()
  })

  it('opens a book of a newer version to read, and says why', () => {
    const first = openStore(file)
    addTestBook(first)
    first.sqlite.pragma('user_version = 999')
    first.close()
    const store = openStore(file)
    expect(store.readOnly).toMatchObject({ code: 'NEWER_VERSION', remedy: expect.stringContaining('Update') })
    expect(store.sqlite.prepare('select title from book').pluck().get()).toBe('Test book')
    expect(() => store.sqlite.prepare("update book set title = 'x'").run()).toThrow(/readonly/)
    store.close()
  })

  it('reads a book of an older version without changing the file', () => {
    const first = openStore(file)
    addTestBook(first)
    first.close()
    const migrations = [
      ...shippedMigrations(),
      { version: 99, name: 'next.sql', sql: "ALTER TABLE book ADD COLUMN motto text NOT NULL DEFAULT 'new'" },
    ]
    const store = openStore(file, { readOnly: true, migrations })
    expect(store.sqlite.prepare('select motto from book').pluck().get()).toBe('new')
    expect(() => store.sqlite.prepare("update book set title = 'x'").run()).toThrow(/readonly/)
    store.close()
    const plain = new Database(file, { readonly: true })
    expect(plain.pragma('user_version', { simple: true })).toBe(shippedMigrations().length)
    plain.close()
  })

  it('lets one process read while another writes', () => {
    const writer = openStore(file)
    addTestBook(writer)
    const reader = openStore(file, { readOnly: true })
    writer.sqlite.prepare("update book set title = 'Changed'").run()
    expect(reader.sqlite.prepare('select title from book').pluck().get()).toBe('Changed')
    expect(reader.readOnly?.code).toBe('READ_ONLY')
    reader.close()
    writer.close()
  })

  it.each([
    ['a file that is no database', 'This is a letter, not a book. '.repeat(200), 'DAMAGED_BOOK'],
    ['a database of another program', null, 'NOT_A_PROJECT'],
  ])('refuses %s', (_, content, code) => {
    if (content !== null) writeFileSync(file, content)
    else new Database(file).exec('create table mail (id)').close()
    expect(() => openStore(file)).toThrow(expect.objectContaining({ name: 'AppError', code }))
  })

  it('does not make a book where only reading was asked for', () => {
    expect(() => openStore(file, { readOnly: true })).toThrow(expect.objectContaining({ code: 'NOT_A_PROJECT' }))
  })

  it('finds panels by their words, whatever accents and endings', () => {
    const store = openTestStore()
    const [first, second] = addTestPanels(store, 2)
    const set = store.sqlite.prepare('update panel set what = ? where id = ?')
    set.run('Émile lights the lamp', first)
    set.run('Nell rows home', second)
    const find = (words: string) =>
      store.sqlite
        .prepare('select id from panel_search join panel on panel.row = panel_search.rowid where panel_search match ?')
        .pluck()
        .all(words)
    expect(find('emile')).toEqual([first])
    expect(find('rows')).toEqual([second])
    expect(find('chapter')).toEqual([])
    store.sqlite.prepare('delete from panel where id = ?').run(first)
    expect(find('emile')).toEqual([])
    store.close()
  })
})

describe('the SQLite binding', () => {
  it('is one that does not end the process when a statement is collected, as those before 13 do', () => {
    const { version } = createRequire(import.meta.url)('better-sqlite3/package.json')
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(13)
  })
})

describe('assertNodeVersion', () => {
  it('says in one line which Node is needed instead of letting the binding crash', () => {
    expect(() => assertNodeVersion('20.19.2')).toThrow('Panelwright needs Node 24 or newer; this is 20.19.2.')
    expect(() => assertNodeVersion('24.0.0')).not.toThrow()
    expect(() => assertNodeVersion('102.1.0')).not.toThrow()
  })
})
