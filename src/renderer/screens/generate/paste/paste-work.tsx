import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowRight, CircleAlert, TriangleAlert } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { firstLine } from '../../../../shared/sheet/split-prompts.ts'
import { useFormat } from '../../../format/use-format.ts'
import { offerUndo } from '../../../frame/undo.tsx'
import { useWindowLanguage, useWords } from '../../../i18n/words.ts'
import { PaneHead, Spring } from '../../../parts/pane.tsx'
import { useDraft, useDraftPart } from '../draft/use-draft.ts'
import { asLine, useProblemWords } from '../use-problem-words.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import { directionOf } from './direction.ts'
import styles from './paste.module.css'
import { useFoundPrompts } from './use-found-prompts.ts'

const ROW_PX = 28
/** Longer than any row is wide. */
const SHOWN_CHARACTERS = 200

/** Many prompts at once, in one text: how many they are, and how each begins. */
export function PasteWork({ goToBox }: { goToBox: RefObject<(id: string) => void> }) {
  const words = useWords('generate')
  const format = useFormat()
  const draft = useDraft()
  const helpId = useId()
  const text = useDraftPart(({ sheet }) => sheet?.text) ?? ''
  const prompts = useFoundPrompts(text)
  return (
    <div className={styles.paste}>
      <div className={styles.input}>
        <label className={styles.label} htmlFor={`${helpId}-text`}>
          {words('paste.label')}
        </label>
        <textarea
          id={`${helpId}-text`}
          className={styles.text}
          dir={directionOf(text) ?? undefined}
          value={text}
          placeholder={words('paste.placeholder')}
          aria-describedby={helpId}
          spellCheck={text.length < 20_000}
          onChange={({ target }) => draft.edit({ do: 'text', text: target.value })}
        />
        <p className={styles.help} id={helpId}>
          {words('paste.help')}
        </p>
      </div>
      <section className={styles.found} aria-label={words('paste.preview')}>
        <PaneHead title={words('paste.preview')}>
          <span className={styles.count} role="status">
            {format.number(prompts.length)}
          </span>
          <Spring />
        </PaneHead>
        <Found prompts={prompts} goToBox={goToBox} />
        <div className={styles.convert}>
          <Button
            variant="default"
            disabled={prompts.length === 0}
            rightSection={<ArrowRight size={14} strokeWidth={1.5} aria-hidden="true" className={styles.arrow} />}
            onClick={() =>
              offerUndo(
                words('paste.converted'),
                draft.editUndoably({ do: 'to-boxes', newId: () => crypto.randomUUID() }),
              )
            }
          >
            {words('paste.toBoxes', { count: prompts.length })}
          </Button>
          <span className={styles.help}>{words('paste.toBoxesWhy')}</span>
        </div>
      </section>
    </div>
  )
}

function Found({ prompts, goToBox }: { prompts: readonly string[]; goToBox: RefObject<(id: string) => void> }) {
  const words = useWords('generate')
  const language = useWindowLanguage()
  const problemWords = useProblemWords()
  const { problems } = useSheetFacts()
  const [marked, setMarked] = useState<number | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: prompts.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  useEffect(() => {
    goToBox.current = (id) => {
      const at = Number(id.replace('paste:', '')) - 1
      rows.scrollToIndex(at, { align: 'center' })
      setMarked(at)
    }
    return () => {
      goToBox.current = () => {}
    }
  }, [goToBox, rows])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys as well
    <div className={styles.scroll} ref={scroll} tabIndex={0}>
      {prompts.length === 0 && <p className={styles.none}>{words('paste.none')}</p>}
      <ol className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const [problem] = problems.of.get(`paste:${index + 1}`) ?? []
          const Icon = problem?.severity === 'error' ? CircleAlert : TriangleAlert
          return (
            <li
              key={index}
              className={styles.row}
              data-marked={index === marked || undefined}
              data-severity={problem?.severity}
              aria-setsize={prompts.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className={styles.number}>{index + 1}</span>
              <bdi className={styles.words}>{firstLine(prompts[index] ?? '', SHOWN_CHARACTERS)}</bdi>
              {problem && (
                <span className={styles.problem}>
                  <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
                  {asLine(problemWords(problem), language)}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
