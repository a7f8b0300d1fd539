import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Electron's own program, if it is installed. Looks for files only: asking its package would fetch it.
 *
 * @returns absolute or relative path; null = it is not here
 */
export function electronProgram(env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = join('node_modules', 'electron')
  const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : 'electron'
  const program = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(program) ? program : null
}
