import { mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { unknownWord } from '../../shared/closest.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { connectProviders, SETUPS } from '../providers/registry.ts'
import type { ProviderVariable, Setting } from '../providers/setup.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { writeWhole } from '../store/write-whole.ts'

/** Where a setting comes from: the environment goes before the file, so that a script can say otherwise for one run. */
export type SettingSource = 'environment' | 'settings'

const FILE = z.record(z.string(), z.string())

/** Settings of providers on this computer: addresses, tiers, models. Keys are never among them. */
export function settingsFile(env: NodeJS.ProcessEnv): string {
  return join(settingsFolder(env), 'providers.json')
}

/** Where this computer's author keeps what belongs to no book. */
export function settingsFolder(env: NodeJS.ProcessEnv): string {
  const named = env.PANELWRIGHT_SETTINGS?.trim()
  if (named) return named
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Panelwright')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Panelwright')
  return join(env.XDG_CONFIG_HOME?.trim() || join(homedir(), '.config'), 'panelwright')
}

/**
 * All providers, set up as this computer says.
 *
 * @throws AppError BAD_INPUT when the settings file cannot be read as one
 */
export function connectedProviders(env: NodeJS.ProcessEnv): ImageProvider[] {
  return connectProviders(settingsOf(env))
}

/** @throws AppError BAD_INPUT */
export function settingsOf(env: NodeJS.ProcessEnv): Setting {
  const kept = readSettings(settingsFile(env))
  return (name) => env[name]?.trim() || kept[name]
}

/** Where the value of a setting comes from; null = it is not set. */
export function sourceOf(name: string, env: NodeJS.ProcessEnv): SettingSource | null {
  if (env[name]?.trim()) return 'environment'
  return readSettings(settingsFile(env))[name] === undefined ? null : 'settings'
}

/**
 * Keeps a setting for this computer; null takes it out again.
 *
 * @returns the file it is kept in, and whether it was there before
 * @throws AppError WRONG_USE for a name no provider knows, for a key, and for a value that cannot be; BAD_INPUT,
 *   READ_ONLY, DISK_FULL
 */
export function keepSetting(
  name: string,
  value: string | null,
  env: NodeJS.ProcessEnv,
): { file: string; wasKept: boolean } {
  const variable = findVariable(name)
  if (variable.secret)
    throw new AppError('WRONG_USE', said`${name} is a secret, and is not kept in a file.`, {
      remedy: said`Put it into the environment: export ${name}=…`,
    })
  const address = value === null ? null : URL.parse(value.trim())
  if (address?.password)
    throw new AppError('WRONG_USE', said`${name} has a password in it, which is not kept in a file.`, {
      remedy: said`Give the address without it, and the password in the environment; panelwright provider list names where.`,
    })
  const problem = value === null ? null : (variable.problemOf?.(value.trim()) ?? null)
  if (problem !== null) throw new AppError('WRONG_USE', problem)
  const file = settingsFile(env)
  const kept = readSettings(file)
  const wasKept = kept[name] !== undefined
  if (value === null && !wasKept) return { file, wasKept }
  if (value === null) delete kept[name]
  else kept[name] = value.trim()
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`)
  } catch (error) {
    throw storageFailure(error, file)
  }
  return { file, wasKept }
}

function findVariable(name: string): ProviderVariable {
  const known = SETUPS.flatMap(({ variables }) => variables)
  const variable = known.find((one) => one.name === name)
  if (variable) return variable
  throw unknownWord(
    'setting',
    name,
    known.map((one) => one.name),
  )
}

function readSettings(file: string): Record<string, string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw storageFailure(error, file)
  }
  try {
    return FILE.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError(
      'BAD_INPUT',
      said`The settings of providers are not names with values, as {"COMFYUI_URL": "http://…"}.`,
      {
        place: { file },
        remedy: said`Correct the file, or delete it and set them again with panelwright provider set.`,
        cause,
      },
    )
  }
}
