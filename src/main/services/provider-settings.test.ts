import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SETUPS } from '../providers/registry.ts'
import { connectedProviders, keepSetting, settingsFile, settingsOf, sourceOf } from './provider-settings.ts'

let folder: string
let env: NodeJS.ProcessEnv
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-settings-'))
  env = { PANELWRIGHT_SETTINGS: join(folder, 'deep', 'settings') }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const address = 'COMFYUI_URL'

describe('a setting', () => {
  test('is kept until it is taken out, and the environment goes before it', () => {
    expect(settingsOf(env)(address)).toBeUndefined()
    keepSetting(address, ' http://desk:8188 ', env)
    expect(settingsOf(env)(address)).toBe('http://desk:8188')
    expect(sourceOf(address, env)).toBe('settings')
    const forOneRun = { ...env, [address]: 'http://other:8188' }
    expect(settingsOf(forOneRun)(address)).toBe('http://other:8188')
    expect(sourceOf(address, forOneRun)).toBe('environment')
    keepSetting(address, null, env)
    expect(sourceOf(address, env)).toBeNull()
  })

  test('that is a key is refused and written nowhere', () => {
    keepSetting(address, 'http://desk:8188', env)
    const secrets = SETUPS.flatMap(({ variables }) => variables).filter(({ secret }) => secret)
    expect(secrets.length).toBeGreaterThan(0)
    for (const { name } of secrets) expect(() => keepSetting(name, 'sk-test-value', env)).toThrow(/secret/)
    expect(() => keepSetting(address, 'http://me:sk-test-value@desk:8188', env)).toThrow(/password/)
    expect(readFileSync(settingsFile(env), 'utf8')).not.toContain('sk-test-value')
  })

  test('nobody knows is told the name that was probably meant', () => {
    expect(() => keepSetting('COMFYUI_URI', 'x', env)).toThrow(
      expect.objectContaining({ remedy: 'Did you mean COMFYUI_URL?' }),
    )
  })
})

test('a settings file that is none is named, and nothing is overwritten', () => {
  keepSetting(address, 'http://desk:8188', env)
  writeFileSync(settingsFile(env), '{"COMFYUI_URL": 8188')
  const broken = expect.objectContaining({ code: 'BAD_INPUT', place: { file: settingsFile(env) } })
  expect(() => connectedProviders(env)).toThrow(broken)
  expect(() => keepSetting(address, 'http://desk:8188', env)).toThrow(broken)
  expect(readFileSync(settingsFile(env), 'utf8')).toBe('{"COMFYUI_URL": 8188')
})

test('providers are made without asking anybody, and the first costs nothing', () => {
  const providers = connectedProviders(env)
  expect(providers.map(({ id }) => id)).toEqual(SETUPS.map(({ id }) => id))
  expect(providers[0]).toMatchObject({ id: 'roughs', free: true })
})
