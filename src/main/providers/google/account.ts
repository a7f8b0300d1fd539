import { said } from '../../../shared/said/said.ts'
import { findModel } from '../catalogue/catalogue.ts'
import { ProviderError, type StartingPace } from '../provider.ts'
import type { ProviderVariable, Setting } from '../setup.ts'
import { addressProblem, checkAddress, checkHeaderValue } from '../wire/address.ts'

/** Keys in the order they are looked for. */
const KEYS = ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] as const

export const GOOGLE_VARIABLES = [
  { name: 'GEMINI_API_KEY', means: said`key of the account; goes before GOOGLE_API_KEY`, secret: true },
  { name: 'GOOGLE_API_KEY', means: said`key of the account, as other tools name it`, secret: true },
  {
    name: 'GOOGLE_GEMINI_BASE_URL',
    means: said`address of the API, without version; default https://generativelanguage.googleapis.com`,
    secret: false,
    problemOf: addressProblem('GOOGLE_GEMINI_BASE_URL'),
  },
  { name: 'GOOGLE_GENAI_API_VERSION', means: said`version of the API: v1 or v1beta; default v1`, secret: false },
  {
    name: 'PANELWRIGHT_GOOGLE_PER_MINUTE',
    means: said`pictures a minute the account allows, as its console says; default 10`,
    secret: false,
    problemOf: perMinuteProblem,
  },
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
      says: said`There is no key for Google Gemini: GEMINI_API_KEY is not set.`,
    })
  const baseUrl = checkAddress('GOOGLE_GEMINI_BASE_URL', setting('GOOGLE_GEMINI_BASE_URL')?.trim() || OFFICIAL_ADDRESS)
  return { baseUrl, version: versionOf(setting), key: checkHeaderValue(name, setting(name)!.trim()) }
}

function versionOf(setting: Setting): string {
  const named = setting('GOOGLE_GENAI_API_VERSION')?.trim() || USUAL_VERSION
  // The vendor's own tools take this word for the newest one that is not final.
  const version = named === 'beta' ? 'v1beta' : named
  if (/^v\d+[a-z]*\d*$/.test(version)) return version
  const says = said`GOOGLE_GENAI_API_VERSION is no version of the API. It looks like v1 or v1beta.`
  throw new ProviderError('wrong-address', says, { says })
}

/** So many pictures a minute keep one more call busy. */
const A_MINUTE_FOR_EACH = 5
const MOST_AT_ONCE = 16

/** Limits to start from. The vendor shows them in its console only, so the author may say what stands there. */
export function paceOf(model: string, setting: Setting): StartingPace {
  const lowest = findModel('google', model)?.tiers[0]
  const assumed = { concurrency: lowest?.concurrency ?? 1, requestsPerMinute: lowest?.requestsPerMinute ?? 5 }
  const value = setting('PANELWRIGHT_GOOGLE_PER_MINUTE')?.trim() ?? ''
  if (!isPerMinute(value)) return assumed
  const perMinute = Number(value)
  const useful = Math.min(MOST_AT_ONCE, Math.ceil(perMinute / A_MINUTE_FOR_EACH))
  return { concurrency: Math.max(1, useful), requestsPerMinute: Math.floor(perMinute) }
}

/** What is wrong with a value of PANELWRIGHT_GOOGLE_PER_MINUTE; null = nothing. */
export function perMinuteProblem(value: string): string | null {
  return isPerMinute(value)
    ? null
    : said`PANELWRIGHT_GOOGLE_PER_MINUTE is ${value}, and should be a number of 1 or more.`
}

function isPerMinute(value: string): boolean {
  return value !== '' && Number(value) >= 1
}
