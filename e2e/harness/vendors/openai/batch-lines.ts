import { randomBytes } from 'node:crypto'
import type { Answer } from '../vendor-server.ts'
import { courseOf } from './behaviours.ts'
import { draw } from './draw.ts'
import { generationOrder, jsonEditOrder } from './images.ts'
import type { OpenAiServer } from './openai-server.ts'

/** A request of a batch. */
export interface BatchLine {
  customId: string
  body: Record<string, unknown>
}

const MOST_LINES = 50_000
const LARGEST_INPUT = 200 * 1024 * 1024
/** Of the price by day. */
const BATCH_FACTOR = 0.5

/** The requests of an input file, or everything that is wrong with it. */
export function readLines(input: Buffer | null, endpoint: string): { lines: BatchLine[]; errors: object[] } {
  if (input === null) return { lines: [], errors: [fault('input_file_not_found', null, 'The input file is gone.')] }
  if (input.byteLength > LARGEST_INPUT)
    return { lines: [], errors: [fault('file_too_large', null, 'The input file is larger than 200 MB.')] }
  const texts = input
    .toString('utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
  if (texts.length === 0) return { lines: [], errors: [fault('empty_file', null, 'The input file has no requests.')] }
  if (texts.length > MOST_LINES)
    return { lines: [], errors: [fault('too_many_tasks', null, `There are more than ${MOST_LINES} requests.`)] }
  const lines: BatchLine[] = []
  const errors: object[] = []
  const ids = new Set<string>()
  for (const [index, text] of texts.entries()) {
    const line = lineIn(text)
    const wrong = line
      ? faultOf(line, endpoint, ids, lines[0])
      : (['invalid_json_line', 'This line is no JSON.'] as const)
    if (line && !wrong) lines.push({ customId: line.custom_id as string, body: line.body as BatchLine['body'] })
    if (wrong) errors.push(fault(wrong[0], index + 1, wrong[1]))
    if (typeof line?.custom_id === 'string') ids.add(line.custom_id)
  }
  return { lines, errors }
}

function lineIn(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function faultOf(
  { custom_id, method, url, body }: Record<string, unknown>,
  endpoint: string,
  ids: ReadonlySet<string>,
  first: BatchLine | undefined,
): readonly [code: string, message: string] | null {
  if (typeof custom_id !== 'string' || custom_id === '') return ['missing_required_parameter', 'custom_id is missing.']
  if (ids.has(custom_id)) return ['duplicate_custom_id', `The custom_id '${custom_id}' is there twice.`]
  if (method !== 'POST') return ['invalid_method', 'The method must be POST.']
  if (url !== endpoint)
    return ['invalid_url', `The url is '${String(url)}', and the endpoint of the batch '${endpoint}'.`]
  if (body === null || typeof body !== 'object') return ['missing_required_parameter', 'body is missing.']
  const { model } = body as { model?: unknown }
  if (typeof model !== 'string') return ['missing_required_parameter', 'model is missing.']
  if (first && first.body.model !== model) return ['mismatched_model', `The model is '${model}', and another before.`]
  return null
}

function fault(code: string, line: number | null, message: string): object {
  return { code, line, message, param: null }
}

/** Makes what a line asks for, by the same rules as a live call and at half its price. */
export async function answerLine(
  server: OpenAiServer,
  endpoint: string,
  { customId, body }: BatchLine,
): Promise<{ ok: boolean; line: object }> {
  const answer = await made(server, endpoint, body)
  return {
    ok: answer.status === 200,
    line: {
      id: `batch_req_${randomBytes(12).toString('hex')}`,
      custom_id: customId,
      response: { status_code: answer.status, request_id: `req_${randomBytes(12).toString('hex')}`, body: answer.body },
      error: null,
    },
  }
}

async function made(server: OpenAiServer, endpoint: string, body: Record<string, unknown>): Promise<Answer> {
  try {
    const order = endpoint.endsWith('/edits') ? await jsonEditOrder(server, body) : await generationOrder(body)
    server.orders.push(order)
    const { call, ended } = server.begin(order.prompt)
    ended()
    const { error, oddity } = courseOf(server.script(call))
    if (error) return error
    const { answer, usd } = await draw(server, order, call, oddity)
    server.charge(order.prompt, usd * BATCH_FACTOR)
    return answer
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown
    return thrown as Answer
  }
}

/** Lines of requests that were never answered. */
export const batchErrors = {
  expired: (customId: string): object => ({
    id: `batch_req_${randomBytes(12).toString('hex')}`,
    custom_id: customId,
    response: null,
    error: {
      code: 'batch_expired',
      message: 'This request could not be executed before the completion window expired.',
    },
  }),
}
