import { chooseProvider } from '../../services/choose-provider.ts'
import { modelFacts } from '../../services/model-facts.ts'
import { askProvider, describeProviders } from '../../services/provider-outlook.ts'
import { providerServers } from '../../services/provider-servers.ts'
import { keepSetting } from '../../services/provider-settings.ts'
import { toldLimits } from '../../services/told-limits.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function providerHandlers(desk: Desk): Part<'provider'> {
  const { env, secrets, now } = desk.household
  const refresh = () => desk.current()?.work.refresh()
  return {
    'provider.list': () => ({
      providers: describeProviders(env, new Date(now()).toISOString().slice(0, 10)).map((provider) => ({
        ...provider,
        settings: provider.settings.map((setting) => ({
          ...setting,
          optional: setting.optional ?? false,
          usual: setting.usual ?? null,
          hint: setting.secret ? secrets.hintOf(setting.name) : null,
          source: (setting.secret ? secrets.sourceOf(setting.name) : null) ?? setting.source,
        })),
      })),
    }),
    'provider.model': ({ provider, ...asked }) =>
      modelFacts(chooseProvider(provider, env), asked, new Date(now()).toISOString().slice(0, 10)),
    'provider.test': async ({ provider }) => {
      const { outlook, ...answer } = await askProvider(chooseProvider(provider, env))
      return { ...answer, models: outlook?.models ?? [], notes: outlook?.notes ?? [] }
    },
    'provider.servers': async ({ provider }) => ({ servers: await providerServers(provider, env) }),
    'provider.limits': ({ provider }) => toldLimits(desk.current()?.project ?? null, provider),
    'provider.set': ({ name, value }) => {
      const { wasKept } = keepSetting(name, value, env)
      refresh()
      return { wasKept }
    },
    'provider.secret': async ({ name, value }) => {
      const kept = await secrets.set(name, value)
      refresh()
      return { kept }
    },
  }
}
