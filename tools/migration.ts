/**
 * Writes the next migration of the book from the tables in `src/main/store/schema`.
 *
 *   npm run migration -- <name>            what changed in the tables
 *   npm run migration -- <name> --custom   an empty file for SQL that drizzle-kit cannot write
 *
 * drizzle-kit knows no STRICT tables, so every CREATE TABLE it wrote is made one afterwards.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTablesStrict } from './strict-tables.ts'

const FOLDER = join('src', 'main', 'store', 'migrations')
const [name, ...options] = process.argv.slice(2)

if (name === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('Give the migration a kebab-case name: npm run migration -- panel-notes')
  process.exit(2)
}

const before = new Set(migrationFiles())
const kit = spawnSync(join('node_modules', '.bin', 'drizzle-kit'), ['generate', '--name', name, ...options], {
  stdio: 'inherit',
})
if (kit.status !== 0) process.exit(kit.status ?? 1)

for (const file of migrationFiles().filter((file) => !before.has(file))) {
  const path = join(FOLDER, file)
  writeFileSync(path, makeTablesStrict(readFileSync(path, 'utf8')))
  console.log(`${path}: tables are STRICT. Read it, then write the test that opens a book of the version before.`)
}

function migrationFiles(): string[] {
  return readdirSync(FOLDER).filter((file) => file.endsWith('.sql'))
}
