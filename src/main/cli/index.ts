import { readFileSync } from 'node:fs'
import { resourcePath } from '../resources.ts'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

// `panelwright plan … | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
// A terminal that was closed takes no more words, but running pictures still land.
process.stderr.on('error', () => {})
// The channel to the launcher is there to notice its end, and holds nothing up.
process.channel?.unref()

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: process.stdout,
    err: process.stderr,
    signals: process,
    env: process.env,
    cwd: process.cwd(),
    now: Date.now,
    version: JSON.parse(readFileSync(resourcePath('package.json'), 'utf8')).version,
  },
  COMMANDS,
)
