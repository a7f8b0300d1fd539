/**
 * Fills `resources/fonts` with whole font files out of the installed font packages, and the licence of each.
 * Part of the build, because fonts are not kept in the repository.
 */
import { copyFile, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const target = join(root, 'resources', 'fonts')

const PACKAGES: Record<string, string[]> = {
  bangers: ['400Regular/Bangers_400Regular.ttf'],
  'comic-relief': ['700Bold/ComicRelief_700Bold.ttf'],
}

await mkdir(target, { recursive: true })
for (const [name, files] of Object.entries(PACKAGES)) {
  const source = join(root, 'node_modules', '@expo-google-fonts', name)
  for (const file of files) await copyFile(join(source, file), join(target, basename(file)))
  await copyFile(join(source, 'LICENSE_FONT'), join(target, `${name}-LICENSE.txt`))
}
