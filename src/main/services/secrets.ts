import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
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
  /** The end of a secret, so that its author knows which one it is; null = not from here, or too short to show any. */
  hintOf(name: string): string | null
}

/** Base64 of what the keychain made of them, by name. */
const file = z.object({
  secrets: z.record(z.string(), z.string()).catch({}),
  /** The last signs of each, made when it was entered. */
  hints: z.record(z.string(), z.string().max(4)).catch({}),
})

/** Of a shorter secret four signs would be too much of it. */
const SHORTEST_HINTED = 16
const HINT_LENGTH = 4

/**
 * Takes the kept keys into `env`, where the process's own environment does not say otherwise.
 *
 * @param env is changed whenever a secret is
 * @param keychain null = this computer has none that protects: what is set is forgotten when the program ends
 */
export async function openSecrets(env: NodeJS.ProcessEnv, keychain: Keychain | null): Promise<Secrets> {
  const path = join(settingsFolder(env), 'secrets.json')
  const sources = new Map<string, SecretSource>()
  const { secrets: kept, hints: keptHints } = file.parse(readJson(path))
  const hints = new Map(Object.entries(keptHints))
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
    hintOf: (name) => (sources.has(name) ? (hints.get(name) ?? null) : null),
    async set(name, value) {
      if (!isSecret(name)) throw new AppError('WRONG_USE', said`${name} is no key or password of a provider.`)
      const onDisk = file.parse(readJson(path))
      const { [name]: _, ...others } = onDisk.secrets
      const { [name]: __, ...otherHints } = onDisk.hints
      hints.delete(name)
      if (value === null) {
        if (sources.delete(name)) delete env[name]
        writeJson(path, { secrets: others, hints: otherHints })
        return 'forgotten'
      }
      env[name] = value
      const hint = value.length < SHORTEST_HINTED ? null : value.slice(-HINT_LENGTH)
      if (hint !== null) hints.set(name, hint)
      const encrypted = keychain === null ? null : await keychain.encrypt(value).catch(() => null)
      // What lasts for the session is on no disk, its end included.
      const kept = encrypted === null ? {} : { [name]: Buffer.from(encrypted).toString('base64') }
      const keptHint = encrypted === null || hint === null ? {} : { [name]: hint }
      if (name in onDisk.secrets || encrypted !== null)
        writeJson(path, { secrets: { ...others, ...kept }, hints: { ...otherHints, ...keptHint } })
      sources.set(name, encrypted === null ? 'session' : 'keychain')
      return sources.get(name)!
    },
  }
}

function isSecret(name: string): boolean {
  return SETUPS.some(({ variables }) => variables.some((one) => one.name === name && one.secret))
}
