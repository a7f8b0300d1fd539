import { closeSync, mkdtempSync, openSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastCheck, noteChecked } from './checked-mark.ts'
import { openStore } from './open-store.ts'
import { addTestPanels } from './open-test-store.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-checked-'))
  file = join(folder, 'book.sqlite')
  const store = openStore(file)
  addTestPanels(store, 300)
  store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Overwrites part of every page but the first, where the file says what it is. */
function damage(): void {
  const handle = openSync(file, 'r+')
  for (let at = 4096; at < statSync(file).size; at += 4096) writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, at)
  closeSync(handle)
}

test('a book that was closed in order and left alone is not read through again', () => {
  expect(lastCheck(file, Date.now())).not.toBeNull()
})

test('a file that was changed since is read through, even when its date was set back', () => {
  const { atime, mtime } = statSync(file)
  damage()
  utimesSync(file, atime, mtime)
  expect(lastCheck(file, Date.now())).toBeNull()
  expect(() => openStore(file)).toThrow(/damaged/)
})

test('a book whose owner was killed is read through', () => {
  writeFileSync(`${file}-wal`, 'commits that have not reached the file')
  expect(lastCheck(file, Date.now())).toBeNull()
})

test('a book that was only looked at since is not read through again', () => {
  openStore(file, { readOnly: true }).close()
  expect(lastCheck(file, Date.now())).not.toBeNull()
})

test('after a day a book is read through whatever its file says', () => {
  const now = Date.now()
  noteChecked(file, now - 25 * 60 * 60 * 1000)
  expect(lastCheck(file, now)).toBeNull()
})

test('a clock that was set back does not make an old check last', () => {
  const now = Date.now()
  noteChecked(file, now + 60_000)
  expect(lastCheck(file, now)).toBeNull()
})
