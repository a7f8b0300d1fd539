import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useBook, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Fact, PaneHead, Section } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { TakePicture } from '../../parts/take-picture.tsx'
import { usePlace } from '../../place/use-place.ts'
import styles from './inspector.module.css'
import { Importance } from './panel-card.tsx'
import { PromptParts } from './prompt-parts.tsx'
import { StaleNote } from './stale-note.tsx'
import { type ROLE_ANSWERS, SHOTS, TIMES } from './word-lists.ts'

/** The chosen panel: its picture, what decides it, and the prompt as it will be sent. */
export function ScriptInspector() {
  const words = useWords('script')
  const { number } = useFormat()
  const { params } = usePlace()
  const { edition } = useEdition()
  const book = useBook()
  const panelId = params.panel ?? null
  const detail = useRequest('panel.show', panelId === null ? null : { panelId }, ['script', 'tree', 'takes', 'cast'])
  const row = useRequest(
    'script.read',
    panelId !== null && params.scene !== undefined ? { sceneId: params.scene, ...(edition && { edition }) } : null,
    ['script', 'tree', 'takes'],
  )
  if (panelId === null) {
    return (
      <>
        <PaneHead title={words('noPanel')} />
        <p className={styles.hint}>{words('choosePanel')}</p>
      </>
    )
  }
  const panel = detail.data?.id === panelId ? detail.data : null
  const shown = row.data?.panels.find(({ id }) => id === panelId)
  const roleName = (role: (typeof ROLE_ANSWERS)[number]) => words(`roles.${role}`)
  const shot = SHOTS.find((one) => one === panel?.shot)
  const time = TIMES.find((one) => one === panel?.timeOfDay)
  return (
    <>
      <PaneHead
        title={
          panel
            ? words('panelTitle', { chapter: panel.chapter, scene: panel.scene, number: panel.number })
            : words('panel')
        }
      >
        {panel && panel.state !== 'empty' && <StateMark state={panel.state} withWord />}
      </PaneHead>
      <Problem problem={detail.problem} />
      <div className={styles.picture}>
        <TakePicture takeId={shown?.takeId ?? null} widthPx={320} words={panel?.what ?? ''} />
        {shown && shown.takeId === null && <span className={styles.noPicture}>{words('noPicture')}</span>}
      </div>
      {panel && (
        <Section>
          <p className={styles.what} dir="auto">
            {panel.what}
          </p>
          <Fact label={words('shot')}>{shot ? words(`shots.${shot}`) : panel.shot}</Fact>
          <Fact label={words('importance')}>
            <span className={styles.weight}>
              <Importance value={panel.importance} /> {number(panel.importance)}
            </span>
          </Fact>
          <Fact label={words('place')}>
            <bdi>{panel.place.value ?? words('nowhere')}</bdi>
          </Fact>
          <Fact label={words('time')}>
            {[time ? words(`times.${time}`) : panel.timeOfDay, panel.date].filter((part) => part !== null).join(', ') ||
              words('notKnown')}
          </Fact>
          <Fact label={words('characters')}>
            {panel.people.length === 0
              ? words('nobody')
              : panel.people.map((person) => (
                  <span key={person.id} className={styles.person}>
                    <bdi>{person.value}</bdi> <span className={styles.role}>{roleName(person.role)}</span>
                  </span>
                ))}
          </Fact>
        </Section>
      )}
      {edition && panel && <PromptParts panelId={panelId} edition={edition} canEdit={!book?.readOnly} />}
      {edition && panel && shown && shown.takes > 0 && panel.staleAt !== null && (
        <StaleNote panelId={panelId} edition={edition} takes={shown.takes} canEdit={!book?.readOnly} />
      )}
    </>
  )
}
