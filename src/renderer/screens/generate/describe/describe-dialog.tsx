import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { Upload } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Problem as ProblemData } from '../../../../shared/contract/index.ts'
import { upload } from '../../../api/address.ts'
import { RequestError } from '../../../api/client.ts'
import { useRequest } from '../../../api/react.ts'
import { useAction } from '../../../api/use-action.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import { Dialog } from '../../../parts/dialog.tsx'
import { Problem } from '../../../parts/problem.tsx'
import { usePlace } from '../../../place/use-place.ts'
import { DropZone } from '../../cast/pictures/drop-zone.tsx'
import { type Dropped, MOST_BYTES } from '../../cast/pictures/read-drop.ts'
import styles from './describe.module.css'

const MOST_DIRECTION = 500

/** A model that sees writes the prompt of a picture; the author may have it changed, and uses it or not. Each look is paid for. */
export function DescribeDialog({
  number,
  onUse,
  onClose,
}: {
  /** Of the box the prompt is for. */
  number: number
  onUse: (prompt: string) => void
  onClose: () => void
}) {
  const words = useWords('generate')
  const common = useWords('common')
  const { open } = usePlace()
  const [picture, setPicture] = useState<File | null>(null)
  const [isNoPicture, setNoPicture] = useState(false)
  const [unread, setUnread] = useState<ProblemData | null>(null)
  const [prompt, setPrompt] = useState<string | null>(null)
  const [direction, setDirection] = useState('')
  const look = usePriced('picture')
  const change = usePriced('prompt')
  const write = useAction('describe.write')
  const hasNoKey = look.problem?.code === 'UNAVAILABLE'

  const take = ([first]: readonly Dropped[]) => {
    const isFit = first?.kind === 'file' && first.file.type.startsWith('image/') && first.file.size <= MOST_BYTES
    setNoPicture(!isFit)
    setUnread(null)
    write.clear()
    if (isFit) setPicture(first.file)
  }
  const describe = async () => {
    if (picture === null || look.untilUsd === null) return
    setUnread(null)
    try {
      const answer = await write.run({ wish: { picture: await upload(picture) }, agreedUsd: look.untilUsd })
      if (answer) setPrompt(answer.prompt)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      setUnread(error.problem)
    }
  }
  const rewrite = async () => {
    if (prompt === null || change.untilUsd === null) return
    const answer = await write.run({ wish: { prompt, direction }, agreedUsd: change.untilUsd })
    if (answer === null) return
    setPrompt(answer.prompt)
    setDirection('')
  }
  return (
    <Dialog
      onClose={onClose}
      // What was paid for is not lost by a slip.
      closeOnClickOutside={!write.pending && prompt === null}
      closeOnEscape={!write.pending && prompt === null}
      title={words('describe.title', { number })}
      centered
      size="lg"
    >
      <DropZone className={styles.zone!} disabled={write.pending} words={words('describe.drop')} onDrop={take}>
        <ChosenPicture picture={picture} onChoose={take} />
        {isNoPicture && <p className={styles.fault}>{words('describe.notAPicture')}</p>}
        {hasNoKey ? (
          <p className={styles.fault}>
            {words('describe.noKey')}{' '}
            <Button variant="subtle" size="compact-sm" onClick={() => open('settings')}>
              {words('describe.toSettings')}
            </Button>
          </p>
        ) : (
          <Problem problem={unread ?? write.problem ?? look.problem} />
        )}
        {prompt !== null && (
          <>
            <Textarea
              label={words('describe.prompt')}
              value={prompt}
              dir="auto"
              autosize
              minRows={4}
              maxRows={10}
              onChange={({ currentTarget }) => setPrompt(currentTarget.value)}
            />
            <div className={styles.change}>
              <TextInput
                label={words('describe.direction')}
                placeholder={words('describe.directionHint')}
                maxLength={MOST_DIRECTION}
                value={direction}
                dir="auto"
                onChange={({ currentTarget }) => setDirection(currentTarget.value)}
              />
              <Button
                variant="default"
                loading={write.pending}
                disabled={direction.trim() === '' || prompt.trim() === '' || change.untilUsd === null}
                onClick={() => void rewrite()}
              >
                {[words('describe.change'), ...change.price].join(' · ')}
              </Button>
            </div>
          </>
        )}
        <p className={styles.who}>{look.who}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            variant={prompt === null ? 'filled' : 'default'}
            loading={write.pending && prompt === null}
            disabled={picture === null || look.untilUsd === null || write.pending}
            onClick={() => void describe()}
          >
            {[words(prompt === null ? 'describe.write' : 'describe.again'), ...look.price].join(' · ')}
          </Button>
          {prompt !== null && (
            <Button disabled={prompt.trim() === '' || write.pending} onClick={() => onUse(prompt.trim())}>
              {words('describe.use', { number })}
            </Button>
          )}
        </Group>
      </DropZone>
    </Dialog>
  )
}

/** What a call of a kind may cost at most, before it is made. */
function usePriced(of: 'picture' | 'prompt') {
  const words = useWords('generate')
  const format = useFormat()
  const { data, problem } = useRequest('describe.quote', { of }, ['providers', 'money'])
  // Nothing while it is not known, nor where nobody could look.
  const price =
    data === null
      ? []
      : [data.fromUsd === null ? format.money(null) : words('describe.atMost', { amount: format.money(data.untilUsd) })]
  return {
    price,
    problem,
    untilUsd: data?.untilUsd ?? null,
    who: data === null ? '' : `${data.provider} · ${data.model}`,
  }
}

/** The picture, small, and what chooses another. */
function ChosenPicture({ picture, onChoose }: { picture: File | null; onChoose: (chosen: Dropped[]) => void }) {
  const words = useWords('generate')
  const file = useRef<HTMLInputElement>(null)
  const address = useMemo(() => (picture === null ? null : URL.createObjectURL(picture)), [picture])
  useEffect(() => () => void (address !== null && URL.revokeObjectURL(address)), [address])
  return (
    <div className={styles.chosen}>
      <span className={styles.picture}>{address !== null && <img src={address} alt="" />}</span>
      <div>
        <p>{picture === null ? words('describe.how') : <bdi>{picture.name}</bdi>}</p>
        <Button
          variant="default"
          leftSection={<Upload size={14} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => file.current?.click()}
        >
          {words('describe.choose')}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept="image/*"
          aria-label={words('describe.choose')}
          onChange={({ currentTarget }) => {
            onChoose([...(currentTarget.files ?? [])].map((each) => ({ kind: 'file', file: each })))
            currentTarget.value = ''
          }}
        />
      </div>
    </div>
  )
}
