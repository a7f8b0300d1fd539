import { SegmentedControl, Select } from '@mantine/core'
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
import { PromptParts } from './prompt-parts.tsx'
import { StaleNote } from './stale-note.tsx'
import { useEditing } from './use-editing.ts'
import { WhatIsSeen } from './what-is-seen.tsx'
import { type ROLE_ANSWERS, SHOTS, TIMES } from './word-lists.ts'

/** The chosen panel: its picture, what decides it, and the prompt as it will be sent. */
export function ScriptInspector() {
  const words = useWords('script')
  const { list } = useFormat()
  const { edit, takeBack, pending, problem } = useEditing()
  const { params } = usePlace()
  const { edition } = useEdition()
  const book = useBook()
  const canEdit = !book?.readOnly
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
          <WhatIsSeen key={panel.id} panelId={panel.id} what={panel.what} canEdit={canEdit} className={styles.what!} />
          <Fact label={words('shot')}>
            <Select
              aria-label={words('shot')}
              value={shot ?? null}
              disabled={!canEdit || pending}
              data={SHOTS.map((value) => ({ value, label: words(`shots.${value}`) }))}
              onChange={(value) => {
                const chosen = SHOTS.find((one) => one === value)
                if (chosen && chosen !== shot) void edit(panel.id, { shot: chosen }, words('shot'))
              }}
            />
          </Fact>
          <Fact label={words('importance')}>
            <SegmentedControl
              aria-label={words('importance')}
              fullWidth
              value={String(panel.importance)}
              disabled={!canEdit || pending}
              data={['1', '2', '3', '4', '5']}
              onChange={(value) => void edit(panel.id, { importance: Number(value) }, words('importance'))}
            />
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
          {panel.edited.length > 0 && (
            <p className={styles.yours}>
              {words('yours', { what: list(panel.edited.map((part) => words(`editable.${part}`))) })}{' '}
              <button
                type="button"
                className={styles.link}
                disabled={!canEdit || pending}
                onClick={() => void takeBack(panel.id, panel.edited, words('panel'))}
              >
                {words('backToScript')}
              </button>
            </p>
          )}
          <Problem problem={problem} />
        </Section>
      )}
      {edition && panel && <PromptParts panelId={panelId} edition={edition} canEdit={canEdit} />}
      {edition && panel && shown && shown.takes > 0 && panel.staleAt !== null && (
        <StaleNote panelId={panelId} edition={edition} takes={shown.takes} canEdit={canEdit} />
      )}
    </>
  )
}
