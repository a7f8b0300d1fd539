import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { usePlace } from '../place/use-place.ts'
import { holdingFault } from './lane-words.ts'
import type { Need } from './needs.ts'
import { useLaneName } from './provider-names.ts'

export interface NeedWords {
  /** In a few words, for the bar. */
  short: string
  /** The one button; null = there is nothing to press. */
  button: { words: string; run: () => void; pending: boolean } | null
}

/** What a need says, and its one button. */
export function useNeed(need: Need | null): NeedWords | null {
  const words = useWords('queue')
  const format = useFormat()
  const { open } = usePlace()
  const laneName = useLaneName()
  const goOn = useAction('batch.go-on')
  const retry = useAction('batch.retry')
  const step = useRequest('batch.next-step', need?.kind === 'gate' ? {} : null, ['queue', 'money']).data
  const stakes = useRequest('batch.stakes', need && PRICED.has(need.kind) ? {} : null, ['queue', 'money']).data
  if (need === null) return null

  const resume = (): NeedWords['button'] => {
    const {
      pictures: count,
      untilUsd: usd,
      unknownPrices,
    } = stakes?.waiting ?? { pictures: 0, untilUsd: 0, unknownPrices: 0 }
    return {
      words:
        unknownPrices > 0
          ? words('do.resumeUnpriced', { count })
          : usd === 0
            ? words('do.resume')
            : words('do.resumeWith', { count, money: format.money(usd) }),
      run: () => void goOn.run({}),
      pending: goOn.pending,
    }
  }
  const look = (at: string): NeedWords['button'] => ({
    words: words('do.look'),
    run: () => open('runs', { at }),
    pending: false,
  })

  switch (need.kind) {
    case 'lane': {
      const fault = holdingFault(need)
      const provider = laneName(need.lane)
      const what = fault ? words(`laneShort.${fault}`, { provider }) : told(need.message)
      return { short: words('needs.lane', { what }), button: resume() }
    }
    case 'disk':
      return { short: words('needs.disk'), button: resume() }
    case 'fault':
      return { short: words('needs.fault'), button: resume() }
    case 'cap':
      return { short: words('needs.cap', { count: need.waiting }), button: null }
    case 'gate': {
      const next = step?.next
      return {
        short: words('needs.gate', { count: need.waiting }),
        button: next
          ? {
              words:
                next.unknownPrices > 0 || next.untilUsd === 0
                  ? words('do.goOn', { count: next.pictures })
                  : words('do.goOnWith', { count: next.pictures, money: format.money(next.untilUsd) }),
              run: () => void goOn.run({ gate: next.pictures }),
              pending: goOn.pending,
            }
          : null,
      }
    }
    case 'unknown':
      return { short: words('needs.unknown', { count: need.pictures }), button: look('unknown') }
    case 'failed':
      return {
        short: words('needs.failed', { count: need.pictures }),
        button: {
          words:
            stakes && stakes.failed.unknownPrices === 0 && stakes.failed.untilUsd > 0
              ? words('do.retryWith', { count: need.pictures, money: format.money(stakes.failed.untilUsd) })
              : words('do.retry', { count: need.pictures }),
          run: () => void retry.run({}),
          pending: retry.pending,
        },
      }
    case 'refused':
      return { short: words('needs.refused', { count: need.pictures }), button: look('errors') }
  }
}

/** Needs whose button spends money. */
const PRICED: ReadonlySet<Need['kind']> = new Set(['lane', 'disk', 'fault', 'failed'])
