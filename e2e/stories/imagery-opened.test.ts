import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFolderBook } from '../../src/main/services/imagery/folder-book.ts'

const CHAPTERS = 120
const PICTURES = 25

let home: string
let root: string
let whole: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'panelwright-imagery-opened-'))
  root = join(home, 'story')
  whole = join(home, 'whole')
  for (const folder of [root, whole])
    for (let chapter = 1; chapter <= CHAPTERS; chapter++) {
      const path = join(folder, 'chapters', `ch${String(chapter).padStart(3, '0')}`)
      mkdirSync(path, { recursive: true })
      writeFileSync(join(path, 'imagery.yaml'), chapterText(chapter))
    }
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function chapterText(chapter: number): string {
  const pictures = Array.from(
    { length: PICTURES },
    (_, at) => `  - {custom_id: "c${chapter}-${at + 1}", prompt_used: "Harbour ${chapter}-${at + 1}: ink."}`,
  )
  return `metadata:\n  chapter_title: Tide ${chapter}\nimages:\n${pictures.join('\n')}\n`
}

const store = () => join(root, 'imagery.panelwright', 'book.sqlite')

function panelsThere(): number {
  if (!existsSync(store())) return 0
  try {
    const db = new Database(store(), { readonly: true, fileMustExist: true })
    try {
      return db.prepare('select count(*) from panel').pluck().get() as number
    } finally {
      db.close()
    }
  } catch {
    // It is only being made.
    return 0
  }
}

/** The folder opened by the built program, killed once so many of its pictures stand in the book. */
async function openedUntil(panels: number): Promise<void> {
  if (!existsSync('out/main/cli.js')) throw new Error('The command line is not built: npm run build comes first')
  const input = JSON.stringify({ folder: root })
  const child = spawn(process.execPath, [resolve('bin/panelwright.mjs'), 'call', 'book.open', input], {
    env: { ...process.env, PANELWRIGHT_SETTINGS: join(home, 'settings') },
    stdio: 'ignore',
  })
  const ended = new Promise((done) => child.on('exit', done))
  const watch = setInterval(() => {
    if (panelsThere() >= panels) child.kill('SIGKILL')
  }, 5)
  await ended
  clearInterval(watch)
}

async function bookOf(folder: string) {
  const { project } = await openFolderBook(folder, { env: {} })
  try {
    return {
      chapters: project.script.chapters().map(({ number, title, panels }) => [number, title, panels]),
      panels: project.script.panels(project.script.panelIds()).map(({ strip, content }) => [strip, content]),
    }
  } finally {
    project.close()
  }
}

test('a folder whose first reading is killed half-way is read to its end when it is opened again', async () => {
  const stood: number[] = []
  for (const share of [0.1, 0.4, 0.7]) {
    await openedUntil(Math.ceil(CHAPTERS * PICTURES * share))
    stood.push(panelsThere())
  }
  // Whole files, and not all of them: else nothing was broken off.
  expect(stood.map((panels) => panels % PICTURES)).toEqual([0, 0, 0])
  expect(stood[0]).toBeGreaterThan(0)
  expect(stood[0]).toBeLessThan(CHAPTERS * PICTURES)
  expect(await bookOf(root)).toEqual(await bookOf(whole))
})
