import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { storageFailure } from '../../store/storage-failure.ts'

export interface RunLog {
  /** Absolute. */
  file: string
  /** One line with its time; line breaks become spaces. */
  write(...words: string[]): void
}

/**
 * A log of one run: `logs/2026-11-20_12-00-00.log`, a line for each thing that happens, written as it happens.
 *
 * @throws AppError DISK_FULL, READ_ONLY
 */
export function openRunLog(folder: string, now: () => number): RunLog {
  const name = new Date(now()).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-')
  const file = join(folder, `${name}.log`)
  const write = (...words: string[]) => {
    const line = words.join(' · ').replace(/\s+/g, ' ')
    try {
      appendFileSync(file, `${new Date(now()).toISOString()} ${line}\n`)
    } catch (error) {
      throw storageFailure(error, file)
    }
  }
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw storageFailure(error, folder)
  }
  return { file, write }
}
