/**
 * Draws panels of real books into one contact sheet:
 * `node bench/roughs-books.ts <style> <file.png> [pictures] [book] [skip]`, `book` being part of a book's name and
 * `skip` how far the choice is moved along; prints what each picture is to show.
 */
import sharp from 'sharp'
import { drawRough } from '../src/main/providers/roughs/draw.ts'
import type { GenerationRequest } from '../src/shared/domain/generation.ts'
import { BOOKS, requestsOf } from './roughs/books.ts'

const [style = 'ligne-claire', file = `books-${style}.png`, count = '100', only = '', skip = '0'] =
  process.argv.slice(2)

const CELL = 224
const CAPTION = 16
const GAP = 4
const ACROSS = 10

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

const books = Object.keys(BOOKS).filter((name) => name.includes(only))
const chosen: { book: string; request: GenerationRequest }[] = []
for (const book of books) {
  const requests = await requestsOf(book, style)
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
