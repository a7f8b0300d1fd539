/** What words are about, as the rules of providers see it. */
export type WordCategory =
  | 'explicit' // sex as such
  | 'minors' // children and nakedness
  | 'slur'
  | 'nudity'
  | 'gore'
  | 'self-harm'
  | 'hate'
  | 'swearing'

/** Refused wherever pictures are made for others, whoever runs the service. */
export const REFUSED_BY_ALL: ReadonlySet<WordCategory> = new Set(['explicit', 'minors', 'slur'])

/** What else hosted providers turn away now and then. Observed, not promised by anybody: looked up 2026-11-20. */
const TOUCHY_ABOUT: Record<string, readonly WordCategory[]> = {
  openai: ['nudity', 'gore', 'self-harm', 'hate'],
  google: ['nudity', 'gore', 'self-harm', 'hate', 'swearing'],
}
const USUAL: readonly WordCategory[] = ['nudity', 'gore', 'self-harm', 'hate']

/** These draw on the author's own computer and refuse nothing. */
const OWN_COMPUTER: ReadonlySet<string> = new Set(['roughs', 'comfyui', 'a1111'])

/** Whether a provider has rules of its own about what it draws. */
export function hasContentRules(provider: string): boolean {
  return !OWN_COMPUTER.has(provider)
}

/** What a provider may refuse besides that which all do. A hosted one nobody knows is taken for a usual one. */
export function touchyAbout(provider: string): ReadonlySet<WordCategory> {
  return new Set(hasContentRules(provider) ? (TOUCHY_ABOUT[provider] ?? USUAL) : [])
}
