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

const priced = z.object({ fromUsd: z.number(), untilUsd: z.number() }).nullable()

/** What a model can do, with prices, for the controls that choose it. */
const modelFacts = z.object({
  provider: z.string(),
  name: z.string(),
  free: z.boolean(),
  model: z.string(),
  /** Best last; empty = the model has none. `price` is of one image in the shape asked for, without references. */
  qualities: z.array(z.object({ id: z.string(), price: priced })),
  quality: z.string().nullable(),
  /** From tall to wide, in the quality asked for. */
  shapes: z.array(
    z.object({
      /** `2:3`; of sizes no simple ratio fits, the nearest one. */
      ratio: z.string(),
      /** False: the ratio is only near. */
      exact: z.boolean(),
      width: z.number(),
      height: z.number(),
      price: priced,
    }),
  ),
  /** Any size within these limits does as well; null = only the shapes. */
  anySize: z
    .object({
      multipleOf: z.number(),
      minPixels: z.number(),
      maxPixels: z.number(),
      minRatio: z.number(),
      maxRatio: z.number(),
      maxSide: z.number().nullable(),
    })
    .nullable(),
  /** The shape of a free prompt when the author chose none: 2:3, or what is nearest. */
  usual: z.object({ width: z.number(), height: z.number() }),
  /** Longest prompt that is read to its end. */
  prompt: z.object({ most: z.number(), unit: z.enum(['characters', 'clip-tokens']) }),
  /**
   * Every control, whether it has an effect with this model, and if not, why: to be shown disabled and explained, never
   * left out.
   */
  controls: z.array(
    z.object({
      control: z.enum([
        'quality',
        'size',
        'references',
        'seed',
        'negative-prompt',
        'overnight',
        'preview',
        'steps',
        'guidance',
        'sampler',
        'scheduler',
        'denoise',
        'reference-weight',
        'workflow',
      ]),
      works: z.boolean(),
      /** A sentence; null where it works. */
      why: z.string().nullable(),
      /** For references: how many go along. */
      most: z.number().nullable(),
    }),
  ),
  shutdownOn: z.string().nullable(),
  /** Day the prices were looked up, `YYYY-MM-DD`; null = nobody did. */
  pricesOf: z.string().nullable(),
})
export type ModelFacts = z.infer<typeof modelFacts>

export const provider = {
  /** Everything controls need to know of one model; `model` left out = the provider's first. */
  'provider.model': route(
    z.strictObject({
      /** Left out = the one that draws where none is named. */
      provider: id.optional(),
      model: id.optional(),
      /** Prices of qualities are for this size; left out = the usual one. */
      size: z.strictObject({ width: z.int().min(64).max(16_384), height: z.int().min(64).max(16_384) }).optional(),
      /** Prices of shapes are in this quality; left out = the lowest. */
      quality: id.optional(),
    }),
    modelFacts,
  ),
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
