import { useEffect } from 'react'
import type { Noun, RouteInput, RouteName, RouteOutput } from '../../../shared/contract/index.ts'
import { type Answer, useClient, useRequest } from '../../api/react.ts'
import { useNewest } from '../../api/use-newest.ts'

/** As `useRequest`, but however often something changes, asked at most once in `apartMs`. */
export function useSlowRequest<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name> | null,
  nouns: readonly Noun[],
  apartMs: number,
): Answer<RouteOutput<Name>> {
  const client = useClient()
  const answer = useRequest(name, input)
  const again = useNewest(answer.again)
  const watched = nouns.join(' ')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const unsubscribe = client.onChange(watched.split(' ') as Noun[], () => {
      timer ??= setTimeout(() => {
        timer = null
        again.current()
      }, apartMs)
    })
    return () => {
      unsubscribe()
      if (timer !== null) clearTimeout(timer)
    }
  }, [client, watched, apartMs])
  return answer
}
