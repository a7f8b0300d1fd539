import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { DATA_POLICY, NONCE_MARK, newNonce, pagePolicy, SAFE_HEADERS } from './content-policy.ts'
import { plain } from './respond.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

/** The built window: every file it may be asked for, known beforehand, so that no address can lead anywhere else. */
export interface WindowFiles {
  answer(path: string): Response
}

/** @throws AppError UNAVAILABLE when the window is not built */
export function windowFiles(folder: string): WindowFiles {
  const files = new Map(listFiles(folder).map((path) => [`/${relative(folder, path).replaceAll(sep, '/')}`, path]))
  const index = files.get('/index.html')
  if (index === undefined)
    throw new AppError('UNAVAILABLE', 'The window is not built yet.', { remedy: 'Run: npm run build' })
  const page = readFileSync(index, 'utf8')
  return {
    answer(path) {
      if (path === '/' || path === '/index.html') return pageResponse(page)
      const file = files.get(path)
      if (file === undefined) return plain(404, 'There is no such file.')
      return new Response(readFileSync(file), {
        headers: {
          ...SAFE_HEADERS,
          'content-security-policy': DATA_POLICY,
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          // The build names files by their content.
          'cache-control': 'private, max-age=31536000, immutable',
        },
      })
    },
  }
}

function pageResponse(page: string): Response {
  const nonce = newNonce()
  return new Response(page.replaceAll(NONCE_MARK, nonce), {
    headers: {
      ...SAFE_HEADERS,
      'content-security-policy': pagePolicy(nonce),
      'content-type': TYPES['.html']!,
      'cache-control': 'no-store',
    },
  })
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
