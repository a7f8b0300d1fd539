import { Button, Group, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import type { Edition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './dialogs.module.css'
import { gallery } from './state.ts'

/** The author's own words for a panel, and its picture made of them. */
export function RephraseDialog({
  panelId,
  edition: { style, lang },
  onClose,
}: {
  panelId: string
  edition: Edition
  onClose: () => void
}) {
  const words = useWords('gallery')
  const common = useWords('common')
  const format = useFormat()
  const source = gallery().source?.panel(panelId)
  // As it was asked for before: other words, the same hand.
  const before = source?.open.find(({ asked }) => asked !== null)?.asked ?? null
  const taken = source?.takes.at(-1)
  const shown = useRequest('takes.show', before === null && taken ? { takeId: taken.id } : null).data
  const made = before ?? shown?.made ?? null
  const isKnown = before !== null || taken === undefined || shown !== null
  const hand = made
    ? { provider: made.provider, model: made.model, ...(made.quality ? { quality: made.quality } : {}) }
    : {}
  const panel = { panelId, style, lang }
  const composed = useRequest('panel.prompt', isKnown ? { ...panel, ...hand } : null)
  const rewrite = useAction('panel.rewrite')
  const generate = useAction('batch.generate')
  const [text, setText] = useState<string | null>(null)
  const prompt = composed.data?.prompt
  useEffect(() => setText((before) => before ?? prompt ?? null), [prompt])
  const price = composed.data?.price
  const isFree = price?.untilUsd === 0
  const send = async () => {
    const own = { prompt: (text ?? '').trim(), negativePrompt: composed.data?.negativePrompt ?? '' }
    if (!(await rewrite.run({ ...panel, words: own }))) return
    const begun = await generate.run({
      panelIds: [panelId],
      styles: [style],
      languages: [lang],
      ...hand,
      ...(price ? { agreedUsd: price.untilUsd } : {}),
    })
    if (begun) onClose()
  }
  return (
    <Dialog onClose={onClose} title={words('rephraseTitle')} size="lg">
      <Problem problem={composed.problem ?? rewrite.problem ?? generate.problem} />
      <Textarea
        label={words('promptLabel')}
        data-autofocus
        autosize
        minRows={6}
        maxRows={18}
        value={text ?? ''}
        disabled={text === null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={styles.dim}>{words('rephraseWords')}</p>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          disabled={!text?.trim() || composed.data === null}
          loading={rewrite.pending || generate.pending}
          onClick={() => void send()}
        >
          {isFree
            ? words('generateOne')
            : words('generateOneFor', { amount: format.money(price ? price.untilUsd : null) })}
        </Button>
      </Group>
    </Dialog>
  )
}
