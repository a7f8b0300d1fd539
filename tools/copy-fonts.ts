/**
 * Fills `resources/fonts` with whole font files out of the installed font packages, and the licence of each.
 * Part of the build, because fonts are not kept in the repository.
 */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SHIPPED_FONTS } from '../src/comic/text/font-list.ts'

const root = join(import.meta.dirname, '..')
const target = join(root, 'resources', 'fonts')

const copies = Object.values(SHIPPED_FONTS).flatMap(({ fontPackage, source, file }) => [
  { from: join(fontPackage, source), to: file },
  { from: join(fontPackage, 'LICENSE_FONT'), to: `${fontPackage}-LICENSE.txt` },
])

await mkdir(target, { recursive: true })
for (const { from, to } of copies) {
  await copyFile(join(root, 'node_modules', '@expo-google-fonts', from), join(target, to))
}
// What an earlier build left and this one does not ship.
const wanted = new Set(copies.map(({ to }) => to))
for (const file of await readdir(target)) if (!wanted.has(file)) await rm(join(target, file))
