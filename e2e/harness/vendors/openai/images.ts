import type { ServerResponse } from 'node:http'
import { type Answer, formOf, jsonOf, type Seen } from '../vendor-server.ts'
import { courseOf } from './behaviours.ts'
import { draw } from './draw.ts'
import {
  FORM_PARAMETERS,
  GENERATION_PARAMETERS,
  type ImageOrder,
  JSON_EDIT_PARAMETERS,
  readOrder,
} from './image-order.ts'
import { openAiError } from './openai-error.ts'
import type { OpenAiServer } from './openai-server.ts'
import { badParameter } from './parameters.ts'
import { RateLimit, ROOMY } from './rate-limit.ts'
import { checkImages, checkMask, imageOf, imagesOf } from './reference-images.ts'
import type { RouteGroup } from './routes.ts'

/** POST /v1/images/generations and /v1/images/edits */
export const imageRoutes: RouteGroup = (server) => {
  const limit = server.imagesPerMinute === null ? null : new RateLimit(server.imagesPerMinute, server.now)
  return [
    {
      method: 'POST',
      path: /^\/v1\/images\/generations$/,
      handle: async (seen, _, response) => answer(server, limit, await generationOrder(jsonOf(seen, noJson)), response),
    },
    {
      method: 'POST',
      path: /^\/v1\/images\/edits$/,
      handle: async (seen, _, response) => answer(server, limit, await orderOfEdit(server, seen), response),
    },
  ]
}

async function answer(
  server: OpenAiServer,
  limit: RateLimit | null,
  order: ImageOrder,
  response: ServerResponse,
): Promise<null> {
  const { prompt, model, n } = order
  if (server.unverified) throw courseOf('unverified').error
  limit?.take(n, model.id)
  server.orders.push(order)
  const { call, ended } = server.begin(prompt)
  response.on('close', () => {
    if (!response.writableFinished) server.dropped++
  })
  try {
    const { trouble, error, oddity } = courseOf(server.script(call))
    const headers = { 'openai-version': '2020-10-01', ...(limit?.headers() ?? ROOMY) }
    const { answer, usd } = error ? { answer: error, usd: 0 } : await draw(server, order, call, oddity)
    const whole: Answer = { ...answer, headers: { ...headers, ...answer.headers } }
    return await server.deliver(trouble, response, whole, () => error ?? server.charge(prompt, usd))
  } finally {
    ended()
  }
}

/** @throws Answer */
export async function generationOrder(body: Record<string, unknown>): Promise<ImageOrder> {
  return readOrder(body, GENERATION_PARAMETERS)
}

/** An order with its references as JSON: the form for lines of a batch. @throws Answer */
export async function jsonEditOrder(server: OpenAiServer, body: Record<string, unknown>): Promise<ImageOrder> {
  const order = readOrder(body, JSON_EDIT_PARAMETERS)
  const references = imagesOf(server, body.images)
  await checkImages('images', references)
  if (body.mask !== undefined) await checkMask(imageOf(server, body.mask as object, 'mask'), references[0]!)
  return { ...order, references }
}

async function orderOfEdit(server: OpenAiServer, seen: Seen): Promise<ImageOrder> {
  const type = seen.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return jsonEditOrder(server, jsonOf(seen, noJson))
  if (!type.startsWith('multipart/form-data'))
    throw openAiError(415, 'invalid_request_error', 'unsupported_content_type', `Unsupported content type: '${type}'.`)
  return formOrder(await formOf(seen))
}

const FILES = ['image', 'image[]', 'mask', 'markup']
const NUMBERS = ['n', 'output_compression']

async function formOrder(form: FormData): Promise<ImageOrder> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (FILES.includes(name)) {
      if (typeof value === 'string')
        throw badParameter(
          name,
          'invalid_type',
          `Invalid type for '${name}': expected a file, but got a string instead.`,
        )
    } else if (Object.hasOwn(fields, name)) throw twice(name)
    else fields[name] = NUMBERS.includes(name) ? Number(value) : value
  }
  const order = readOrder(fields, FORM_PARAMETERS)
  const single = form.getAll('image')
  if (single.length > 1) throw twice('image')
  const references = await bytesOf([...single, ...form.getAll('image[]')])
  await checkImages('image', references)
  const [mask] = await bytesOf(form.getAll('mask'))
  const [markup] = await bytesOf(form.getAll('markup'))
  if (markup && mask) throw badParameter('markup', 'invalid_value', "'markup' cannot be combined with 'mask'.")
  if (markup && !order.model.markup)
    throw badParameter('markup', 'unsupported_parameter', `'markup' is not supported with '${order.model.id}'.`)
  if (mask) await checkMask(mask, references[0]!)
  return { ...order, references }
}

function twice(param: string): Answer {
  return badParameter(
    param,
    'duplicate_parameter',
    `Duplicate parameter: '${param}'. You provided multiple values for this parameter, whereas only one is allowed. If you are trying to provide a list of values, use the array syntax instead e.g. '${param}[]=<value>'.`,
  )
}

function bytesOf(files: ReturnType<FormData['getAll']>): Promise<Buffer[]> {
  return Promise.all(files.map(async (file) => Buffer.from(await (file as File).arrayBuffer())))
}

const noJson = (message: string) => openAiError(400, 'invalid_request_error', null, message)
