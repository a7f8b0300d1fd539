import type { RouteOutput } from '../../../../shared/contract/index.ts'

type Checks = RouteOutput<'reference.list'>['references'][number]['reference']['checks']

/** What the checks found, a word each; the first that is wrong comes first. */
export type Finding = 'onePerson' | 'nobodyLooked' | 'noPerson' | 'personSmall' | 'sharp' | 'blurred' | 'largeEnough'

export interface Outcome {
  /** Nothing speaks against it. */
  fine: boolean
  findings: Finding[]
}

/** @param showsPerson whether somebody should be on it */
export function outcomeOf(checks: Checks, showsPerson: boolean): Outcome {
  const doubts = checks?.doubts ?? []
  const wrong: Finding[] = [
    ...(doubts.includes('blurred') ? (['blurred'] as const) : []),
    ...(doubts.includes('no-person') ? (['noPerson'] as const) : []),
    ...(doubts.includes('person-small') ? (['personSmall'] as const) : []),
  ]
  const looked = checks?.person ?? null
  const right: Finding[] = [
    ...(looked !== null && !doubts.includes('no-person') && !doubts.includes('person-small')
      ? (['onePerson'] as const)
      : []),
    ...(doubts.includes('blurred') || checks === null ? [] : (['sharp'] as const)),
    'largeEnough',
    ...(showsPerson && looked === null ? (['nobodyLooked'] as const) : []),
  ]
  return { fine: wrong.length === 0, findings: [...wrong, ...right] }
}
