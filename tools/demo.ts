/**
 * Makes the sample book from its script to a finished PDF and CBZ in `demo/`, and its first chapter in four more
 * languages, with the commands an author would type.
 *
 * Run again it goes on where it stopped: pictures that are there are not made twice.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const STYLE = 'ligne-claire'
const out = 'demo'
const book = join(out, 'Postage Due.panelwright')
const sample = join('resources', 'sample')
const chapterBook = join(out, 'Four Days Left.panelwright')

if (!existsSync(join(book, 'book.sqlite'))) panelwright('new', book, '--title', 'Postage Due', '--page', 'us-comic')
panelwright('import', book, sample)
panelwright('generate', book, '--style', STYLE)
panelwright('export', book, '--style', STYLE, '--format', 'pdf', 'cbz', '--out', out)
panelwright('status', book)
exportLanguages()

console.log('\nThe sample book is finished:')
for (const file of readdirSync(out).filter((name) => /\.(pdf|cbz)$/.test(name))) {
  const path = join(out, file)
  console.log(`  ${relative('.', path)}  ${(statSync(path).size / 1e6).toFixed(1)} MB`)
}

/** The first chapter is translated, so it makes a book of its own: lettered anew over the same art. */
function exportLanguages(): void {
  const script = join(out, 'chapter-1', 'script.txt')
  mkdirSync(join(out, 'chapter-1'), { recursive: true })
  const [chapter = ''] = readFileSync(join(sample, 'script.txt'), 'utf8').split(/^(?=# Chapter 2)/m)
  writeFileSync(script, chapter)
  if (!existsSync(join(chapterBook, 'book.sqlite'))) {
    panelwright('new', chapterBook, '--title', 'Postage Due', '--page', 'us-comic')
    panelwright('language', 'add', chapterBook, 'es', 'de', 'ar')
    panelwright('language', 'add', chapterBook, 'ja', '--direction', 'rtl')
  }
  panelwright('import', chapterBook, join(sample, 'bible.md'), script)
  panelwright('generate', chapterBook, '--style', STYLE)
  panelwright('lettering', 'import', chapterBook, join('resources', 'sample-languages.csv'))
  for (const code of ['es', 'de', 'ja', 'ar']) {
    panelwright('export', chapterBook, '--style', STYLE, '--lang', code, '--format', 'pdf', '--out', out)
  }
}

/** Shows the command as it would be typed, runs it, and ends with its exit code when it did not do its work. */
function panelwright(...args: string[]): void {
  console.log(`\n$ npx panelwright ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(' ')}`)
  const { status } = spawnSync(process.execPath, [join('bin', 'panelwright.mjs'), ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
