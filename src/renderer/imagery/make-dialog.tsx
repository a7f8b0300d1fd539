import { Button, Checkbox, Group, NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { announce } from '../announce/announce.tsx'
import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Problem } from '../parts/problem.tsx'
import styles from './folder.module.css'
import type { FolderState } from './folder-view.tsx'

/** As the first step of a batch: so many are looked at before the rest is paid. */
const GATE = 10

/** What the files ask for, made as they ask for it: how much it is and costs is said before. */
export function MakeDialog({
  files,
  isAll,
  onClose,
}: {
  /** Of which the pictures are made. */
  files: FolderState['files']
  isAll: boolean
  onClose(): void
}) {
  const words = useWords('imagery')
  const common = useWords('common')
  const format = useFormat()
  const providers = useRequest('provider.list', {}, ['providers']).data?.providers ?? []
  const [provider, setProvider] = useState('')
  const [synthesise, setSynthesise] = useState(false)
  const [most, setMost] = useState<number | null>(null)
  const asked = {
    ...(provider === '' ? {} : { provider }),
    ...(synthesise ? { synthesise } : {}),
    ...(most === null ? {} : { maxTasks: most }),
    ...(isAll ? {} : { only: [...new Set(files.map(({ file }) => file.split('/')[1] ?? ''))] }),
  }
  const plan = useRequest('imagery.plan', { ...asked, sumOnly: true }, ['files', 'queue', 'providers'])
  const generate = useAction('imagery.generate')
  const sum = plan.data
  const price =
    sum === null
      ? ''
      : sum.unknownPrices > 0
        ? words('make.unknown')
        : sum.untilUsd === 0
          ? words('make.free')
          : words('make.about', { money: format.money(sum.untilUsd) })
  const run = async () => {
    if (sum === null) return
    const begun = await generate.run({
      ...asked,
      ...(sum.pictures > GATE ? { gate: GATE } : {}),
      agreedUsd: sum.unknownPrices > 0 ? null : sum.untilUsd,
    })
    if (begun === null) return
    announce(words('make.begun', { number: format.number(begun.pictures) }))
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={words('make.title')} size="lg">
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <p className={styles.dialogWords}>
          {words('make.words')}{' '}
          {isAll ? words('make.all') : words('make.some', { number: format.number(files.length) })}
        </p>
        <NativeSelect
          label={words('make.provider')}
          value={provider}
          onChange={({ currentTarget }) => setProvider(currentTarget.value)}
          data={[
            { value: '', label: words('make.asFiles') },
            ...providers.map(({ id, name }) => ({ value: id, label: told(name) })),
          ]}
        />
        <NumberInput
          label={words('make.most')}
          placeholder={words('make.noLimit')}
          value={most ?? ''}
          min={1}
          allowDecimal={false}
          onChange={(value) => setMost(typeof value === 'number' && value >= 1 ? value : null)}
        />
        <Checkbox
          label={words('make.synthesise')}
          checked={synthesise}
          onChange={({ currentTarget }) => setSynthesise(currentTarget.checked)}
        />
        <p className={styles.dialogWords} role="status">
          {sum !== null && sum.impossible > 0 && words('make.impossible', { number: format.number(sum.impossible) })}{' '}
          {sum !== null && sum.pictures > GATE && words('make.gate', { number: format.number(GATE) })}
        </p>
        <Problem problem={generate.problem ?? plan.problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={generate.pending} disabled={sum === null || sum.pictures === 0}>
            {sum === null || sum.pictures === 0
              ? words('make.nothing')
              : `${words('make.verb', { number: format.number(sum.pictures) })} · ${price}`}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
