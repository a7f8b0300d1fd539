import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { SETUPS } from '../providers/registry.ts'
import { settingsFolder } from './provider-settings.ts'
import { readJson, writeJson } from './window-settings.ts'

/** Something of this computer that keeps words so that only this author, on this computer, can read them. */
export interface Keychain {
  encrypt(text: string): Promise<Uint8Array>
  decrypt(bytes: Uint8Array): Promise<string>
}

export type SecretSource = 'keychain' | 'session'

/** Keys of providers. Their values go into the environment that providers are set up from, and nowhere else. */
export interface Secrets {
  /**
   * @param value null forgets it
   * @throws AppError WRONG_USE for a name that is no secret of a provider
   */
  set(name: string, value: string | null): Promise<SecretSource | 'forgotten'>
  /** Where a secret comes from; null = not from here. */
  sourceOf(name: string): SecretSource | null
}

/** Base64 of what the keychain made of them, by name. */
const file = z.object({ secrets: z.record(z.string(), z.string()).catch({}) })

/**
 * Takes the kept keys into `env`, where the process's own environment does not say otherwise.
 *
 * @param env is changed whenever a secret is
 * @param keychain null = this computer has none that protects: what is set is forgotten when the program ends
 */
export async function openSecrets(env: NodeJS.ProcessEnv, keychain: Keychain | null): Promise<Secrets> {
  const path = join(settingsFolder(env), 'secrets.json')
  const sources = new Map<string, SecretSource>()
  const { secrets: kept } = file.parse(readJson(path))
  for (const [name, text] of Object.entries(kept)) {
    if (keychain === null || !isSecret(name) || env[name]?.trim()) continue
    try {
      env[name] = await keychain.decrypt(Buffer.from(text, 'base64'))
      sources.set(name, 'keychain')
    } catch {
      // Kept by another computer or user: the author enters it again.
    }
  }
  return {
    sourceOf: (name) => sources.get(name) ?? null,
    async set(name, value) {
      if (!isSecret(name)) throw new AppError('WRONG_USE', `${name} is no key or password of a provider.`)
      const others = { ...file.parse(readJson(path)).secrets }
      delete others[name]
      if (value === null) {
        if (sources.delete(name)) delete env[name]
        writeJson(path, { secrets: others })
        return 'forgotten'
      }
      env[name] = value
      const encrypted = keychain === null ? null : await keychain.encrypt(value).catch(() => null)
      if (encrypted !== null) others[name] = Buffer.from(encrypted).toString('base64')
      if (name in kept || encrypted !== null) writeJson(path, { secrets: others })
      sources.set(name, encrypted === null ? 'session' : 'keychain')
      return sources.get(name)!
    },
  }
}

function isSecret(name: string): boolean {
  return SETUPS.some(({ variables }) => variables.some((one) => one.name === name && one.secret))
}
