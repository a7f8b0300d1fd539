/** Runs an app's entry as Electron does: ready comes when the entry has been read to its end, and not before. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { entryIsRead } from './stand-in.ts'

/** Real Electron would wait for ever. */
const PATIENCE_MS = 15_000

const folder = resolve(process.argv.slice(2).find((arg) => !arg.startsWith('-')) ?? '.')
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const hangs = setTimeout(() => {
  console.error('The entry has not been read to its end: it waits for ready at its top level, and Electron would hang.')
  process.exit(70)
}, PATIENCE_MS)
await import(pathToFileURL(join(folder, main)).href)
clearTimeout(hangs)
entryIsRead()
