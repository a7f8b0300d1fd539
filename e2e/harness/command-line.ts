import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What a command printed and how it ended. */
export interface Ended {
  code: number | null
  out: string
  err: string
}

/** The built command line, as an author runs it. */
export function panelwright(...args: string[]): Ended {
  const entry = resolve('bin/panelwright.mjs')
  if (!existsSync('out/main/cli.js')) throw new Error('The command line is not built: npm run build comes first')
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

/** The objects a command prints with `--json`; throws when it does not end well. */
export function records(...args: string[]): Record<string, unknown>[] {
  const { code, out, err } = panelwright(...args, '--json')
  if (code !== 0) throw new Error(`panelwright ${args.join(' ')} ended with ${code}: ${err}`)
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** A scratch folder with the first chapter of the sample that ships, as `script/`. */
export function sampleFolder(): { folder: string; script: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-story-'))
  const script = join(folder, 'script')
  mkdirSync(script)
  const [firstChapter] = readFileSync('resources/sample/script.txt', 'utf8').split('# Chapter 2')
  writeFileSync(join(script, 'script.txt'), firstChapter!)
  writeFileSync(join(script, 'bible.md'), readFileSync('resources/sample/bible.md'))
  return { folder, script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
