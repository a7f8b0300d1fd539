import type { RouteOutput } from '../../../shared/contract/index.ts'

/** One setting of a provider, as main tells it. */
export type Setting = RouteOutput<'provider.list'>['providers'][number]['settings'][number]
