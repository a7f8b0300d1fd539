/**
 * Draws panels of real books into one contact sheet:
 * `node bench/roughs-books.ts <style> <file.png> [pictures] [book] [skip]`, `book` being part of a book's name and
 * `skip` how far the choice is moved along; prints what each picture is to show.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import { roughs } from '../src/main/providers/roughs-provider.ts'
import { importScript } from '../src/main/services/importing.ts'
import { newBook } from '../src/main/services/new-book.ts'
import { planBatch } from '../src/main/services/planning.ts'
import type { GenerationRequest } from '../src/shared/domain/generation.ts'

const [style = 'ligne-claire', file = `books-${style}.png`, count = '100', only = '', skip = '0'] =
  process.argv.slice(2)

const shared = join(import.meta.dirname, '../../shared/samples')
const BOOKS: Record<string, string[]> = {
  postage: [join(import.meta.dirname, '../resources/sample')],
  alice: [join(shared, 'alice')],
  novel: [join(shared, 'novel')],
  strips: [join(shared, 'strips/lighthouse-strips.txt'), join(shared, 'novel/bible.md')],
}
const CELL = 224
const CAPTION = 16
const GAP = 4
const ACROSS = 10

/** Every picture the book asks for, as the app would order it. */
async function requestsOf(name: string, paths: string[]): Promise<GenerationRequest[]> {
  const absent = paths.filter((path) => !existsSync(path))
  if (absent.length > 0) {
    console.error(`SKIPPED ${name}: ${absent.join(', ')} is not here.`)
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'roughs-books-'))
  try {
    const project = newBook(join(folder, `${name}.panelwright`), {}, { what: 'bench', now: Date.now })
    await importScript(project, paths)
    const { jobs } = planBatch(project, { styles: [style], provider: roughs })
    project.close()
    return jobs.map(({ request }) => request)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `wanted` of them, evenly spread. */
function spread<T>(all: readonly T[], wanted: number): T[] {
  const step = Math.max(1, all.length / wanted)
  return Array.from(
    { length: Math.min(wanted, all.length) },
    (_, i) => all[(Math.floor(i * step) + Number(skip)) % all.length]!,
  )
}

const caption = (text: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL}" height="${CAPTION}"><text x="2" y="12" font-family="sans-serif" font-size="11" fill="#ccc">${text}</text></svg>`,
  )

const books = Object.entries(BOOKS).filter(([name]) => name.includes(only))
const chosen: { book: string; request: GenerationRequest }[] = []
for (const [book, paths] of books) {
  const requests = await requestsOf(book, paths)
  chosen.push(...spread(requests, Math.ceil(Number(count) / books.length)).map((request) => ({ book, request })))
}

const cells: { input: Buffer; left: number; top: number }[] = []
const before = process.cpuUsage()
let drawn = 0
for (const [i, { book, request }] of chosen.entries()) {
  const { panel, people } = request.stage!
  const cast = panel.people.map(({ personId, role, pose, expression }) => {
    const known = people.some((person) => person.personId === personId)
    return `${personId}${known ? '' : '?'}(${role === 'acting' ? '' : `${role} `}${pose} ${expression})`
  })
  const shot = `${panel.shot}${panel.angle === 'eye-level' ? '' : ` ${panel.angle}`}`
  const when = [panel.timeOfDay, panel.weather, panel.mood].filter(Boolean).join(' ')
  console.log(
    `${i} ${book} ${shot} @${panel.placeId ?? panel.placeName} ${when} | ${cast.join(' ')} | ${panel.props.join(',')} | ${panel.what}`,
  )
  const start = process.cpuUsage()
  const { bytes } = await drawRough(request)
  const used = process.cpuUsage(start)
  drawn += used.user + used.system
  const left = GAP + (i % ACROSS) * (CELL + GAP)
  const top = GAP + Math.floor(i / ACROSS) * (CELL + CAPTION + GAP)
  cells.push(
    {
      input: await sharp(bytes).resize(CELL, CELL, { fit: 'contain', background: '#17171a' }).png().toBuffer(),
      left,
      top,
    },
    { input: caption(`${i} ${shot}`), left, top: top + CELL },
  )
}
const rows = Math.ceil(chosen.length / ACROSS)
await sharp({
  create: {
    width: GAP + ACROSS * (CELL + GAP),
    height: GAP + rows * (CELL + CAPTION + GAP),
    channels: 3,
    background: '#17171a',
  },
})
  .composite(cells)
  .png()
  .toFile(file)
const total = process.cpuUsage(before)
console.log(
  `${chosen.length} pictures in ${file}; ${Math.round(drawn / 1000 / chosen.length)} ms of processor each (sheet and all ${Math.round((total.user + total.system) / 1e6)} s)`,
)
