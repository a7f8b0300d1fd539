import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CHAPTER, LOCATION } from '../../imagery/test-imagery.ts'
import { sharp } from '../../images/sharp.ts'
import { roughs } from '../../providers/roughs/roughs-provider.ts'
import { IMAGERY_PROJECT } from './imagery-book.ts'
import type { ImageryWorld } from './run-imagery.ts'

/** An imagery folder on disk, with a chapter, a place, a person, and what is in the way. For tests. */
export interface TestFolder {
  root: string
  write(path: string, content: string | Uint8Array): void
  read(path: string): string
  /** Every file by its path with its content, without the book's. */
  snapshot(): Record<string, string>
  remove(): void
}

const CHARACTER = `slug: ada-quill
appearance: "Small and quick. Freckles."
image_inventory:
- {id: ada-front, path: "images/front, 1.png", is_reference_portrait: true}
- {id: ada-1931, path: images/1931.png, canon_analysis: {matches_description: true}}
`

export async function testFolder(): Promise<TestFolder> {
  const root = mkdtempSync(join(tmpdir(), 'panelwright-imagery-'))
  const picture = await sharp({ create: { width: 80, height: 80, channels: 3, background: '#456' } })
    .png()
    .toBuffer()
  const folder: TestFolder = {
    root,
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    snapshot: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
          .filter((path) => !path.startsWith(IMAGERY_PROJECT))
          .sort()
          .map((path) => [path, readFileSync(join(root, path), 'latin1')]),
      ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  folder.write('chapters/ch01-low-water/imagery.yaml', CHAPTER)
  folder.write('locations/mole/imagery.yaml', LOCATION)
  folder.write('locations/mole/images/overview.png', picture)
  folder.write('characters/ada-quill/imagery.yaml', CHARACTER)
  folder.write('characters/ada-quill/images/front, 1.png', picture)
  folder.write('characters/ada-quill/images/1931.png', picture)
  folder.write('chapters/drafts/imagery.yaml', CHAPTER)
  folder.write('locations/inn-template/imagery.yaml', LOCATION)
  return folder
}

export const WORLD: ImageryWorld = { env: {}, now: () => Date.UTC(2026, 10, 20), providers: [roughs] }
