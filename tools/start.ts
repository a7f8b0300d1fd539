/**
 * Opens the window. Where Electron's own program is not installed (its package fetches it apart), the same window is
 * shown in the browser of this computer.
 */
import { spawn } from 'node:child_process'
import { electronProgram } from './electron-program.ts'

const program = electronProgram()
const args = process.argv.slice(2)
if (program === null)
  console.log('Electron is not installed here (npx install-electron fetches it): the window opens in your browser.')
const child =
  program === null
    ? spawn(process.execPath, ['bin/panelwright.mjs', 'serve', '--open', ...args], { stdio: 'inherit' })
    : spawn(program, ['.', ...args], { stdio: 'inherit' })
// Only the child decides what a signal means.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
