import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS } from './commands/index.ts'
import { runCli } from './run-cli.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  let out = ''
  let err = ''
  const world = {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    signals: process,
    env: { PANELWRIGHT_SETTINGS: folder, ...env },
    cwd: folder,
    now: () => Date.UTC(2026, 10, 21),
    version: '1.2.3',
  }
  return { code: await runCli(args, world, COMMANDS), out, err }
}

const KEY = 'sk-live-0123456789abcdef'

describe('panelwright provider', () => {
  test('lists who draws, and which of them still needs a key', async () => {
    const { code, out } = await run(['provider', 'list'])
    expect(code).toBe(0)
    expect(out).toMatch(/^roughs .* free/m)
    expect(out).toMatch(/^openai .* paid .* needs OPENAI_API_KEY/m)
  })

  test('shows settings, models and the day a model is shut down, but no key', async () => {
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: 'https://proxy.example/v1' }
    const { out } = await run(['provider', 'show', 'openai'], env)
    expect(out).toMatch(/OPENAI_API_KEY\W+set\W+environment/)
    expect(out).toContain('https://proxy.example/v1')
    expect(out).toMatch(/gpt-image-1\.5 [^,]*? shut\s+down on 2026-12-01/)
    const json = await run(['provider', 'show', 'openai', '--json'], env)
    expect(`${out}${json.out}`).not.toContain(KEY.slice(3, 12))
  })

  test('keeps a setting, says where, and uses it', async () => {
    const kept = await run(['provider', 'set', 'COMFYUI_URL', 'http://desk:8188'])
    expect(kept.out).toContain('COMFYUI_URL is kept in providers.json.')
    expect((await run(['provider', 'list'])).out).toMatch(/^comfyui .* http:\/\/desk:8188/m)
    const shadowed = await run(['provider', 'set', 'COMFYUI_URL', 'http://den:8188'], { COMFYUI_URL: 'http://x:1' })
    expect(shadowed.err).toContain('The environment says otherwise')
    expect((await run(['provider', 'unset', 'COMFYUI_URL'])).out).toContain('is no longer kept')
    expect((await run(['provider', 'unset', 'COMFYUI_URL'])).out).toContain('was not kept')
    expect((await run(['provider', 'show', 'comfyui'])).out).toMatch(/COMFYUI_URL +not set/)
  })

  test('refuses a value that cannot be, and lists the providers although one has such a value', async () => {
    const wrong = await run(['provider', 'set', 'PANELWRIGHT_ENDPOINT_CAN', 'edit'])
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('There are: edits,') })
    for (const [name, value] of [
      ['COMFYUI_URL', 'ftp://desk'],
      ['A1111_URL', 'ftp://desk'],
      ['OPENAI_BASE_URL', 'desk:8188'],
      ['PANELWRIGHT_OPENAI_TIER', '9'],
      ['PANELWRIGHT_GOOGLE_PER_MINUTE', 'many'],
    ])
      expect(await run(['provider', 'set', name!, value!])).toMatchObject({
        code: 2,
        err: expect.stringContaining(name!),
      })
    const { code, out } = await run(['provider', 'list'], { PANELWRIGHT_ENDPOINT_CAN: 'edit' })
    expect(code).toBe(0)
    expect(out).toMatch(/^endpoint .* PANELWRIGHT_ENDPOINT_CAN has "edit" in it/m)
    expect(out).toMatch(/^comfyui .* http:\/\/127\.0\.0\.1:8188$/m)
  })

  test('asks a provider whether it would work, and names what is missing', async () => {
    const { code, out } = await run(['provider', 'check', 'openai'])
    expect(code).toBe(1)
    expect(out).toContain('✗ OpenAI (openai)')
    expect(out).toContain('There is no key for OpenAI: OPENAI_API_KEY is not set.')
    expect(out).not.toMatch(/panels|lane/)
    expect((await run(['provider', 'check', 'roughs'])).code).toBe(0)
    expect((await run(['provider', 'check', 'opnai'])).err).toContain('Did you mean openai?')
  })
})
