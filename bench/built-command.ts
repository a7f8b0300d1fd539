import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

export interface CommandCost {
  ms: number
  /** Of all threads. */
  cpuMs: number
  /** At most, of the whole process. */
  memoryMb: number
}

/** What the process itself knows of what it took, as the last line of stderr. */
const TELL = `import { writeSync } from 'node:fs'
process.on('exit', () => writeSync(2, '\\n' + JSON.stringify(process.resourceUsage())))`

/** Runs the built command line, as people run it; null where it is not built. @throws Error where the command fails */
export function runBuilt(args: readonly string[], env: NodeJS.ProcessEnv = {}): CommandCost | null {
  if (!existsSync(join(ROOT, 'out', 'main', 'cli.js'))) return null
  const started = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`, join(ROOT, 'bin', 'panelwright.mjs'), ...args],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, ...env } },
  )
  const ms = Math.round(performance.now() - started)
  if (status !== 0) throw new Error(`panelwright ${args.join(' ')} ended with ${status}:\n${stderr}`)
  const usage = JSON.parse(stderr.trimEnd().split('\n').at(-1)!) as NodeJS.ResourceUsage
  return {
    ms,
    cpuMs: Math.round((usage.userCPUTime + usage.systemCPUTime) / 1_000),
    memoryMb: Math.round(usage.maxRSS / 1_024),
  }
}

export function builtLine(cost: CommandCost | null, most: number): string {
  return cost === null
    ? '  THE BUILT COMMAND WAS NOT MEASURED: npm run build'
    : `  built, the whole command with all it prints: ${cost.ms} ms, ${cost.cpuMs} ms of them computing, ${cost.memoryMb} MB at most (target ${most})`
}
