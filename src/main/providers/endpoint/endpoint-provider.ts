import type { ImageEditParamsNonStreaming, ImageGenerateParamsNonStreaming } from 'openai/resources/images'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { ApiAddress } from '../openai/api-address.ts'
import { ask } from '../openai/client.ts'
import { paceIn } from '../openai/limits.ts'
import { readPictureReply } from '../openai/reply.ts'
import { asFile } from '../openai/request.ts'
import { usageOf } from '../openai/usage.ts'
import {
  type ImageProvider,
  ProviderError,
  type ProviderIo,
  type ProviderOutlook,
  type ProviderReply,
} from '../provider.ts'
import { type ReferenceFile, readReferences } from '../reference-files.ts'
import type { ProviderSetup, ProviderVariable, Setting } from '../setup.ts'
import { addressProblem, checkAddress, checkHeaderValue } from '../wire/address.ts'
import { isLoopback } from '../wire/fetch.ts'
import { withoutEffect } from '../without-effect.ts'
import { type Abilities, capabilitiesOf, readAbilities } from './abilities.ts'
import { download } from './download.ts'
import { endpointFailure } from './failure.ts'
import { bodyOf, imagesOf, SERVED } from './request.ts'

const VARIABLES: readonly ProviderVariable[] = [
  {
    name: 'PANELWRIGHT_ENDPOINT_URL',
    means: said`address of the API, such as http://127.0.0.1:1234/v1`,
    secret: false,
    problemOf: addressProblem('PANELWRIGHT_ENDPOINT_URL'),
  },
  { name: 'PANELWRIGHT_ENDPOINT_KEY', means: said`key, where the server asks for one`, secret: true, optional: true },
  {
    name: 'PANELWRIGHT_ENDPOINT_MODEL',
    means: said`model to draw with; otherwise the one the server has`,
    secret: false,
  },
  {
    name: 'PANELWRIGHT_ENDPOINT_CAN',
    means: said`what it can: edits, json-edits, quality, seed, negative, sd-args, sizes=1024x1024+1536x1024, free`,
    secret: false,
    problemOf: abilitiesProblem,
  },
]

/** A model on a processor without graphics card takes its time. */
const TIMEOUT_MS = 30 * 60_000

export const endpointSetup: ProviderSetup = {
  id: 'endpoint',
  name: said`OpenAI-compatible server`,
  variables: VARIABLES,
  connect: endpoint,
}

/** Any server that draws at `/images/generations` as OpenAI does: sd-server, LocalAI, gateways. */
function endpoint(setting: Setting): ImageProvider {
  const abilities = () => readAbilities(setting('PANELWRIGHT_ENDPOINT_CAN') ?? '')
  return {
    id: endpointSetup.id,
    name: endpointSetup.name,
    models: [setting('PANELWRIGHT_ENDPOINT_MODEL')?.trim() || SERVED],
    // Asked of every provider by every command: a wrong setting is not its business.
    free: isFree(abilities),
    capabilities: () => capabilitiesOf(abilities()),
    // Nobody says what the server can bear; the queue finds out.
    pace: () => ({ concurrency: 1, requestsPerMinute: null }),
    timeoutMs: () => TIMEOUT_MS,
    generate: async (request, io) => generate(request, io, setting, usable(abilities)),
    lookAround: async (signal) => lookAround(setting, usable(abilities), signal),
  }
}

function isFree(abilities: () => Abilities): boolean {
  try {
    return abilities().has.has('free')
  } catch {
    return false
  }
}

/** What is wrong with a list of abilities; null = nothing. */
function abilitiesProblem(text: string): string | null {
  try {
    readAbilities(text)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `${error.message} ${error.remedy}`
  }
}

function usable(abilities: () => Abilities): Abilities {
  try {
    return abilities()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new ProviderError('wrong-address', error.message, { says: `${error.message} ${error.remedy}` })
  }
}

/** @throws ProviderError before anything is sent */
function addressOf(setting: Setting): ApiAddress {
  const url = setting('PANELWRIGHT_ENDPOINT_URL')?.trim()
  if (!url) {
    const says = said`No server is set: PANELWRIGHT_ENDPOINT_URL has no address.`
    throw new ProviderError('wrong-address', says, { says })
  }
  const checked = checkAddress('PANELWRIGHT_ENDPOINT_URL', url)
  const key = setting('PANELWRIGHT_ENDPOINT_KEY')?.trim() || null
  return {
    baseUrl: new URL(checked).pathname === '/' ? `${checked}/v1` : checked,
    key: key === null ? null : checkHeaderValue('PANELWRIGHT_ENDPOINT_KEY', key),
    organization: null,
    project: null,
    failureOf: (reply, about) => endpointFailure(reply, about, key !== null),
  }
}

async function generate(
  request: GenerationRequest,
  io: ProviderIo,
  setting: Setting,
  abilities: Abilities,
): Promise<ProviderReply> {
  const address = addressOf(setting)
  const can = capabilitiesOf(abilities)
  const references = can.references > 0 ? await readReferences(request, io) : []
  const { data, headers, requestId } = await send(address, request, references, abilities, io)
  const { bytes, url, usage, says } = readPictureReply(data, { requestId })
  const { prompt: _, ...said } = bodyOf(request, abilities)
  return {
    bytes: url === null ? bytes : await download(url, address, io),
    costUsd: abilities.has.has('free') ? 0 : null,
    requestId,
    sent: {
      ...said,
      ...(can.seed ? { seed: request.seed } : {}),
      server: new URL(address.baseUrl).host,
      references: references.map(({ reference: { role, of, hash } }, index) => ({ image: index + 1, role, of, hash })),
      withoutEffect: withoutEffect(request, can),
      usage: usageOf(usage),
      reply: says,
    },
    regions: null,
    pace: paceIn(headers),
  }
}

function send(
  address: ApiAddress,
  request: GenerationRequest,
  references: readonly ReferenceFile[],
  abilities: Abilities,
  io: ProviderIo,
) {
  const body = bodyOf(request, abilities)
  const about = { model: request.providerModel === SERVED ? null : request.providerModel }
  // Typed for OpenAI's own parameters; what this server takes is said in its settings.
  const generation = body as unknown as ImageGenerateParamsNonStreaming
  if (references.length === 0)
    return ask(address, io, ({ images }, options) => images.generate(generation, options), about)
  if (abilities.has.has('json-edits'))
    return ask<unknown>(
      address,
      io,
      (client, options) =>
        client.post('/images/edits', { ...options, body: { ...body, images: imagesOf(references) } }),
      about,
    )
  const edit = { ...body, image: references.map(asFile) } as unknown as ImageEditParamsNonStreaming
  return ask(address, io, ({ images }, options) => images.edit(edit, options), about)
}

async function lookAround(setting: Setting, { has }: Abilities, signal: AbortSignal): Promise<ProviderOutlook> {
  const address = addressOf(setting)
  const { host, hostname, protocol } = new URL(address.baseUrl)
  const { data } = await ask(address, { signal }, (client, options) => client.models.list(options))
  const models = (data.data ?? []).map(({ id }) => ({ id: String(id), shutdownOn: null }))
  const named = setting('PANELWRIGHT_ENDPOINT_MODEL')?.trim()
  return {
    models,
    notes: [
      ...(named && models.length > 0 && !models.some(({ id }) => id === named)
        ? [said`${host} does not list ${named}, which PANELWRIGHT_ENDPOINT_MODEL names.`]
        : []),
      ...(address.key !== null && protocol === 'http:' && !isLoopback(hostname)
        ? [said`The key goes to ${host} unencrypted.`]
        : []),
      ...(has.has('free')
        ? []
        : [said`What a picture costs here is not known. If it costs nothing, put free into PANELWRIGHT_ENDPOINT_CAN.`]),
    ],
  }
}
