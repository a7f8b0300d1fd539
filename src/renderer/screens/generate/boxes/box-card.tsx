import { CircleAlert, Copy, ScanEye, SlidersHorizontal, Trash2, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from 'react'
import type { RouteOutput, SentBox, SheetBox, SheetProblem, SheetSettings } from '../../../../shared/contract/index.ts'
import { roughAddress } from '../../../api/address.ts'
import { useRequest } from '../../../api/react.ts'
import { useFormat } from '../../../format/use-format.ts'
import { offerUndo } from '../../../frame/undo.tsx'
import { useWindowLanguage, useWords } from '../../../i18n/words.ts'
import { useCommandKeys } from '../../../keys/use-keys.ts'
import { IconButton } from '../../../parts/icon-button.tsx'
import { DescribeDialog } from '../describe/describe-dialog.tsx'
import { useDraft } from '../draft/use-draft.ts'
import { asLine, useProblemWords } from '../use-problem-words.ts'
import styles from './boxes.module.css'
import { OwnChips } from './own-chips.tsx'
import { OwnSettingsRow } from './own-settings.tsx'

export type OwnSum = RouteOutput<'sheet.quote'>['own'][number]

export interface BoxActs {
  onFocus(id: string): void
  /** The focus that was wanted is there. */
  onFocused(): void
  /** @returns false where Tab goes its usual way */
  onTab(id: string): boolean
  onDuplicate(id: string): void
  onRemove(id: string): void
  onJoin(id: string, into: string): void
}

const ROUGH_PX = 104

interface BoxCardProps {
  box: SheetBox
  number: number
  settings: SheetSettings
  problems: readonly SheetProblem[]
  sent: SentBox | null
  sum: OwnSum | null
  isCurrent: boolean
  wantsFocus: boolean
  /** The box with a number. */
  idOf: (number: number) => string | null
  acts: BoxActs
}

/** One prompt: its rough, its words, what is really sent, its settings, and what is wrong with it. */
export const BoxCard = memo(
  function BoxCard({ box, number, settings, problems, sent, sum, isCurrent, wantsFocus, idOf, acts }: BoxCardProps) {
    const words = useWords('generate')
    const draft = useDraft()
    const keysOf = useCommandKeys()
    const field = useRef<HTMLTextAreaElement>(null)
    const errorId = useId()
    const [isOpen, setOpen] = useState(false)
    const [isDescribing, setDescribing] = useState(false)
    const isHeld = problems.some(({ severity }) => severity === 'error')
    const hasOwn = Object.keys(box.own).length > 0

    useEffect(() => {
      if (!wantsFocus) return
      field.current?.focus()
      field.current?.scrollIntoView({ block: 'nearest' })
      acts.onFocused()
    }, [wantsFocus, acts])

    const hear = (event: KeyboardEvent<HTMLTextAreaElement>) => {
      if (event.key !== 'Tab' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
      if (acts.onTab(box.id)) event.preventDefault()
    }
    const toMaster = () => {
      setOpen(false)
      const undo = draft.editUndoably({ do: 'to-master', id: box.id })
      offerUndo(words('boxes.toMasterDone', { number }), undo)
      field.current?.focus()
    }
    const described = (text: string) => {
      setDescribing(false)
      const undo = draft.editUndoably({ do: 'write', id: box.id, text })
      offerUndo(words('describe.done', { number }), undo)
      field.current?.focus()
    }
    return (
      <section
        className={styles.card}
        data-box={box.id}
        data-held={isHeld || undefined}
        data-current={isCurrent || undefined}
        aria-label={words('boxes.box', { number })}
        onFocus={() => acts.onFocus(box.id)}
      >
        <div className={styles.side}>
          <div className={styles.head}>
            <strong>{words('boxes.box', { number })}</strong>
            {box.panelId !== null && <PanelName panelId={box.panelId} />}
          </div>
          <Rough sent={sent} isEmpty={box.text.trim() === ''} />
        </div>
        <div className={styles.main}>
          <textarea
            ref={field}
            className={styles.prompt}
            dir="auto"
            rows={2}
            value={box.text}
            placeholder={words('boxes.placeholder')}
            aria-label={words('boxes.prompt', { number })}
            aria-invalid={isHeld || undefined}
            aria-describedby={problems.length > 0 ? errorId : undefined}
            spellCheck
            onChange={({ target }) => draft.edit({ do: 'write', id: box.id, text: target.value })}
            onKeyDown={hear}
          />
          {!isHeld && (sent ? <Sent sent={sent} /> : <span className={styles.sent} />)}
          {problems.length > 0 && (
            <ul className={styles.problems} id={errorId}>
              {problems.map((problem) => (
                <ProblemLine
                  key={`${problem.kind} ${problem.words.join()}`}
                  problem={problem}
                  box={box}
                  idOf={idOf}
                  acts={acts}
                />
              ))}
            </ul>
          )}
          <div className={styles.line}>
            {hasOwn ? (
              <>
                <SlidersHorizontal size={14} strokeWidth={1.5} aria-hidden="true" className={styles.tuned} />
                <OwnChips own={box.own} sum={sum} />
                <button type="button" className={styles.link} onClick={toMaster}>
                  {words('boxes.toMaster')}
                </button>
              </>
            ) : (
              <span className={styles.quiet}>{words('boxes.master')}</span>
            )}
            <button type="button" className={styles.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? words('boxes.done') : words('boxes.customise')}
            </button>
            <span className={styles.spring} />
            <IconButton icon={ScanEye} name={words('describe.open')} onClick={() => setDescribing(true)} />
            <IconButton
              icon={Copy}
              name={words('boxes.duplicate')}
              chord={keysOf('generate', 'duplicate')[0]}
              onClick={() => acts.onDuplicate(box.id)}
            />
            <IconButton
              icon={Trash2}
              name={words('boxes.remove')}
              chord={keysOf('generate', 'remove')[0]}
              onClick={() => acts.onRemove(box.id)}
            />
          </div>
          {isOpen && <OwnSettingsRow box={box} settings={settings} />}
          {isDescribing && <DescribeDialog number={number} onUse={described} onClose={() => setDescribing(false)} />}
        </div>
      </section>
    )
  },
  (before, now) =>
    before.box === now.box &&
    before.number === now.number &&
    before.settings === now.settings &&
    before.problems === now.problems &&
    before.sent === now.sent &&
    before.sum === now.sum &&
    before.isCurrent === now.isCurrent &&
    before.wantsFocus === now.wantsFocus,
)

/** Chapter, scene and number of its panel. */
function PanelName({ panelId }: { panelId: string }) {
  const panel = useRequest('panel.show', { panelId }, ['script', 'tree']).data
  return <bdi className={styles.panelName}>{panel ? `${panel.chapter}.${panel.scene}.${panel.number}` : '—'}</bdi>
}

/** What the prompt will show, as the built-in roughs draw it; the place is kept for it. */
function Rough({ sent, isEmpty }: { sent: SentBox | null; isEmpty: boolean }) {
  const words = useWords('generate')
  const rough = sent?.rough ?? null
  return (
    <span className={styles.rough}>
      {rough === null ? (
        isEmpty && <span className={styles.noRough}>{words('boxes.noRough')}</span>
      ) : (
        <img src={roughAddress(rough, ROUGH_PX)} alt="" decoding="async" draggable={false} />
      )}
    </span>
  )
}

/** What is really sent: its first line; all of it at a click. */
function Sent({ sent }: { sent: SentBox }) {
  const words = useWords('generate')
  const [isAll, setAll] = useState(false)
  return (
    <button
      type="button"
      className={styles.sent}
      data-all={isAll || undefined}
      aria-expanded={isAll}
      title={isAll ? words('boxes.sentHide') : words('boxes.sentShow')}
      onClick={() => setAll(!isAll)}
    >
      <span className={styles.sentWord}>{words('boxes.sent')}</span>
      <span className={styles.sentText} dir="auto">
        {sent.prompt}
        {isAll && sent.leftOut.length > 0 && (
          <span className={styles.leftOut}>{words('boxes.leftOut', { parts: sent.leftOut.join(' · ') })}</span>
        )}
      </span>
    </button>
  )
}

function ProblemLine({
  problem,
  box,
  idOf,
  acts,
}: {
  problem: SheetProblem
  box: SheetBox
  idOf: (number: number) => string | null
  acts: BoxActs
}) {
  const words = useWords('generate')
  const format = useFormat()
  const language = useWindowLanguage()
  const problemWords = useProblemWords()
  const other = problem.other === null ? null : idOf(problem.other)
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert
  return (
    <li className={styles.problem} data-severity={problem.severity}>
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
      <span>{asLine(problemWords(problem), language)}</span>
      {problem.kind === 'same' && other !== null && (
        <>
          <button type="button" className={styles.link} onClick={() => acts.onRemove(box.id)}>
            {words('boxes.removeThis')}
          </button>
          <button type="button" className={styles.link} onClick={() => acts.onJoin(box.id, other)}>
            {words('boxes.joinInto', { other: format.number(problem.other ?? 0) })}
          </button>
        </>
      )}
    </li>
  )
}
