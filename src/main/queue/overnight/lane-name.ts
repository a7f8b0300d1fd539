const SUFFIX = ':overnight'

/** The lane of jobs that wait for a provider's overnight service. A run of live calls leaves it alone. */
export function overnightLane(provider: string): string {
  return `${provider}${SUFFIX}`
}

export function isOvernight(lane: string): boolean {
  return lane.endsWith(SUFFIX)
}

/** The provider behind an overnight lane. */
export function providerOf(lane: string): string {
  return lane.slice(0, -SUFFIX.length)
}
