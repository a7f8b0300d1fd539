import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWholeFile } from './whole-file.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file system of one megabyte; null where the system does not let us make one. */
function tinyDisk(): string | null {
  const disk = join(folder, 'tiny')
  mkdirSync(disk)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
  if (status === 0) return disk
  console.warn('SKIPPED a full disk: mounting a small one takes root')
  return null
}

describe('a file that is whole or absent', () => {
  test('arrives complete, small and large writes alike in order', async () => {
    const file = join(folder, 'mixed.bin')
    const parts = [10, 3_000_000, 1, 1_048_576, 500_000, 700_000].map((size, index) => Buffer.alloc(size, index + 1))
    await writeWholeFile(file, undefined, async (sink) => {
      let expected = 0
      for (const part of parts) {
        expect(sink.position).toBe(expected)
        await sink.write(part)
        expected += part.length
      }
    })
    expect(readFileSync(file).equals(Buffer.concat(parts))).toBe(true)
  })

  test('leaves nothing when its filling fails', async () => {
    const target = mkdtempSync(join(folder, 'failing-'))
    const filling = writeWholeFile(join(target, 'book.pdf'), undefined, async (sink) => {
      await sink.write(Buffer.alloc(2_000_000))
      throw new Error('no more')
    })
    await expect(filling).rejects.toThrow('no more')
    expect(readdirSync(target)).toEqual([])
  })

  test('says which folder does not exist', async () => {
    const file = join(folder, 'nowhere', 'book.pdf')
    await expect(writeWholeFile(file, undefined, async () => {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('never starts when cancelled before', async () => {
    const target = mkdtempSync(join(folder, 'cancelled-'))
    const run = writeWholeFile(join(target, 'book.pdf'), AbortSignal.abort(), async () => {
      throw new Error('was filled')
    })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(target)).toEqual([])
  })

  test('keeps the older file and leaves no half one when the disk is full', async (context) => {
    const disk = tinyDisk()
    if (disk === null) return context.skip()
    try {
      const file = join(disk, 'book.pdf')
      writeFileSync(file, 'last week')
      const run = writeWholeFile(file, undefined, async (sink) => {
        for (let index = 0; index < 20; index++) await sink.write(Buffer.alloc(200_000))
      })
      await expect(run).rejects.toMatchObject({ code: 'DISK_FULL' })
      expect(readdirSync(disk)).toEqual(['book.pdf'])
      expect(readFileSync(file, 'utf8')).toBe('last week')
    } finally {
      spawnSync('umount', [disk])
    }
  })

  test('is absent under its name when the process is killed, and the next run clears up', async () => {
    const target = mkdtempSync(join(folder, 'killed-'))
    const file = join(target, 'book.pdf')
    const script = `
      import { writeWholeFile } from ${JSON.stringify(join(import.meta.dirname, 'whole-file.ts'))}
      await writeWholeFile(${JSON.stringify(file)}, undefined, async (sink) => {
        await sink.write(Buffer.alloc(3_000_000))
        console.log('half way')
        await new Promise((resolve) => setTimeout(resolve, 60_000))
      })`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await exited
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(target)).toHaveLength(1)

    await writeWholeFile(file, undefined, async (sink) => sink.write(Buffer.from('whole')))
    expect(readdirSync(target)).toEqual(['book.pdf'])
  })
})
