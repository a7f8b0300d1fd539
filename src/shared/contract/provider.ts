import { z } from 'zod'
import { id, nothing } from './common.ts'
import { route } from './route.ts'

const setting = z.object({
  name: z.string(),
  means: z.string(),
  secret: z.boolean(),
  optional: z.boolean(),
  /** What holds while it is not set. */
  usual: z.string().nullable(),
  /** `keychain`: kept by this computer's own. `session`: until the program ends. Null = not set. */
  source: z.enum(['environment', 'settings', 'keychain', 'session']).nullable(),
  /** Null = not set, or a secret: those never leave the main process. */
  value: z.string().nullable(),
  /** Of a secret that was entered here: its last four signs at most. */
  hint: z.string().max(4).nullable(),
})

const server = z.object({
  /** `127.0.0.1:8188` */
  host: z.string(),
  state: z.enum(['ready', 'failing']),
  /** What is wrong; null when all is well. */
  message: z.string().nullable(),
  version: z.string().nullable(),
  /** Pictures under way there and waiting, whoever asked for them; null = it does not say. */
  running: z.number().nullable(),
  waiting: z.number().nullable(),
  /** Graphics memory, bytes. */
  memory: z.object({ free: z.number(), total: z.number() }).nullable(),
})
export type PoolServer = z.infer<typeof server>

const view = z.object({
  id: z.string(),
  name: z.string(),
  free: z.boolean(),
  overnight: z.boolean(),
  settings: z.array(setting),
  models: z.array(
    z.object({
      id: z.string(),
      qualities: z.array(z.string()),
      references: z.number(),
      seed: z.boolean(),
      overnight: z.boolean(),
      shutdownOn: z.string().nullable(),
    }),
  ),
  onlyTheseModels: z.boolean(),
  problems: z.array(z.string()),
})

export const provider = {
  'provider.list': route(nothing, z.object({ providers: z.array(view) })),
  /** Asks, for nothing, whether it would work now. */
  'provider.test': route(
    z.strictObject({ provider: id }),
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.enum(['ready', 'silent', 'failing']),
      message: z.string().nullable(),
      action: z.string().nullable(),
      models: z.array(z.object({ id: z.string(), shutdownOn: z.string().nullable() })),
      notes: z.array(z.string()),
    }),
  ),
  /** The servers of the author's behind a provider, each asked how it is. Empty for those that are a vendor's. */
  'provider.servers': route(z.strictObject({ provider: id }), z.object({ servers: z.array(server) })),
  /** What an account's newest replies told about its limits. Null = no reply, or it did not say. */
  'provider.limits': route(
    z.strictObject({ provider: id }),
    z.object({ perMinute: z.number().nullable(), at: z.number().nullable(), tier: z.string().nullable() }),
  ),
  /** An address, a tier, a model; null takes it out. Keys have a route of their own. */
  'provider.set': route(
    z.strictObject({ name: z.string().min(1).max(100), value: z.string().trim().min(1).max(4_000).nullable() }),
    z.object({ wasKept: z.boolean() }),
    ['providers'],
  ),
  /** A key or password. Write-only: no route gives it back. Null forgets it. */
  'provider.secret': route(
    z.strictObject({ name: z.string().min(1).max(100), value: z.string().trim().min(1).max(4_000).nullable() }),
    z.object({
      /** `session`: this computer has no keychain that protects it, so it is forgotten when the program ends. */
      kept: z.enum(['keychain', 'session', 'forgotten']),
    }),
    ['providers'],
  ),
}
