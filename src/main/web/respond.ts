import type { Desk } from '../dispatch/desk.ts'
import { assetResponse } from './asset-response.ts'
import { DATA_POLICY, SAFE_HEADERS } from './content-policy.ts'
import { uploadResponse } from './upload-response.ts'
import type { WindowFiles } from './window-files.ts'

/**
 * Answers what a window asks for by address: its own files, pictures by id, uploads. The same for a browser over http and
 * for a window of its own over its scheme. Never throws.
 */
export async function respond(desk: Desk, files: WindowFiles, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  try {
    if (url.pathname.startsWith('/asset/')) return isRead ? await assetResponse(desk, url, request) : wrongMethod('GET')
    if (url.pathname === '/upload')
      return request.method === 'POST' ? await uploadResponse(desk, url, request) : wrongMethod('POST')
    if (!isRead) return wrongMethod('GET')
    return files.answer(url.pathname)
  } catch (error) {
    desk.household.onUnexpected(error, url.pathname)
    return plain(500, 'Something went wrong that should not have.')
  }
}

function wrongMethod(allowed: string): Response {
  const response = plain(405, 'This cannot be done here.')
  response.headers.set('allow', allowed)
  return response
}

/** A short answer in words. */
export function plain(status: number, words: string): Response {
  return new Response(`${words}\n`, {
    status,
    headers: {
      ...SAFE_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': DATA_POLICY,
      'cache-control': 'no-store',
    },
  })
}
