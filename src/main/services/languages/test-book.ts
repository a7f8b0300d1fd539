import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Project } from '../../open-project.ts'
import { importScript } from '../importing.ts'
import { newBook } from '../new-book.ts'

/** Four lines of two people, a sound and a caption; `-Off` is what a spreadsheet would take for a formula. */
const FERRY = `# Chapter 1: The Ferry

## Scene 1: The quay

### Strip 001
Ada and Ben wait on a stone quay.
ADA: Is that our boat?
BEN: No, "Gull" is bigger.
---
A boat comes in.
SFX: ding
CAPTION: It was, of course, their boat.
---
Ada jumps aboard.
SFX: ding
ADA: -Off we go!
`

/** A real book made from a script. For tests. */
export interface FerryBook {
  project: Project
  folder: string
  /** Reads another script over it. */
  rewrite(change: (script: string) => string): Promise<void>
  close(): void
}

export async function openFerryBook(settings: Parameters<typeof newBook>[1] = {}): Promise<FerryBook> {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-ferry-'))
  const path = join(folder, 'ferry.txt')
  let script = FERRY
  const project = newBook(
    join(folder, 'Ferry.panelwright'),
    { title: 'The Ferry Book', ...settings },
    { what: 'a test' },
  )
  const book: FerryBook = {
    project,
    folder,
    async rewrite(change) {
      script = change(script)
      writeFileSync(path, script)
      await importScript(project, [path])
    },
    close() {
      project.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await book.rewrite((same) => same)
  return book
}
