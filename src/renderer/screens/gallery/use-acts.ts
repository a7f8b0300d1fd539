import { useMemo } from 'react'
import type { Problem, Take } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { type Client, RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'
import { offerUndo } from '../../frame/undo.tsx'
import { useWords } from '../../i18n/words.ts'
import { gallery } from './state.ts'

export type Verdict = 'keep' | 'reject' | 'unmark' | 'pick' | 'unpick'

const ROUTES = {
  keep: 'takes.keep',
  reject: 'takes.reject',
  unmark: 'takes.unmark',
  pick: 'takes.pick',
  unpick: 'takes.unpick',
  discard: 'takes.discard',
} as const

/** What the author says about pictures. Shown at once, said aloud, and taken back by Undo. */
export interface Acts {
  /** @param those pictures as they are now */
  judge(verdict: Verdict, those: readonly Take[]): void
  rate(those: readonly Take[], rating: Take['rating']): void
  discard(those: readonly Take[]): Promise<void>
  /** The same for pictures by id, however many: they need not be here. */
  judgeAll(verdict: 'keep' | 'reject' | 'unmark' | 'discard', takeIds: readonly string[]): Promise<number | null>
}

export function useActs(onProblem: (problem: Problem) => void): Acts {
  const client = useClient()
  const words = useWords('gallery')
  return useMemo(() => {
    const fail = (error: unknown) => {
      if (!(error instanceof RequestError)) throw error
      announce(error.problem.message, 'assertive')
      onProblem(error.problem)
      gallery().source?.again()
    }
    const done = (verdict: Verdict | 'discard' | 'rate', count: number) => words(`done.${verdict}`, { count })
    return {
      judge(verdict, those) {
        if (those.length === 0) return
        const touched = verdict === 'pick' ? withPicked(those) : those
        show(touched, (take) => judged(take, verdict, those))
        client.request(ROUTES[verdict], { takeIds: those.map(({ id }) => id) }).catch(fail)
        const said = done(verdict, those.length)
        announce(said)
        offerUndo(said, () => void takeBack(client, touched).catch(fail))
      },
      rate(those, rating) {
        if (those.length === 0) return
        show(those, (take) => ({ ...take, rating }))
        client.request('takes.rate', { takeIds: those.map(({ id }) => id), rating }).catch(fail)
        const said = done('rate', those.length)
        announce(said)
        offerUndo(said, () => {
          const before = Map.groupBy(those, (take) => take.rating)
          for (const [mark, takes] of before)
            client.request('takes.rate', { takeIds: takes.map(({ id }) => id), rating: mark }).catch(fail)
        })
      },
      async discard(those) {
        if (those.length === 0) return
        try {
          await client.request('takes.discard', { takeIds: those.map(({ id }) => id) })
        } catch (error) {
          return fail(error)
        }
        const said = done('discard', those.length)
        announce(said)
        offerUndo(said, () => {
          client
            .request('takes.restore', { takeIds: those.map(({ id }) => id) })
            .then(() => takeBack(client, those))
            .catch(fail)
        })
      },
      async judgeAll(verdict, takeIds) {
        if (takeIds.length === 0) return 0
        try {
          const { takes } = await client.request(ROUTES[verdict], { takeIds: [...takeIds] })
          const said = done(verdict, takes)
          announce(said)
          if (verdict === 'discard')
            offerUndo(said, () => void client.request('takes.restore', { takeIds: [...takeIds] }).catch(fail))
          return takes
        } catch (error) {
          fail(error)
          return null
        }
      },
    }
  }, [client, words, onProblem])
}

function show(those: readonly Take[], change: (take: Take) => Take): void {
  gallery().source?.patch(
    those.map(({ id, panelId }) => ({ takeId: id, panelId })),
    change,
  )
}

/** A picture as it is once that is said. */
export function judged(take: Take, verdict: Verdict, those: readonly Pick<Take, 'id'>[]): Take {
  const isMeant = those.some(({ id }) => id === take.id)
  switch (verdict) {
    case 'keep':
      return { ...take, state: 'kept' }
    case 'reject':
      return { ...take, state: 'rejected', picked: false }
    case 'unmark':
      return { ...take, state: 'candidate', picked: false }
    case 'unpick':
      return { ...take, picked: false }
    case 'pick':
      return isMeant ? { ...take, state: 'kept', picked: true } : { ...take, picked: false }
  }
}

/** With those that are picked now in the same place: one goes when another comes. */
function withPicked(those: readonly Take[]): Take[] {
  const ids = new Set(those.map(({ id }) => id))
  const others = those.flatMap(({ panelId, style, lang }) =>
    (gallery().source?.panel(panelId)?.takes ?? []).filter(
      (take) => take.picked && !ids.has(take.id) && take.style === style && take.lang === lang,
    ),
  )
  return [...those, ...others]
}

/** Everything as it was. */
async function takeBack(client: Client, before: readonly Take[]): Promise<void> {
  const states = Map.groupBy(before, ({ state }) => state)
  for (const [state, takes] of states) {
    const takeIds = takes.map(({ id }) => id)
    if (state === 'kept') await client.request('takes.keep', { takeIds })
    if (state === 'rejected') await client.request('takes.reject', { takeIds })
    if (state === 'candidate') await client.request('takes.unmark', { takeIds })
  }
  const unpicked = before.filter(({ picked, state }) => !picked && state === 'kept').map(({ id }) => id)
  if (unpicked.length > 0) await client.request('takes.unpick', { takeIds: unpicked })
  const picked = before.filter((take) => take.picked).map(({ id }) => id)
  if (picked.length > 0) await client.request('takes.pick', { takeIds: picked })
}
