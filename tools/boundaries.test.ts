import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const FORBIDDEN: [folder: string, specifier: string][] = [
  ['src/shared/domain', 'node:fs'],
  ['src/shared/domain', '../../main/store/open-store.ts'],
  ['src/comic', '../main/images/sharp.ts'],
  ['src/comic', 'node:path'],
  ['src/main/store', '../services/importing.ts'],
  ['src/main/store', '../queue/order.ts'],
  ['src/main/script/readers', '../../store/book.ts'],
  ['src/main/imagery', '../store/book.ts'],
  ['src/main/imagery', '../queue/order.ts'],
  ['src/main/prompts', '../providers/registry.ts'],
  ['src/main/checks', '../providers/provider.ts'],
  ['src/main/checks', '../store/take-checks.ts'],
  ['src/main/checks/vision', '../../providers/registry.ts'],
  ['src/main/checks/vision', '../../queue/run.ts'],
  ['src/main/prompts', '../checks/check-prompt.ts'],
  ['src/main/cli', '../checks/check-prompt.ts'],
  ['src/main/providers', '../queue/run.ts'],
  ['src/main/queue', '../providers/registry.ts'],
  ['src/main/queue', '../images/check-picture.ts'],
  ['src/main/exporters', '../images/sharp.ts'],
  ['src/main/services', '../cli/index.ts'],
  ['src/main/cli', '../store/book.ts'],
  ['src/main/cli', 'electron'],
  ['src/main/dispatch', 'electron'],
  ['src/main/dispatch', '../store/book.ts'],
  ['src/main/dispatch', '../web/server.ts'],
  ['src/main/services', '../dispatch/dispatch.ts'],
  ['src/main/web', 'electron'],
  ['src/main/web', '../store/book.ts'],
  ['src/main/window', '../queue/run.ts'],
  ['src/preload', '../main/dispatch/dispatch.ts'],
  ['src/preload', 'node:fs'],
  ['src/renderer/api', 'electron'],
  ['src/renderer/api', 'node:path'],
  ['src/renderer/frame', '../../main/services/tree.ts'],
]

const ALLOWED: [folder: string, specifier: string][] = [
  ['src/main/queue', '../store/queue/jobs.ts'],
  ['src/main/queue', '../providers/provider.ts'],
  ['src/main/checks/vision', '../../providers/wire/failure.ts'],
  ['src/main/checks/vision', '../../providers/openai/client.ts'],
  ['src/main/services', '../checks/check-prompt.ts'],
  ['src/main/services', '../store/book.ts'],
  ['src/main/cli', '../services/planning.ts'],
  ['src/main/cli', '../dispatch/desk.ts'],
  ['src/main/dispatch', '../services/planning.ts'],
  ['src/main/web', '../dispatch/desk.ts'],
  ['src/main/window', 'electron'],
  ['src/preload', 'electron'],
  ['src/renderer/api', '../../shared/contract/index.ts'],
  ['src/main/exporters', '../../comic/page.ts'],
]

/** The linter's own settings over an empty tree of the same shape, so that our real files are never touched. */
const tree = mkdtempSync(join(tmpdir(), 'panelwright-boundaries-'))
afterAll(() => rmSync(tree, { recursive: true, force: true }))
copyFileSync('biome.json', join(tree, 'biome.json'))

function lint(folder: string, specifier: string): string {
  mkdirSync(join(tree, folder), { recursive: true })
  const file = join(folder, 'probe.ts')
  writeFileSync(join(tree, file), `import { thing } from '${specifier}'\n\nconsole.log(thing)\n`)
  const result = spawnSync(resolve('node_modules/.bin/biome'), ['lint', file], { cwd: tree, encoding: 'utf8' })
  return result.stdout + result.stderr
}

describe('imports point one way', () => {
  test.each(FORBIDDEN)('%s may not import %s', (folder, specifier) => {
    expect(lint(folder, specifier)).toContain('noRestrictedImports')
  })

  test.each(ALLOWED)('%s may import %s', (folder, specifier) => {
    expect(lint(folder, specifier)).toMatch(/Checked 1 file/)
  })
})
