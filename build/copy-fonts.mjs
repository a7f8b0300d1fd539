// Fills resources/fonts with the whole font files of the installed font packages and the licence of each.
// Run after raising the version of a font package; the result is kept in the repository.
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const target = join(root, 'resources', 'fonts')

const PACKAGES = {
  bangers: ['400Regular/Bangers_400Regular.ttf'],
  'comic-relief': ['700Bold/ComicRelief_700Bold.ttf'],
}

await mkdir(target, { recursive: true })
for (const [name, files] of Object.entries(PACKAGES)) {
  const source = join(root, 'node_modules', '@expo-google-fonts', name)
  for (const file of files) await copyFile(join(source, file), join(target, file.split('/').at(-1)))
  await copyFile(join(source, 'LICENSE_FONT'), join(target, `${name}-LICENSE.txt`))
}
