import { useCallback, useRef, useState } from 'react'
import type { Problem, RouteInput, RouteName, RouteOutput } from '../../shared/contract/index.ts'
import { announce } from '../announce/announce.tsx'
import { told } from '../i18n/told.ts'
import { RequestError } from './client.ts'
import { useClient } from './react.ts'

/** A request that the author sets off. */
export interface Action<Name extends RouteName> {
  /** Null = it failed, and `problem` says why; or the one before is still under way. */
  run(input: RouteInput<Name>): Promise<RouteOutput<Name> | null>
  pending: boolean
  problem: Problem | null
  /** Forgets the problem. */
  clear(): void
}

/** One request at a time: a second click while it is under way does nothing. A failure is said and kept to be shown. */
export function useAction<Name extends RouteName>(name: Name): Action<Name> {
  const client = useClient()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isUnderWay = useRef(false)
  const run = useCallback(
    async (input: RouteInput<Name>) => {
      if (isUnderWay.current) return null
      isUnderWay.current = true
      setPending(true)
      setProblem(null)
      try {
        return await client.request(name, input)
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
        setProblem(error.problem)
        announce(told(error.problem.message), 'assertive')
        return null
      } finally {
        isUnderWay.current = false
        setPending(false)
      }
    },
    [client, name],
  )
  return { run, pending, problem, clear: useCallback(() => setProblem(null), []) }
}
