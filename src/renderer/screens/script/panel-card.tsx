import { Menu } from '@mantine/core'
import { AudioLines, Check, ChevronDown, MessageCircle, RectangleHorizontal } from 'lucide-react'
import { type CSSProperties, useEffect, useRef } from 'react'
import { useClient } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { TakePicture } from '../../parts/take-picture.tsx'
import { GuessChip } from './guess-chip.tsx'
import type { Names, PanelsShown } from './panel-column.tsx'
import styles from './panels.module.css'
import { Question } from './question.tsx'
import type { PanelOfPage, SceneMeasure, ScriptPage } from './rows.ts'
import { SHOWN_BELOW } from './rules.ts'
import type { ToCheck } from './to-check.ts'
import { useCorrecting } from './use-correcting.ts'
import { useEditing } from './use-editing.ts'
import { voiceColour } from './voices.ts'
import { WhatIsSeen } from './what-is-seen.tsx'
import { ROLE_ANSWERS, SHOTS } from './word-lists.ts'

const PICTURE_PX = 112

interface Card extends PanelsShown {
  page: ScriptPage
  panel: PanelOfPage
  scene: SceneMeasure
  names: Names
  /** Panels of the book. */
  total: number
}

/** A panel beside its words: its picture, what is seen, who is there and why, what is said. */
export function PanelCard({ page, panel, scene, names, total, ...shown }: Card) {
  const words = useWords('script')
  const { number } = useFormat()
  const card = useRef<HTMLElement>(null)
  const isSelected = shown.selected === panel.id
  useEffect(() => {
    // The keys moved on from one card to the next: the focus goes along, and nowhere else.
    if (isSelected && document.activeElement?.closest('[role="feed"]') && document.activeElement !== card.current)
      if (!card.current?.contains(document.activeElement)) card.current?.focus({ preventScroll: true })
  }, [isSelected])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the screen move the selection
    <article
      ref={card}
      className={styles.card}
      data-selected={isSelected || undefined}
      aria-current={isSelected || undefined}
      aria-label={words('panelNamed', {
        number: number(panel.panel),
        chapter: page.chapter,
        scene: number(page.scene),
      })}
      aria-setsize={total}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => shown.onSelect(panel.id, scene)}
    >
      <span className={styles.number} dir="ltr">
        {panel.panel}
      </span>
      <span className={styles.picture}>
        <TakePicture takeId={panel.takeId} widthPx={PICTURE_PX} />
      </span>
      <div className={styles.body}>
        <div className={styles.facts}>
          <ShotMenu panel={panel} canEdit={shown.canEdit} />
          <Importance value={panel.importance} />
          {panel.state !== 'empty' && <StateMark state={panel.state} />}
        </div>
        <WhatIsSeen panelId={panel.id} what={panel.what} canEdit={shown.canEdit} className={styles.what!} />
        <People page={page} panel={panel} names={names} {...shown} />
        <Lines page={page} panel={panel} names={names} {...shown} />
      </div>
    </article>
  )
}

/** The shot of a panel, to be changed in place. */
function ShotMenu({ panel, canEdit }: { panel: PanelOfPage; canEdit: boolean }) {
  const words = useWords('script')
  const { edit, pending } = useEditing()
  const shot = SHOTS.find((one) => one === panel.shot)
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={styles.shot}
          disabled={!canEdit || pending}
          aria-label={words('shotOf', { shot: shot ? words(`shots.${shot}`) : panel.shot })}
          onClick={(event) => event.stopPropagation()}
        >
          {shot ? words(`shots.${shot}`) : panel.shot}
          <ChevronDown size={12} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        {SHOTS.map((one) => (
          <Menu.Item
            key={one}
            rightSection={one === shot ? <Check size={14} strokeWidth={2} aria-hidden="true" /> : undefined}
            onClick={() => one !== shot && void edit(panel.id, { shot: one }, words('shot'))}
          >
            {words(`shots.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** How much a panel weighs, 1 to 5, as bars that rise. */
function Importance({ value }: { value: number }) {
  const words = useWords('script')
  return (
    <span className={styles.importance} role="img" aria-label={words('importanceOf', { value })}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} data-on={step <= value || undefined} />
      ))}
    </span>
  )
}

function People({
  page,
  panel,
  names,
  check,
  voices,
  canEdit,
  onCheck,
}: PanelsShown & { page: ScriptPage; panel: PanelOfPage; names: Names }) {
  const words = useWords('script')
  const { correct, pending, problem } = useCorrecting(page)
  if (panel.people.length === 0) return null
  const asked = (personId: string): ToCheck => ({ sceneId: page.id, about: 'role', panelId: panel.id, key: personId })
  const isOpen = (personId: string) => check?.about === 'role' && check.panelId === panel.id && check.key === personId
  const open = panel.people.find(({ id }) => isOpen(id))
  const roleName = (role: string) => {
    const known = ROLE_ANSWERS.find((one) => one === role)
    return known ? words(`roles.${known}`) : role
  }
  return (
    <>
      <div className={styles.chips}>
        {panel.people.map((person) => (
          <GuessChip
            key={person.id}
            name={names.get(person.value) ?? person.value}
            {...(person.role === 'mentioned' && { label: words('roles.mentioned') })}
            guess={person}
            colour={voiceColour(voices, person.id)}
            isFaint={person.role === 'mentioned'}
            isOpen={isOpen(person.id)}
            disabled={!canEdit}
            onClick={() => onCheck(isOpen(person.id) ? null : asked(person.id))}
          />
        ))}
      </div>
      {open && (
        <Question
          guess={open}
          name={roleName(open.role)}
          subject={words('questionRole', { name: open.value })}
          likely={open.likely.map(({ value }) => ({ value, name: roleName(value) }))}
          nothing={{ value: 'absent', name: words('roles.absent') }}
          others={async () => ROLE_ANSWERS.slice(0, -1).map((value) => ({ value, name: words(`roles.${value}`) }))}
          pending={pending}
          problem={problem}
          onAnswer={(value, name) =>
            void correct({
              about: 'role',
              person: open.id,
              value,
              name: `${open.value}: ${name}`,
            }).then((isDone) => isDone && onCheck(null))
          }
          onClose={() => onCheck(null)}
        />
      )}
    </>
  )
}

const KINDS = { dialogue: MessageCircle, caption: RectangleHorizontal, sfx: AudioLines } as const

function Lines({
  page,
  panel,
  names,
  check,
  voices,
  canEdit,
  onCheck,
}: PanelsShown & { page: ScriptPage; panel: PanelOfPage; names: Names }) {
  const words = useWords('script')
  const client = useClient()
  const { percent } = useFormat()
  const { correct, pending, problem } = useCorrecting(page)
  if (panel.lettering.length === 0) return null
  // Speakers of panels that the author cut stand in the script itself.
  const canAsk = canEdit && !page.isAuthored
  const isOpen = (lineId: string) => check?.about === 'speaker' && check.panelId === panel.id && check.key === lineId
  return (
    <ul className={styles.lines}>
      {panel.lettering.map((line) => {
        const Icon = KINDS[line.kind]
        const speaker =
          line.kind === 'dialogue'
            ? line.value === null
              ? words('nobodyYet')
              : (names.get(line.value) ?? line.value)
            : words(`kinds.${line.kind}`)
        const showsFigure = line.kind === 'dialogue' && line.confidence < SHOWN_BELOW
        return (
          <li key={line.id} className={styles.said}>
            <span className={styles.kind} title={words(`kinds.${line.kind}`)}>
              <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
            </span>
            <button
              type="button"
              className={styles.speaker}
              style={
                {
                  '--voice': line.kind === 'dialogue' ? voiceColour(voices, line.speakerId) : 'transparent',
                } as CSSProperties
              }
              disabled={!canAsk || line.kind !== 'dialogue'}
              aria-expanded={isOpen(line.id)}
              aria-label={words('speakerOf', { name: line.value ?? speaker, line: line.text })}
              onClick={(event) => {
                event.stopPropagation()
                onCheck(
                  isOpen(line.id) ? null : { sceneId: page.id, about: 'speaker', panelId: panel.id, key: line.id },
                )
              }}
            >
              {line.kind === 'dialogue' && <span className={styles.dot} />}
              <bdi className={styles.speakerName}>{speaker}</bdi>
              {showsFigure && <span className={styles.figure}>{percent(line.confidence)}</span>}
            </button>
            <span className={styles.lineText} dir="auto">
              {line.text}
            </span>
            {isOpen(line.id) && (
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
                  void correct({
                    about: 'speaker',
                    panel: panel.panel,
                    line: line.text,
                    value,
                    name,
                  }).then((isDone) => isDone && onCheck(null))
                }
                onClose={() => onCheck(null)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** So much of a line is enough to know it by. */
const LINE_LENGTH = 60

function shortened(text: string): string {
  if (text.length <= LINE_LENGTH) return text
  const cut = text.lastIndexOf(' ', LINE_LENGTH)
  return `${text.slice(0, cut > 0 ? cut : LINE_LENGTH)}…`
}
