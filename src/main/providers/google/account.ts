import { findModel } from '../catalogue/catalogue.ts'
import { checkAddress, checkHeaderValue } from '../openai/address.ts'
import { ProviderError, type StartingPace } from '../provider.ts'
import type { ProviderVariable, Setting } from '../setup.ts'

/** Keys in the order they are looked for. */
const KEYS = ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] as const

export const GOOGLE_VARIABLES = [
  { name: 'GEMINI_API_KEY', means: 'key of the account; goes before GOOGLE_API_KEY', secret: true },
  { name: 'GOOGLE_API_KEY', means: 'key of the account, as other tools name it', secret: true },
  {
    name: 'GOOGLE_GEMINI_BASE_URL',
    means: 'address of the API, without version; default https://generativelanguage.googleapis.com',
    secret: false,
  },
  { name: 'GOOGLE_GENAI_API_VERSION', means: 'version of the API: v1 or v1beta; default v1', secret: false },
  { name: 'PANELWRIGHT_GOOGLE_TIER', means: 'usage tier of the account; default the lowest', secret: false },
] as const satisfies ProviderVariable[]

const OFFICIAL_ADDRESS = 'https://generativelanguage.googleapis.com'
const USUAL_VERSION = 'v1'

/** Where Google is asked, and with what key. */
export interface GoogleAddress {
  /** Without version, without a slash at the end. */
  baseUrl: string
  /** `v1` */
  version: string
  key: string
}

/** @throws ProviderError `no-key`, `unauthorized` or `wrong-address`, before anything is sent */
export function googleAddress(setting: Setting): GoogleAddress {
  const name = KEYS.find((one) => setting(one)?.trim())
  if (name === undefined)
    throw new ProviderError('no-key', 'neither GEMINI_API_KEY nor GOOGLE_API_KEY is set', {
      says: 'There is no key for Google Gemini: GEMINI_API_KEY is not set.',
    })
  const baseUrl = checkAddress('GOOGLE_GEMINI_BASE_URL', setting('GOOGLE_GEMINI_BASE_URL')?.trim() || OFFICIAL_ADDRESS)
  return { baseUrl, version: versionOf(setting), key: checkHeaderValue(name, setting(name)!.trim()) }
}

function versionOf(setting: Setting): string {
  const named = setting('GOOGLE_GENAI_API_VERSION')?.trim() || USUAL_VERSION
  // The vendor's own tools take this word for the newest one that is not final.
  const version = named === 'beta' ? 'v1beta' : named
  if (/^v\d+[a-z]*\d*$/.test(version)) return version
  const says = 'GOOGLE_GENAI_API_VERSION is no version of the API. It looks like v1 or v1beta.'
  throw new ProviderError('wrong-address', says, { says })
}

/** Limits to start from. A tier of an unknown name is taken for the lowest. */
export function paceOf(model: string, setting: Setting): StartingPace {
  const tiers = findModel('google', model)?.tiers ?? []
  const named = setting('PANELWRIGHT_GOOGLE_TIER')?.trim()
  const tier = tiers.find(({ name }) => name === named) ?? tiers[0]
  return tier
    ? { concurrency: tier.concurrency, requestsPerMinute: tier.requestsPerMinute }
    : { concurrency: 1, requestsPerMinute: 5 }
}
