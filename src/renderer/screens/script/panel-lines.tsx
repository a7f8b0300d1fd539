import { AudioLines, MessageCircle, RectangleHorizontal } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useClient } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import type { Names, PanelsShown } from './panel-column.tsx'
import styles from './panels.module.css'
import { Question } from './question.tsx'
import type { PanelOfPage, ScriptPage } from './rows.ts'
import { SHOWN_BELOW } from './rules.ts'
import { useCorrecting } from './use-correcting.ts'
import { voiceColour } from './voices.ts'

type Line = PanelOfPage['lettering'][number]

const KINDS = { dialogue: MessageCircle, caption: RectangleHorizontal, sfx: AudioLines } as const

/** What is lettered over a panel, each line with its speaker, who can be set right. */
export function PanelLines({
  page,
  panel,
  names,
  check,
  voices,
  canEdit,
  onCheck,
}: PanelsShown & { page: ScriptPage; panel: PanelOfPage; names: Names }) {
  const words = useWords('script')
  const { percent } = useFormat()
  if (panel.lettering.length === 0) return null
  // Speakers of panels that the author cut stand in the script itself.
  const canAsk = canEdit && !page.isAuthored
  const isOpen = (lineId: string) => check?.about === 'speaker' && check.panelId === panel.id && check.key === lineId
  return (
    <ul className={styles.lines}>
      {panel.lettering.map((line) => {
        const Icon = KINDS[line.kind]
        const isSpoken = line.kind === 'dialogue'
        const name = isSpoken ? (line.value ?? words('nobodyYet')) : words(`kinds.${line.kind}`)
        return (
          <li key={line.id} className={styles.said}>
            <span className={styles.kind} title={words(`kinds.${line.kind}`)}>
              <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
            </span>
            <button
              type="button"
              className={styles.speaker}
              style={{ '--voice': isSpoken ? voiceColour(voices, line.voice) : 'transparent' } as CSSProperties}
              disabled={!canAsk || !isSpoken}
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
              {isSpoken && line.confidence < SHOWN_BELOW && (
                <span className={styles.figure}>{percent(line.confidence)}</span>
              )}
            </button>
            <span className={styles.lineText} dir="auto">
              {line.text}
            </span>
            {isOpen(line.id) && <SpeakerQuestion page={page} panel={panel} line={line} onDone={() => onCheck(null)} />}
          </li>
        )
      })}
    </ul>
  )
}

function SpeakerQuestion({
  page,
  panel,
  line,
  onDone,
}: {
  page: ScriptPage
  panel: PanelOfPage
  line: Line
  onDone(): void
}) {
  const words = useWords('script')
  const client = useClient()
  const { correct, pending, problem } = useCorrecting(page)
  return (
    <Question
      guess={line}
      name={line.value}
      subject={words('questionSpeaker', { line: shortened(line.text) })}
      likely={line.likely}
      nothing={{ value: 'nobody', name: words('nobody') }}
      others={async () => (await client.request('script.choices', { sceneId: page.id })).people}
      pending={pending}
      problem={problem}
      onAnswer={(value, name) =>
        void correct({ about: 'speaker', panel: panel.panel, line: line.text, value, name }).then(
          (isDone) => isDone && onDone(),
        )
      }
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
