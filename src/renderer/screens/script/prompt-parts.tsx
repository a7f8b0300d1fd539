import { Button, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import type { Edition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Section } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './inspector.module.css'
import { countWords, type PartInPrompt, partsInPrompt, rewritten } from './prompt-words.ts'

type Prompt = RouteOutput<'panel.prompt'>

/** What is sent for a panel, part by part in its order; a part can have other words here, for this panel alone. */
export function PromptParts({ panelId, edition, canEdit }: { panelId: string; edition: Edition; canEdit: boolean }) {
  const words = useWords('script')
  const { number } = useFormat()
  const asked = { panelId, style: edition.style, lang: edition.lang }
  const prompt = useRequest('panel.prompt', asked, ['prompts', 'script', 'cast', 'styles', 'tree'])
  const rewrite = useAction('panel.rewrite')
  const [edited, setEdited] = useState<string | null>(null)
  const [of, setOf] = useState(panelId)
  useEffect(() => {
    setOf(panelId)
    setEdited(null)
  }, [panelId])
  const data = prompt.data
  if (data === null || of !== panelId) return <Problem problem={prompt.problem} />
  const say = (text: string) =>
    void rewrite.run({ ...asked, words: { prompt: text, negativePrompt: data.negativePrompt } }).then((done) => {
      if (done === null) return
      setEdited(null)
      announce(words('promptSaved'))
    })
  return (
    <Section
      title={words('promptInOrder')}
      aside={words('words', { count: countWords(data.prompt), number: number(countWords(data.prompt)) })}
    >
      <Problem problem={prompt.problem ?? rewrite.problem} />
      {data.edited === 'outdated' && <p className={styles.note}>{words('promptOutdated')}</p>}
      <ol className={styles.parts}>
        {partsInPrompt(data.prompt, data.parts).map((one) => (
          <Part
            key={one.part.id}
            one={one}
            isOpen={edited === one.part.id}
            canEdit={canEdit && one.span !== null}
            pending={rewrite.pending}
            onOpen={(isOpen) => setEdited(isOpen ? one.part.id : null)}
            onSay={(text) => one.span && say(rewritten(data.prompt, one.span, text))}
          />
        ))}
        {data.leftOut.map((part) => (
          <li key={part.id} className={styles.part} data-kind={part.kind} data-left-out>
            <span className={styles.source}>
              {words(`parts.${part.kind}`)} · {words('leftOut')}
            </span>
            <del dir="auto">{part.text}</del>
          </li>
        ))}
      </ol>
      {data.negativePrompt !== '' && (
        <p className={styles.avoid}>
          <span className={styles.source}>{words('avoided')}</span> <span dir="auto">{data.negativePrompt}</span>
        </p>
      )}
      {data.edited !== 'no' && (
        <Button
          variant="default"
          disabled={!canEdit || rewrite.pending}
          onClick={() => void rewrite.run({ ...asked, words: null })}
        >
          {words('backToComposed')}
        </Button>
      )}
      {data.problem && <p className={styles.note}>{data.problem}</p>}
    </Section>
  )
}

function Part({
  one,
  isOpen,
  canEdit,
  pending,
  onOpen,
  onSay,
}: {
  one: PartInPrompt
  isOpen: boolean
  canEdit: boolean
  pending: boolean
  onOpen(isOpen: boolean): void
  onSay(text: string): void
}) {
  const words = useWords('script')
  const [draft, setDraft] = useState(one.text)
  const { part, text, isEdited } = one
  return (
    <li className={styles.part} data-kind={part.kind}>
      <span className={styles.source}>
        {words(`parts.${part.kind satisfies Prompt['parts'][number]['kind']}`)}
        {isEdited && ` · ${words('edited')}`}
      </span>
      {isOpen ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onSay(draft)
          }}
        >
          <Textarea
            autosize
            autoFocus
            minRows={2}
            aria-label={words('editPart', { part: words(`parts.${part.kind}`) })}
            value={draft}
            onChange={({ currentTarget }) => setDraft(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') onOpen(false)
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSay(draft)
            }}
          />
          <div className={styles.buttons}>
            <Button type="submit" loading={pending}>
              {words('keepWords')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => onOpen(false)}>
              {words('leaveIt')}
            </Button>
          </div>
        </form>
      ) : (
        <button
          type="button"
          className={styles.partText}
          disabled={!canEdit}
          dir="auto"
          onClick={() => {
            setDraft(text)
            onOpen(true)
          }}
        >
          {text === '' ? words('takenOut') : text}
        </button>
      )}
    </li>
  )
}
