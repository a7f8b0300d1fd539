import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { findModel, modelsOf } from '../catalogue/catalogue.ts'
import type { Capabilities, ImageProvider, ProviderIo, ProviderReply } from '../provider.ts'
import { readReferences } from '../reference-files.ts'
import type { ProviderSetup, Setting } from '../setup.ts'
import { OPENAI_VARIABLES, openAiAddress, paceOf } from './account.ts'
import { ask } from './client.ts'
import { paceIn } from './limits.ts'
import { lookAround } from './look-around.ts'
import { openAiOvernight } from './overnight.ts'
import { readPictureReply } from './reply.ts'
import { editBody, generationBody, sentOf } from './request.ts'
import { costIn, usageOf } from './usage.ts'

/** A drawing at the highest qualities is planned for minutes before it begins. */
const TIMEOUT_MS: Record<string, number> = { xhigh: 600_000, max: 900_000 }
const USUAL_TIMEOUT_MS = 300_000

export const openaiSetup: ProviderSetup = {
  id: 'openai',
  name: 'OpenAI',
  variables: OPENAI_VARIABLES,
  connect: openai,
}

/** OpenAI's pictures: drawn from a prompt alone, or from a prompt and references. */
function openai(setting: Setting): ImageProvider {
  const today = new Date().toISOString().slice(0, 10)
  const models = modelsOf('openai', today)
  return {
    id: openaiSetup.id,
    name: openaiSetup.name,
    models,
    free: false,
    capabilities: capabilitiesOf,
    pace: (model) => paceOf(model, setting),
    timeoutMs: ({ quality }) => TIMEOUT_MS[quality ?? ''] ?? USUAL_TIMEOUT_MS,
    generate: (request, io) => generate(request, io, setting),
    lookAround: (signal) => lookAround(setting, models[0]!, signal),
    overnight: openAiOvernight(setting),
  }
}

/** Of a model nobody has looked up too: the catalogue's last row stands for any. */
function capabilitiesOf(model: string): Capabilities {
  return findModel('openai', model)!.can!
}

async function generate(request: GenerationRequest, io: ProviderIo, setting: Setting): Promise<ProviderReply> {
  const address = openAiAddress(setting)
  const model = request.providerModel
  const references = await readReferences(request, io)
  const { data, headers, requestId } = await ask(
    address,
    io,
    ({ images }, options) =>
      references.length === 0
        ? images.generate(generationBody(request), options)
        : images.edit(editBody(request, references), options),
    { model },
  )
  const cost = (usage: unknown) => costIn(model, usage)
  const { bytes, usage, says } = readPictureReply(data, { requestId }, cost)
  const pace = paceIn(headers)
  return {
    bytes,
    costUsd: cost(usage),
    requestId,
    sent: {
      ...sentOf(request, capabilitiesOf(model)),
      usage: usageOf(usage),
      reply: says,
      perMinute: pace?.requestsPerMinute ?? null,
    },
    regions: null,
    pace,
  }
}
