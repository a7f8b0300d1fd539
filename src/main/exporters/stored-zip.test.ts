import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hasTool, judge } from './judge.case.ts'
import { directoryEnd, directoryEntry, StoredZip } from './stored-zip.ts'
import { writeWholeFile } from './whole-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('an archive past the limits of plain ZIP', () => {
  test.skipIf(!hasTool('unzip', 'unzip'))('holds more than 65,535 entries', async () => {
    const file = join(folder, 'many.zip')
    await writeWholeFile(file, undefined, async (sink) => {
      const zip = new StoredZip(sink)
      for (let index = 0; index < 66_000; index++) await zip.add(`${index}.txt`, Buffer.from(String(index)))
      await zip.end()
    })
    const { passed, said } = judge('unzip', '-tqq', file)
    expect(said).toBe('')
    expect(passed).toBe(true)
    expect(judge('unzip', '-p', file, '65999.txt').said).toBe('65999')
  })

  test('writes offsets past 4 GiB in their wide form', () => {
    const offset = 5_000_000_000
    const entry = directoryEntry({ name: 'a', size: 7, checksum: 1, offset })
    expect(entry.readUInt32LE(42)).toBe(0xffff_ffff)
    // After the fixed part and the name: extra field 1, eight bytes long, the offset.
    expect([entry.readUInt16LE(47), entry.readUInt16LE(49)]).toEqual([1, 8])
    expect(entry.readBigUInt64LE(51)).toBe(BigInt(offset))

    const end = directoryEnd({ count: 1, offset, size: 60 })
    expect(end.readUInt32LE(0)).toBe(0x06064b50)
    expect(end.readBigUInt64LE(48)).toBe(BigInt(offset))
    expect(end.readUInt32LE(56)).toBe(0x07064b50)
    expect(end.readBigUInt64LE(64)).toBe(BigInt(offset + 60))
    expect(directoryEnd({ count: 1, offset: 100, size: 60 })).toHaveLength(22)
  })
})
