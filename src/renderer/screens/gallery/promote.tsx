import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { PanelTakes } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './dialogs.module.css'

const SCOPES = ['scene', 'chapter'] as const

/**
 * The style that won, for the whole scene or chapter: says what is there in it, what is missing and what that costs, then
 * draws the missing pictures and shows the book in it. Pictures of the other styles stay.
 */
export function PromoteDialog({
  panel,
  style,
  onClose,
}: {
  panel: Pick<PanelTakes, 'sceneId' | 'chapterId' | 'chapter' | 'scene'>
  style: string
  onClose: () => void
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const { edition, choose } = useEdition()
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('scene')
  const name = useStyleName()(style)
  const lang = edition?.lang
  const where = scope === 'scene' ? { sceneId: panel.sceneId } : { chapterId: panel.chapterId }
  const there = useRequest('takes.outline', lang ? { edition: { style, lang }, filter: where } : null, ['takes']).data
  const plan = lang && {
    ...(scope === 'scene' ? { sceneIds: [panel.sceneId] } : { chapters: [panel.chapter] }),
    ...{ styles: [style], languages: [lang] },
  }
  const quoted = useRequest('plan.quote', plan || null)
  const generate = useAction('batch.generate')
  const quote = quoted.data?.quote
  const amount = quote && format.money(quote.unknownPrices > 0 ? null : quote.untilUsd)
  const isFree = quote !== undefined && quote.untilUsd === 0 && quote.unknownPrices === 0
  const drawn = there?.takes.filter((takes) => takes > 0).length ?? 0
  const use = async () => {
    if (!plan || !quote || !edition) return
    if (quote.jobs > 0) {
      const agreedUsd = quote.unknownPrices > 0 ? null : quote.untilUsd + quote.waiting.untilUsd
      if ((await generate.run({ ...plan, agreedUsd })) === null) return
    }
    choose({ ...edition, style })
    announce(words('promote.done', { style: name }))
    onClose()
  }
  const verb =
    quote === undefined || quote.jobs === 0
      ? words('promote.verb', { style: name })
      : isFree
        ? words('promote.verbDraw', { style: name, count: quote.jobs })
        : words('promote.verbFor', { style: name, count: quote.jobs, amount })
  return (
    <Confirm
      opened
      title={words('promote.title', { style: name })}
      verb={verb}
      pending={quote === undefined || there === null || generate.pending}
      onClose={onClose}
      onConfirm={() => void use()}
    >
      <SegmentedControl
        aria-label={words('promote.where')}
        value={scope}
        data={SCOPES.map((value) => ({ value, label: words(`scope.${value}`) }))}
        onChange={(value) => setScope(value as (typeof SCOPES)[number])}
      />
      <p className={styles.words}>
        {words('promote.there', { count: drawn })} {quote && words('promote.missing', { count: quote.jobs })}
      </p>
      <p className={styles.dim}>{words('promote.stay')}</p>
      <Problem problem={quoted.problem ?? generate.problem} />
    </Confirm>
  )
}

/** The name of a style as the author has it. */
export function useStyleName(): (id: string) => string {
  const list = useRequest('style.list', {}, ['styles']).data
  return (id) => list?.styles.find(({ style }) => style.id === id)?.style.name ?? id
}
