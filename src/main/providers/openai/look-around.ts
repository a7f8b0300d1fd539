import { said } from '../../../shared/said/said.ts'
import { findModel } from '../catalogue/catalogue.ts'
import type { ProviderOutlook } from '../provider.ts'
import type { Setting } from '../setup.ts'
import { openAiAddress, tierOf } from './account.ts'
import { ask } from './client.ts'

/** Ids of models that make pictures. */
const PICTURE_MODEL = /image/

/** What the account can use now, and when it ends. Costs nothing. */
export async function lookAround(
  setting: Setting,
  defaultModel: string,
  signal: AbortSignal,
): Promise<ProviderOutlook> {
  const address = openAiAddress(setting)
  const { data } = await ask(address, { signal }, (client, options) => client.models.list(options))
  const models = data.data
    .filter(({ id }) => PICTURE_MODEL.test(id))
    .map(({ id, shutdown_date }) => ({ id, shutdownOn: dayOf(shutdown_date) }))
  const named = setting('PANELWRIGHT_OPENAI_TIER')
  return {
    models,
    notes: [
      ...(models.some(({ id }) => id === defaultModel)
        ? []
        : [said`The account has no ${defaultModel}: name one of its models with --model.`]),
      ...models
        .filter(({ id, shutdownOn }) => shutdownOn !== (findModel('openai', id)?.shutdownOn ?? null))
        .filter(({ shutdownOn }) => shutdownOn !== null)
        .map(({ id, shutdownOn }) => said`The end of ${id} on ${shutdownOn} is news to Panelwright’s catalogue.`),
      ...(tierOf(setting) === null
        ? [said`PANELWRIGHT_OPENAI_TIER is ${named}, and tiers go from 1 to 5: the lowest is assumed.`]
        : []),
    ],
  }
}

/** Typed as a date; a time of day behind it is cut off. */
function dayOf(date: string | null | undefined): string | null {
  const day = date?.slice(0, 10) ?? ''
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null
}
