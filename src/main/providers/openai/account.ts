import { said } from '../../../shared/said/said.ts'
import { findModel } from '../catalogue/catalogue.ts'
import { ProviderError, type StartingPace } from '../provider.ts'
import type { ProviderVariable, Setting } from '../setup.ts'
import { addressProblem, checkAddress, checkHeaderValue } from '../wire/address.ts'
import type { ApiAddress } from './api-address.ts'
import { openAiFailure } from './failure.ts'

export const OPENAI_VARIABLES = [
  { name: 'OPENAI_API_KEY', means: said`key of the account`, secret: true },
  {
    name: 'OPENAI_BASE_URL',
    means: said`address of the API, /v1 included; default https://api.openai.com/v1`,
    secret: false,
    problemOf: addressProblem('OPENAI_BASE_URL'),
  },
  { name: 'OPENAI_ORG_ID', means: said`organisation that pays, for keys of several`, secret: false },
  { name: 'OPENAI_PROJECT_ID', means: said`project that pays, for keys of several`, secret: false },
  {
    name: 'PANELWRIGHT_OPENAI_TIER',
    means: said`usage tier of the account, 1 to 5; default 1`,
    secret: false,
    problemOf: (value) => (isTier(value) ? null : said`PANELWRIGHT_OPENAI_TIER is ${value}, and tiers go from 1 to 5.`),
  },
] as const satisfies ProviderVariable[]

const OFFICIAL_ADDRESS = 'https://api.openai.com/v1'
const LOWEST_TIER = '1'

/**
 * Where OpenAI is asked, and by whom.
 *
 * @throws ProviderError `no-key`, `unauthorized` or `wrong-address`, before anything is sent
 */
export function openAiAddress(setting: Setting): ApiAddress {
  const key = setting('OPENAI_API_KEY')?.trim()
  if (!key)
    throw new ProviderError('no-key', 'OPENAI_API_KEY is not set', {
      says: said`There is no key for OpenAI: OPENAI_API_KEY is not set.`,
    })
  const baseUrl = checkAddress('OPENAI_BASE_URL', setting('OPENAI_BASE_URL')?.trim() || OFFICIAL_ADDRESS)
  return {
    baseUrl,
    key: checkHeaderValue('OPENAI_API_KEY', key),
    organization: checkedOrNull('OPENAI_ORG_ID', setting),
    project: checkedOrNull('OPENAI_PROJECT_ID', setting),
    failureOf: openAiFailure,
  }
}

function checkedOrNull(name: string, setting: Setting): string | null {
  const value = setting(name)?.trim()
  return value ? checkHeaderValue(name, value) : null
}

/** The account's tier as the catalogue knows it; null = there is none of that name. */
export function tierOf(setting: Setting): string | null {
  const named = setting('PANELWRIGHT_OPENAI_TIER')?.trim() || LOWEST_TIER
  return isTier(named) ? named : null
}

function isTier(named: string): boolean {
  return /^[1-5]$/.test(named)
}

/** Limits to start from. A tier of an unknown name is taken for the lowest. */
export function paceOf(model: string, setting: Setting): StartingPace {
  const tiers = findModel('openai', model)?.tiers ?? []
  const tier = tiers.find(({ name }) => name === tierOf(setting)) ?? tiers[0]
  return tier
    ? { concurrency: tier.concurrency, requestsPerMinute: tier.requestsPerMinute }
    : { concurrency: 1, requestsPerMinute: 5 }
}
