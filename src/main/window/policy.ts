/** What windows may do, as rules without Electron. Everything that is not allowed is denied. */

/** Writing to the clipboard on a click, and full screen: no more is needed. */
const GRANTED: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write'])

export const mayHave = (permission: string): boolean => GRANTED.has(permission)

/**
 * Whether an address is one of this window's own.
 *
 * @param origin `app://<window>`
 */
export function isOwnAddress(address: string, origin: string): boolean {
  const url = URL.parse(address)
  const own = URL.parse(origin)
  if (url === null || own === null || url.username !== '' || url.password !== '') return false
  return url.protocol === own.protocol && url.host === own.host && url.host !== ''
}

/** Where a request comes from, as far as Electron says. */
export interface Sender {
  /** Null for a frame that is gone. */
  url: string | null
  isMainFrame: boolean
}

/** Only the window's own page may ask: no frame in it, no page that came in its place. */
export function mayAsk({ url, isMainFrame }: Sender, origin: string): boolean {
  return isMainFrame && url !== null && isOwnAddress(url, origin)
}
