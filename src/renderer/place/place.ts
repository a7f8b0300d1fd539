/** Where the author is in the window: the screen, and what is chosen there. It lives in the address, so it survives a reload. */
export interface Place {
  /** Null = nothing said: the frame decides. */
  screen: string | null
  /** `chapter`, `scene`, `panel`: what of the book; others are the screen's own. */
  params: Readonly<Record<string, string>>
}

/** Changes of params; null takes one out. */
export type ParamChange = Readonly<Record<string, string | null>>

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  return { screen: path === '' ? null : path, params: Object.fromEntries(new URLSearchParams(query)) }
}

export function writePlace({ screen, params }: Place): string {
  const query = new URLSearchParams(params).toString()
  return `#/${screen ?? ''}${query === '' ? '' : `?${query}`}`
}

export function changeParams(params: Place['params'], change: ParamChange): Record<string, string> {
  const next = { ...params }
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete next[name]
    else next[name] = value
  }
  return next
}
