import { spawnSync } from 'node:child_process'

/** What an outside tool says about a file. */
export interface Verdict {
  passed: boolean
  /** Both outputs, joined. */
  said: string
}

/**
 * Whether an outside judge is installed. A test that is skipped for want of one says so here: a skip nobody sees
 * looks like a pass.
 * @param name of the program
 * @param from the Debian package that has it
 */
export function hasTool(name: string, from: string): boolean {
  const found = spawnSync(name, ['--version']).error === undefined
  if (!found) console.warn(`SKIPPED tests that need ${name}: apt-get install ${from}`)
  return found
}

export function judge(name: string, ...args: string[]): Verdict {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8' })
  return { passed: status === 0, said: `${stdout}${stderr}` }
}
