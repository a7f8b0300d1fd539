import { useEffect, useRef } from 'react'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useQualityName } from '../../format/use-quality-name.ts'
import type { Edition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './dialogs.module.css'
import { gallery } from './state.ts'

/** One image more of a panel, made as the picture the author is at was made. What costs money is asked about first. */
export function OneMore({
  panelId,
  takeId,
  edition: { style, lang },
  onClose,
}: {
  panelId: string
  takeId: string | null
  edition: Edition
  onClose: () => void
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const qualityName = useQualityName()
  const shown = useRequest('takes.show', takeId === null ? null : { takeId })
  const made = shown.data?.made
  const isKnown = takeId === null || shown.data !== null
  const plan = {
    panelIds: [panelId],
    styles: [style],
    languages: [lang],
    images: imagesWanted(panelId, style, lang),
    ...(made ? { provider: made.provider, model: made.model, ...(made.quality ? { quality: made.quality } : {}) } : {}),
  }
  const quoted = useRequest('plan.quote', isKnown ? plan : null)
  const quote = quoted.data?.quote
  const generate = useAction('batch.generate')
  const isFree = quote !== undefined && quote.untilUsd === 0 && quote.unknownPrices === 0
  const begin = async () => {
    if (!quote) return
    const agreedUsd = quote.unknownPrices > 0 ? null : quote.untilUsd + quote.waiting.untilUsd
    if (await generate.run({ ...plan, agreedUsd })) onClose()
  }
  // What costs nothing needs no second word.
  const begun = useRef(false)
  useEffect(() => {
    if (!isFree || begun.current) return
    begun.current = true
    void begin()
  })
  const problem = shown.problem ?? quoted.problem ?? generate.problem
  if (problem === null && (quote === undefined || isFree)) return null
  const amount = format.money(quote && quote.unknownPrices === 0 ? quote.untilUsd : null)
  return (
    <Confirm
      opened
      title={words('oneMore')}
      verb={words('generateOneFor', { amount })}
      pending={generate.pending}
      onClose={onClose}
      onConfirm={() => void begin()}
    >
      {made && (
        <p className={styles.words}>
          <bdi>
            {[made.provider, made.model, made.quality && qualityName(made.quality)].filter(Boolean).join(' · ')}
          </bdi>
        </p>
      )}
      <Problem problem={problem} />
    </Confirm>
  )
}

function imagesWanted(panelId: string, style: string, lang: string): number {
  const panel = gallery().source?.panel(panelId)
  const own = [...(panel?.takes ?? []), ...(panel?.open ?? [])].filter(
    (each) => each.style === style && each.lang === lang,
  )
  return Math.min(16, Math.max(0, ...own.map(({ index }) => index + 1)) + 1)
}
