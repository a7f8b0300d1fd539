import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

/**
 * Keeps the details of a fault of ours in a file, for a report; on the screen they would only hide what matters.
 *
 * @returns the file; null when not even that can be written
 */
export function logUnexpected(error: unknown, args: readonly string[], now: Date): string | null {
  const file = join(tmpdir(), 'panelwright', `error-${now.toISOString().replace(/[-:.]/g, '')}.log`)
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(
      file,
      [
        now.toISOString(),
        `panelwright ${args.join(' ')}`,
        `node ${process.version} on ${process.platform} ${process.arch}`,
        inspect(error, { depth: 4 }),
        '',
      ].join('\n'),
      { mode: 0o600 },
    )
    return file
  } catch {
    return null
  }
}
