import { useMemo } from 'react'
import type { Problem, Take } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'
import { told } from '../../i18n/told.ts'
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

/** What the author says about pictures. Shown at once and said aloud; the book's journal takes it back. */
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
      announce(told(error.problem.message), 'assertive')
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
        announce(done(verdict, those.length))
      },
      rate(those, rating) {
        if (those.length === 0) return
        show(those, (take) => ({ ...take, rating }))
        client.request('takes.rate', { takeIds: those.map(({ id }) => id), rating }).catch(fail)
        announce(done('rate', those.length))
      },
      async discard(those) {
        if (those.length === 0) return
        try {
          await client.request('takes.discard', { takeIds: those.map(({ id }) => id) })
        } catch (error) {
          return fail(error)
        }
        announce(done('discard', those.length))
      },
      async judgeAll(verdict, takeIds) {
        if (takeIds.length === 0) return 0
        try {
          const { takes } = await client.request(ROUTES[verdict], { takeIds: [...takeIds] })
          announce(done(verdict, takes))
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
