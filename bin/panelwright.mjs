#!/usr/bin/env node
/**
 * Starts the built command line, under a Node that can open the book.
 *
 * The book's SQLite binding needs Node 24 and ends older ones without a word, so this file, which any Node can read,
 * looks first: a newer Node that came with the packages is taken by itself, otherwise it is said in one line.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NODE_NEEDED = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const entry = join(root, 'out', 'main', 'cli.js')

if (!existsSync(entry)) {
  console.error(`panelwright is not built yet (${entry} is missing). Run: npm run build`)
  process.exitCode = 2
} else if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) {
  await import(pathToFileURL(entry).href)
} else {
  runUnderShippedNode()
}

function runUnderShippedNode() {
  const node = join(root, 'node_modules', '.bin', 'node')
  if (!existsSync(node)) {
    console.error(
      `panelwright needs Node ${NODE_NEEDED} or newer; this is ${process.version}. Install it from nodejs.org.`,
    )
    process.exitCode = 2
    return
  }
  // The channel tells the child when this process is gone, also by a kill that leaves no time for anything.
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Only the child decides what a signal means. One press of Ctrl-C reaches it twice, which it takes as one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0)
  })
}
