import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadTypefaces } from './typefaces.ts'

const FONTS = join(import.meta.dirname, '../../../resources/fonts')
const PACKAGES = join(import.meta.dirname, '../../../node_modules/@expo-google-fonts')

test('a missing font is named, with what to do', async () => {
  await expect(loadTypefaces(join(tmpdir(), 'no-fonts-here'))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('Bangers_400Regular.ttf'),
  })
})

test('the fonts that ship are those of the installed packages, each with its licence', () => {
  const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
  const pairs = [
    ['Bangers_400Regular.ttf', 'bangers/400Regular/Bangers_400Regular.ttf'],
    ['bangers-LICENSE.txt', 'bangers/LICENSE_FONT'],
    ['ComicRelief_700Bold.ttf', 'comic-relief/700Bold/ComicRelief_700Bold.ttf'],
    ['comic-relief-LICENSE.txt', 'comic-relief/LICENSE_FONT'],
  ] as const
  for (const [shipped, original] of pairs) expect(hash(join(FONTS, shipped))).toBe(hash(join(PACKAGES, original)))
})
