import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'

/** Overwrites the middle of a book, as a failing disk would. */
export function damage(file: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  const handle = openSync(file, 'r+')
  const { size } = statSync(file)
  const noise = Buffer.alloc(512, 0xa5)
  for (let page = 1; page * 4096 < size; page++) writeSync(handle, noise, 0, noise.length, page * 4096)
  closeSync(handle)
}
