import { said } from '../../../shared/said/said.ts'
import { findModel } from '../catalogue/catalogue.ts'
import type { ProviderOutlook } from '../provider.ts'
import type { Setting } from '../setup.ts'
import { googleAddress, perMinuteProblem } from './account.ts'
import { ask } from './client.ts'

/** The list does not say what a model puts out; those that draw have it in their names. */
const DRAWS = /image|banana/
const PAGE = 1_000

/** What the key can use now. Costs nothing. */
export async function lookAround(
  setting: Setting,
  defaultModel: string,
  signal: AbortSignal,
): Promise<ProviderOutlook> {
  const ids = await ask(googleAddress(setting), { signal }, null, async ({ models }) => {
    const found: string[] = []
    for await (const { name = '', supportedActions } of await models.list({ config: { pageSize: PAGE } }))
      if (supportedActions?.includes('generateContent') ?? true) found.push(name.replace(/^models\//, ''))
    return found
  })
  const perMinute = setting('PANELWRIGHT_GOOGLE_PER_MINUTE')?.trim()
  const drawing = ids.filter((id) => DRAWS.test(id))
  return {
    models: drawing.map((id) => ({ id, shutdownOn: findModel('google', id)?.shutdownOn ?? null })),
    notes: [
      ...(drawing.includes(defaultModel)
        ? []
        : [said`The key has no ${defaultModel}: name one of its models with --model.`]),
      ...(perMinute ? [perMinuteProblem(perMinute)] : []),
    ].filter((note) => note !== null),
  }
}
