import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Keychain, openSecrets } from './secrets.ts'

const KEY = 'sk-CANARY-1234567890'
/** Turns bytes around: enough to tell what is kept from what is not. */
const keychain: Keychain = {
  encrypt: async (text) => Buffer.from(text).reverse(),
  decrypt: async (bytes) => Buffer.from(bytes).reverse().toString(),
}

let folder: string
const envOf = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ PANELWRIGHT_SETTINGS: folder, ...more })
const onDisk = () => readFileSync(join(folder, 'secrets.json'), 'utf8')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a key', () => {
  test('is kept by the keychain, and is there at the next start', async () => {
    const secrets = await openSecrets(envOf(), keychain)
    expect(await secrets.set('OPENAI_API_KEY', KEY)).toBe('keychain')
    expect(onDisk()).not.toContain('CANARY')
    const env = envOf()
    const next = await openSecrets(env, keychain)
    expect(env.OPENAI_API_KEY).toBe(KEY)
    expect(next.sourceOf('OPENAI_API_KEY')).toBe('keychain')
  })

  test('lasts for the session where there is no keychain, and is on no disk', async () => {
    const env = envOf()
    const secrets = await openSecrets(env, null)
    expect(await secrets.set('OPENAI_API_KEY', KEY)).toBe('session')
    expect(env.OPENAI_API_KEY).toBe(KEY)
    expect(() => onDisk()).toThrow()
  })

  test('lasts for the session where the keychain fails', async () => {
    const failing = { ...keychain, encrypt: () => Promise.reject(new Error('locked')) }
    expect(await (await openSecrets(envOf(), failing)).set('OPENAI_API_KEY', KEY)).toBe('session')
  })

  test('of the environment goes before the one that is kept', async () => {
    await (await openSecrets(envOf(), keychain)).set('OPENAI_API_KEY', KEY)
    const env = envOf({ OPENAI_API_KEY: 'sk-of-the-environment' })
    const secrets = await openSecrets(env, keychain)
    expect(env.OPENAI_API_KEY).toBe('sk-of-the-environment')
    expect(secrets.sourceOf('OPENAI_API_KEY')).toBeNull()
  })

  test('that another computer kept is passed over', async () => {
    await (await openSecrets(envOf(), keychain)).set('OPENAI_API_KEY', KEY)
    const env = envOf()
    const foreign = { ...keychain, decrypt: () => Promise.reject(new Error('another user')) }
    expect((await openSecrets(env, foreign)).sourceOf('OPENAI_API_KEY')).toBeNull()
    expect(env.OPENAI_API_KEY).toBeUndefined()
  })

  test('is forgotten everywhere', async () => {
    const env = envOf()
    const secrets = await openSecrets(env, keychain)
    await secrets.set('OPENAI_API_KEY', KEY)
    expect(await secrets.set('OPENAI_API_KEY', null)).toBe('forgotten')
    expect(env.OPENAI_API_KEY).toBeUndefined()
    expect(JSON.parse(onDisk())).toEqual({ secrets: {}, hints: {} })
  })

  test('that is none, or of nobody, is refused', async () => {
    const secrets = await openSecrets(envOf(), keychain)
    await expect(secrets.set('COMFYUI_URL', 'http://x')).rejects.toMatchObject({ code: 'WRONG_USE' })
    await expect(secrets.set('PATH', '/evil')).rejects.toMatchObject({ code: 'WRONG_USE' })
    await expect(secrets.set('__proto__', 'x')).rejects.toMatchObject({ code: 'WRONG_USE' })
  })
})

describe('the hint of a key', () => {
  test('is its last four signs, made when it was entered, and goes with it', async () => {
    const secrets = await openSecrets(envOf(), keychain)
    await secrets.set('OPENAI_API_KEY', KEY)
    expect(secrets.hintOf('OPENAI_API_KEY')).toBe('7890')
    expect((await openSecrets(envOf(), keychain)).hintOf('OPENAI_API_KEY')).toBe('7890')
    await secrets.set('OPENAI_API_KEY', null)
    expect(secrets.hintOf('OPENAI_API_KEY')).toBeNull()
    expect(onDisk()).not.toContain('7890')
  })

  test('of a session is on no disk, and of a short one there is none', async () => {
    const secrets = await openSecrets(envOf(), null)
    await secrets.set('OPENAI_API_KEY', KEY)
    expect(secrets.hintOf('OPENAI_API_KEY')).toBe('7890')
    expect(() => onDisk()).toThrow()
    await secrets.set('COMFYUI_AUTH', 'me:secret')
    expect(secrets.hintOf('COMFYUI_AUTH')).toBeNull()
  })

  test('is not shown for keys of the environment', async () => {
    expect((await openSecrets(envOf({ OPENAI_API_KEY: KEY }), keychain)).hintOf('OPENAI_API_KEY')).toBeNull()
  })
})
