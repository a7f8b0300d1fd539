import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { USUAL } from '../providers/comfyui/workflow/graphs.fixture.ts'
import { closeTestProject, testProject } from '../services/test-project.ts'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

let project: ReturnType<typeof testProject>
beforeEach(() => {
  project = testProject()
  // The commands open it themselves.
  project.close()
  writeFileSync(join(project.folder, '..', 'ink.json'), JSON.stringify(USUAL))
})
afterEach(() => closeTestProject(project))

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signals: process,
    env: { PANELWRIGHT_SETTINGS: project.folder },
    cwd: join(project.folder, '..'),
    now: () => Date.UTC(2026, 10, 20),
    version: '1.2.3',
  }
  const code = await runCli(args, world, COMMANDS)
  return { code, out, err }
}

test('a workflow is added, listed, shown and planned with', async () => {
  const added = await run('workflow', 'add', 'River.panelwright', 'ink.json', '--bind', 'seed=', 'steps=3.steps')
  expect(added.code).toBe(0)
  expect(added.out).toMatch(/^ink: 8 nodes, [0-9a-f]{16}\n/)
  expect(added.out).toMatch(/^ {2}prompt +6\.text +KSampler \(3\) takes its positive words from it$/m)
  expect(added.out).toMatch(/^ {2}seed +nowhere$/m)
  expect(added.out).toMatch(/^ {2}steps +3\.steps +KSampler \(3\) works with it$/m)
  expect(added.out).toContain('generate River.panelwright --style noir --provider comfyui --workflow ink')
  expect(added.err).toContain('The seed goes nowhere')

  expect((await run('workflow', 'list', 'River.panelwright')).out).toMatch(/^ink {2}workflows\/[0-9a-f]{16}\.json\n$/)
  const { out } = await run('workflow', 'show', 'River.panelwright', 'ink', '--json')
  expect(JSON.parse(out)).toMatchObject({
    name: 'ink',
    bindings: [{ field: 'prompt', places: ['6.text'] }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  })

  const args = ['plan', 'River.panelwright', '--style', 'noir', '--provider', 'comfyui', '--json']
  const [first] = (await run(...args, '--workflow', 'ink')).out.split('\n')
  const [without] = (await run(...args)).out.split('\n')
  expect(JSON.parse(first!).provider).toBe('comfyui')
  expect(JSON.parse(first!).key).not.toBe(JSON.parse(without!).key)
  expect(await run(...args, '--workflow', 'inc')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean ink?'),
  })
})

test('a file of the wrong kind ends the command with what to export instead', async () => {
  writeFileSync(join(project.folder, '..', 'window.json'), JSON.stringify({ nodes: [], links: [] }))
  const { code, err, out } = await run('workflow', 'add', 'River.panelwright', 'window.json')
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/window\.json: This workflow is in the form of ComfyUI’s window.*Export \(API\)/)
})
