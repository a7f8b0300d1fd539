import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isDiskFull } from './storage-failure.ts'
import { writeWhole } from './write-whole.ts'

const FILE = 'reserve.bin'
const BYTES = 16 * 1024 * 1024
/** Random bytes, over and over: a disk that compresses would keep no room for zeros, and none looks back this far. */
const BLOCK = 1024 * 1024
/** The reserve is (re)filled only while the disk has this many times its size to spare. */
const ROOM = 4

/** Room on the disk kept back, so that on a full one the book's state can still be written: SQLite needs some even to delete. */
export interface Reserve {
  /**
   * Runs a small write of state; when the disk turns out full, gives the reserve back and runs it once more.
   * `write` must have no effect when it throws (a transaction).
   */
  write<T>(write: () => T): T
  /** Gives the room back at once, for a file that must still be written; true when there was some. */
  release(): boolean
  /** Takes the room again, if there is plenty; true when the reserve stands. */
  refill(): boolean
}

export function openReserve(folder: string): Reserve {
  const path = join(folder, FILE)
  return {
    write(write) {
      try {
        return write()
      } catch (error) {
        if (!isDiskFull(error) || !existsSync(path)) throw error
        rmSync(path, { force: true })
        return write()
      }
    },
    release() {
      const stood = existsSync(path)
      rmSync(path, { force: true })
      return stood
    },
    refill() {
      if (existsSync(path) && statSync(path).size === BYTES) return true
      try {
        const disk = statfsSync(folder)
        if (disk.bavail * disk.bsize < BYTES * ROOM) return false
        const block = randomBytes(BLOCK)
        writeWhole(path, Array<Uint8Array>(BYTES / BLOCK).fill(block))
        return true
      } catch (error) {
        if (isDiskFull(error)) return false
        throw error
      }
    },
  }
}
