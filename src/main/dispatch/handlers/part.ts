import type { RouteName } from '../../../shared/contract/index.ts'
import type { Handlers } from '../dispatch.ts'

/** The handlers of all routes of some nouns: `tree` stands for every `tree.…`. */
export type Part<Noun extends string> = Pick<Handlers, Extract<RouteName, `${Noun}.${string}`>>
