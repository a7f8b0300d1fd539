import { randomBytes } from 'node:crypto'

/** Stands in `index.html` where the nonce of a response belongs. */
export const NONCE_MARK = '__NONCE__'

/** One for each page that is sent; styles that the window's own code adds carry it. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url')
}

/** Only our own files: no inline script, no foreign picture, nobody's frame. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** For what is no page: should it ever be opened as one, it can do nothing. */
export const DATA_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** On every answer, whatever it is. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
}
