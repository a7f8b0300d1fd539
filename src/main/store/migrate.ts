import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { resourcePath } from '../resources.ts'

const FOLDER = resourcePath('src', 'main', 'store', 'migrations')

/** One step of the book's format: SQL that leads from version `version - 1` to `version`. */
export interface Migration {
  version: number
  name: string
  sql: string
}

/**
 * All steps in order, as they ship. A book's version is how many of them it went through.
 *
 * @throws AppError UNAVAILABLE when they are not there: no fault of the book, which must not be blamed for it
 */
export function shippedMigrations(folder: string = FOLDER): Migration[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file, index) => ({ version: index + 1, name: file, sql: readFileSync(join(folder, file), 'utf8') }))
  } catch (cause) {
    throw new AppError('UNAVAILABLE', said`Panelwright is not whole: ${folder} cannot be read.`, {
      remedy: said`Install it again in its folder: npm ci`,
      cause,
    })
  }
}

/** Version of an open book; 0 = nothing in it yet. */
export function bookVersion(sqlite: Database.Database): number {
  return sqlite.pragma('user_version', { simple: true }) as number
}

/**
 * Brings the book to the newest version in one transaction: all steps or none, whenever the process dies.
 *
 * Foreign keys are off meanwhile, because a step that rebuilds a table drops the old one; they are checked over the
 * whole book before the commit.
 */
export function migrate(sqlite: Database.Database, migrations: Migration[]): void {
  const pending = migrations.slice(bookVersion(sqlite))
  if (pending.length === 0) return
  sqlite.pragma('foreign_keys = OFF')
  try {
    sqlite
      .transaction(() => {
        for (const step of pending) {
          sqlite.exec(step.sql)
          sqlite.pragma(`user_version = ${step.version}`)
        }
        const broken = sqlite.pragma('foreign_key_check') as unknown[]
        if (broken.length > 0) throw new Error(`Migration left ${broken.length} rows without their parent`)
      })
      .immediate()
  } finally {
    sqlite.pragma('foreign_keys = ON')
  }
}
