import { type CSSProperties, useRef } from 'react'
import { useClient } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { chordOf, onMac } from '../../keys/chord.ts'
import { Problem } from '../../parts/problem.tsx'
import { AddLine } from './add-line.tsx'
import { LineMenu } from './line-menu.tsx'
import { LineText } from './line-text.tsx'
import { kindOf, moved, withKind, withNew, without, withSpeaker, withText } from './lines.ts'
import type { Names, PanelsShown } from './panel-column.tsx'
import styles from './panels.module.css'
import { Question } from './question.tsx'
import type { PanelOfPage, ScriptPage } from './rows.ts'
import { useCorrecting } from './use-correcting.ts'
import { useLines } from './use-lines.ts'
import { voiceColour } from './voices.ts'

type Line = PanelOfPage['lettering'][number]

/** What is lettered over a panel, to be set right in place: words, speaker, kind and order of every line. */
export function PanelLines({
  page,
  panel,
  names,
  check,
  voices,
  canEdit,
  isSelected,
  onCheck,
}: PanelsShown & { page: ScriptPage; panel: PanelOfPage; names: Names; isSelected: boolean }) {
  const words = useWords('script')
  const { percent } = useFormat()
  const { lines, write, isBusy, problem } = useLines(panel)
  const list = useRef<HTMLUListElement>(null)
  const isOpen = (lineId: string) => check?.about === 'speaker' && check.panelId === panel.id && check.key === lineId
  const move = (at: number, by: 1 | -1) => {
    const next = moved(lines, at, by)
    if (next && canEdit) void write(next)
  }
  const remove = async (at: number) => {
    if (!(await write(without(lines, at)))) return
    const beside = list.current?.querySelectorAll<HTMLElement>('[data-kind]')
    // The focus goes to what stands there now, or to the panel.
    const next = beside?.[at + 1] ?? beside?.[at - 1] ?? list.current?.closest<HTMLElement>('article')
    next?.focus({ preventScroll: true })
  }
  if (lines.length === 0 && !isSelected) return null
  return (
    <>
      {panel.lettering.length > 0 && (
        <ul ref={list} className={styles.lines}>
          {panel.lettering.map((line, at) => {
            const isSpoken = line.kind === 'dialogue'
            const name = isSpoken ? (line.value ?? words('nobodyYet')) : words(`kinds.${line.kind}`)
            return (
              <li
                key={line.id}
                className={styles.said}
                onKeyDown={(event) => {
                  const chord = chordOf(event.nativeEvent, onMac())
                  if (chord !== 'Alt+Shift+ArrowUp' && chord !== 'Alt+Shift+ArrowDown') return
                  event.preventDefault()
                  event.stopPropagation()
                  move(at, chord.endsWith('Up') ? -1 : 1)
                }}
              >
                <LineMenu
                  kind={kindOf(line)}
                  text={line.text}
                  canEdit={canEdit}
                  canMove={{ up: at > 0, down: at < lines.length - 1 }}
                  onKind={(kind) => void write(withKind(lines, at, kind))}
                  onMove={(by) => move(at, by)}
                  onRemove={() => void remove(at)}
                />
                <button
                  type="button"
                  className={styles.speaker}
                  style={{ '--voice': isSpoken ? voiceColour(voices, line.voice) : 'transparent' } as CSSProperties}
                  disabled={!canEdit || !isSpoken}
                  aria-expanded={isOpen(line.id)}
                  aria-label={words('speakerOf', { name, line: line.text })}
                  onClick={(event) => {
                    event.stopPropagation()
                    const asked = { sceneId: page.id, about: 'speaker', panelId: panel.id, key: line.id } as const
                    onCheck(isOpen(line.id) ? null : asked)
                  }}
                >
                  {isSpoken && <span className={styles.dot} />}
                  <bdi className={styles.speakerName}>{names.get(name) ?? name}</bdi>
                  {isSpoken && line.unsure && <span className={styles.figure}>{percent(line.confidence)}</span>}
                </button>
                <LineText text={line.text} canEdit={canEdit} onWrite={(text) => write(withText(lines, at, text))} />
                {isOpen(line.id) && (
                  <SpeakerQuestion
                    page={page}
                    panel={panel}
                    line={line}
                    // Where the script names its speakers, or the author wrote the line, it is the line that is changed.
                    write={page.isAuthored || line.isOwn ? (speaker) => write(withSpeaker(lines, at, speaker)) : null}
                    onDone={() => onCheck(null)}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {isSelected && canEdit && <AddLine isBusy={isBusy} onAdd={(kind, text) => write(withNew(lines, kind, text))} />}
      <Problem problem={problem} />
    </>
  )
}

/** The answer that nobody says it. */
const NOBODY = 'nobody'

function SpeakerQuestion({
  page,
  panel,
  line,
  write,
  onDone,
}: {
  page: ScriptPage
  panel: PanelOfPage
  line: Line
  /** Writes the line itself; null = a correction of what was read. */
  write: ((speaker: string | null) => Promise<boolean>) | null
  onDone(): void
}) {
  const words = useWords('script')
  const client = useClient()
  const { correct, pending, problem } = useCorrecting(page)
  const answer = (value: string, name: string) =>
    write
      ? value === (line.voice ?? NOBODY)
        ? Promise.resolve(true)
        : write(value === NOBODY ? null : value)
      : correct({ about: 'speaker', panel: panel.panel, line: line.text, value, name })
  return (
    <Question
      guess={line}
      name={line.value}
      subject={words('questionSpeaker', { line: shortened(line.text) })}
      likely={line.likely}
      nothing={{ value: NOBODY, name: words('nobody') }}
      others={async () => (await client.request('script.choices', { sceneId: page.id })).people}
      pending={pending}
      problem={problem}
      onAnswer={(value, name) => void answer(value, name).then((isDone) => isDone && onDone())}
      onClose={onDone}
    />
  )
}

/** So much of a line is enough to know it by. */
const LINE_LENGTH = 60

function shortened(text: string): string {
  if (text.length <= LINE_LENGTH) return text
  const cut = text.lastIndexOf(' ', LINE_LENGTH)
  return `${text.slice(0, cut > 0 ? cut : LINE_LENGTH)}…`
}
