import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMANDS } from '../../src/main/cli/commands/index.ts'
import { runCli } from '../../src/main/cli/run-cli.ts'
import type { Ended } from './command-line.ts'

/** An author's folder, and the command line in this process, so that stand-ins beside it can answer. */
export interface Desk {
  folder: string
  /** Settings for the commands that follow; nothing of this computer's own environment is among them. */
  env: Record<string, string>
  panelwright(...args: string[]): Promise<Ended>
  remove(): void
}

export function openDesk(files: Record<string, string>): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-desk-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const desk: Desk = {
    folder,
    env: {},
    async panelwright(...args) {
      let out = ''
      let err = ''
      const world = {
        out: { write: (text: string) => (out += text) },
        err: { write: (text: string) => (err += text) },
        signals: process,
        env: { PANELWRIGHT_SETTINGS: join(folder, 'settings'), ...desk.env },
        cwd: folder,
        now: Date.now,
        version: '1.2.3',
      }
      return { code: await runCli(args, world, COMMANDS), out, err }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  return desk
}

/** Every file under a folder that has a text in it, as UTF-8, as UTF-16 or in base64. */
export function filesWith(folder: string, text: string): string[] {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64'))]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return forms.some((form) => bytes.includes(form))
    })
}
