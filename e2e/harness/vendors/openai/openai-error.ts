import type { Answer } from '../vendor-server.ts'

/** An error as the API words it. */
export function openAiError(
  status: number,
  type: string,
  code: string | null,
  message: string,
  more: { param?: string; headers?: Record<string, string>; fields?: object } = {},
): Answer {
  const error = { message, type, param: more.param ?? null, code, ...more.fields }
  return { status, headers: more.headers ?? {}, body: { error } }
}
