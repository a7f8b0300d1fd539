import { expect, it } from 'vitest'
import { type TestFolder, testFolder } from '../services/imagery/test-folder.ts'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

async function dryRun({ root }: TestFolder): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signals: process,
    env: {},
    cwd: root,
    now: Date.now,
    version: '1.2.3',
  }
  return { code: await runCli(['imagery', 'all', root, '--dry-run'], world, COMMANDS), out, err }
}

it('a plan of a folder ends with 1 when a file of it cannot be read, and is printed all the same', async () => {
  const folder = await testFolder()
  try {
    expect((await dryRun(folder)).code).toBe(0)
    folder.write('chapters/ch02/imagery.yaml', 'metadata:\n\tslug: ch02\n')
    const { code, out, err } = await dryRun(folder)
    expect(code).toBe(1)
    expect(out).toContain('chapter/ch01-low-water/low-water-01')
    expect(err).toContain('chapters/ch02/imagery.yaml:2: Column 1')
  } finally {
    folder.remove()
  }
})
