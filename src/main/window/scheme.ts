import type { CustomScheme } from 'electron'

/** What windows of our own show: `app://<window>/…`, each window an origin of its own. Nothing is ever read by path. */
export const SCHEME = 'app'

export const PRIVILEGED: CustomScheme[] = [
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
]

export const originOf = (windowId: string) => `${SCHEME}://${windowId}`
