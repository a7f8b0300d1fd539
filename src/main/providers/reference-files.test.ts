import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import type { RequestReference } from '../../shared/domain/generation.ts'
import { readReferences } from './reference-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'references-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { signal } = new AbortController()
const keep = (path: string, bytes: Uint8Array): RequestReference => {
  writeFileSync(join(folder, path), bytes)
  return { path, hash: createHash('sha256').update(bytes).digest('hex'), role: 'face', of: 'ada' }
}
const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#804020' } })

test('references come in the order of the request, each with its media type', async () => {
  const references = [
    keep('one.bin', await plain.webp().toBuffer()),
    keep('two.bin', await plain.png().toBuffer()),
    keep('three.bin', await plain.jpeg().toBuffer()),
  ]
  const files = await readReferences({ references }, { folder, signal })
  expect(files.map(({ mediaType }) => mediaType)).toEqual(['image/webp', 'image/png', 'image/jpeg'])
  expect(files.map(({ reference }) => reference)).toEqual(references)
})

test('a file that is gone, changed or no picture is named', async () => {
  const png = keep('face.png', await plain.png().toBuffer())
  for (const [reference, says] of [
    [{ ...png, path: 'gone.png' }, /gone\.png cannot be read/],
    [{ ...png, hash: 'f'.repeat(64) }, /face\.png is not the one that was queued/],
    [keep('notes.png', Buffer.from('GIF89a and so on')), /notes\.png is no PNG, JPEG or WebP/],
  ] as const)
    await expect(readReferences({ references: [reference] }, { folder, signal })).rejects.toMatchObject({
      kind: 'invalid',
      says: expect.stringMatching(says),
    })
})

test('stops when it is told to', async () => {
  const references = [keep('face.png', await plain.png().toBuffer())]
  await expect(readReferences({ references }, { folder, signal: AbortSignal.abort() })).rejects.toMatchObject({
    kind: 'cancelled',
    maybeBilled: false,
  })
})
