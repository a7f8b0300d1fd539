import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { findModel, modelsOf } from '../catalogue/catalogue.ts'
import {
  type Capabilities,
  type ImageProvider,
  ProviderError,
  type ProviderIo,
  type ProviderReply,
} from '../provider.ts'
import { type ReferenceFile, readReferences } from '../reference-files.ts'
import type { ProviderSetup, Setting } from '../setup.ts'
import { GOOGLE_VARIABLES, type GoogleAddress, googleAddress, paceOf } from './account.ts'
import { ask } from './client.ts'
import { lookAround } from './look-around.ts'
import { googleOvernight } from './overnight.ts'
import { readAnswer } from './reply.ts'
import { contentsOf, generationConfigOf, type ImagePart, inlineParts, sentOf, tooHeavy } from './request.ts'
import { UploadedReferences } from './uploads.ts'

export const googleSetup: ProviderSetup = {
  id: 'google',
  name: 'Google Gemini',
  variables: GOOGLE_VARIABLES,
  connect: google,
}

/** Google's models that draw, asked through the Gemini API. */
function google(setting: Setting): ImageProvider {
  const models = modelsOf('google', new Date().toISOString().slice(0, 10))
  const uploads = new UploadedReferences()
  return {
    id: googleSetup.id,
    name: googleSetup.name,
    models,
    free: false,
    capabilities: capabilitiesOf,
    pace: (model) => paceOf(model, setting),
    generate: (request, io) => generate(request, io, setting, uploads),
    lookAround: (signal) => lookAround(setting, models[0]!, signal),
    overnight: googleOvernight(setting, capabilitiesOf),
  }
}

/** Of a model nobody has looked up too: the catalogue's last row stands for any. */
function capabilitiesOf(model: string): Capabilities {
  return findModel('google', model)!.can!
}

async function generate(
  request: GenerationRequest,
  io: ProviderIo,
  setting: Setting,
  uploads: UploadedReferences,
): Promise<ProviderReply> {
  const address = googleAddress(setting)
  const { providerModel: model } = request
  const can = capabilitiesOf(model)
  const config = generationConfigOf(request, can)
  const files = await readReferences(request, io)
  const heavy = tooHeavy(files)
  const images = heavy ? await uploadedParts(files, address, io, uploads) : inlineParts(files)
  // A continuation would be another call, paid for by itself.
  const options = { ...config, automaticContinuation: false, abortSignal: io.signal }
  const answer = await ask(address, io, model, ({ models }) =>
    models.generateContent({ model, contents: contentsOf(request, images), config: options }),
  ).catch((error: unknown) => {
    // One of them may be what it did not find.
    if (heavy && error instanceof ProviderError && isClientError(error.httpStatus)) uploads.forget(files)
    throw error
  })
  const { bytes, costUsd, requestId, says } = readAnswer(answer, { model })
  return {
    bytes,
    costUsd,
    requestId,
    sent: { ...sentOf(request, can), ...(heavy ? { uploaded: true } : {}), ...says },
    regions: null,
    pace: null,
  }
}

const isClientError = (status: number | null) => status !== null && status >= 400 && status < 500 && status !== 429

async function uploadedParts(
  files: readonly ReferenceFile[],
  address: GoogleAddress,
  io: ProviderIo,
  uploads: UploadedReferences,
): Promise<ImagePart[]> {
  const addresses = await uploads.addressesOf(files, address, io)
  return addresses.map((fileUri, at) => ({ fileData: { mimeType: files[at]!.mediaType, fileUri } }))
}
