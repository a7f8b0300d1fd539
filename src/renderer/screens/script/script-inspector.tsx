import { SegmentedControl, Select } from '@mantine/core'
import { useMemo } from 'react'
import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useBook, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Fact, PaneHead, Section } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { usePlace } from '../../place/use-place.ts'
import styles from './inspector.module.css'
import { PanelPicture } from './panel-picture.tsx'
import { PromptParts } from './prompt-parts.tsx'
import { StaleNote } from './stale-note.tsx'
import { useEditing } from './use-editing.ts'
import { useRoughs } from './use-roughs.ts'
import { WhatIsSeen } from './what-is-seen.tsx'
import { WordFact } from './word-fact.tsx'
import { MOODS, type ROLE_ANSWERS, SHOTS, TIMES, WEATHERS } from './word-lists.ts'

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
  const pages = useMemo(() => new Map(row.data ? [[row.data.id, row.data]] : []), [row.data])
  const roughs = useRoughs(panelId === null ? [] : [panelId], pages, edition)
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
        <PanelPicture
          takeId={shown?.takeId ?? null}
          rough={roughs.get(panelId) ?? null}
          widthPx={320}
          words={panel?.what ?? ''}
        />
        {shown && shown.takeId === null && (
          <span className={styles.noPicture} data-over={roughs.has(panelId) || undefined}>
            {words(roughs.has(panelId) ? 'onlyRough' : 'noPicture')}
          </span>
        )}
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
          <WordFact
            label={words('time')}
            value={TIMES.find((one) => one === panel.timeOfDay) ?? null}
            data={TIMES.map((value) => ({ value, label: words(`times.${value}`) }))}
            disabled={!canEdit || pending}
            onChange={(timeOfDay) => void edit(panel.id, { timeOfDay }, words('time'))}
          />
          {panel.date !== null && (
            <Fact label={words('date')}>
              <bdi>{panel.date}</bdi>
            </Fact>
          )}
          <WordFact
            label={words('facts.weather')}
            value={WEATHERS.find((one) => one === panel.weather) ?? null}
            data={WEATHERS.map((value) => ({ value, label: words(`weathers.${value}`) }))}
            disabled={!canEdit || pending}
            onChange={(weather) => void edit(panel.id, { weather }, words('facts.weather'))}
          />
          <WordFact
            label={words('facts.mood')}
            value={MOODS.find((one) => one === panel.mood) ?? null}
            data={MOODS.map((value) => ({ value, label: words(`moods.${value}`) }))}
            disabled={!canEdit || pending}
            onChange={(mood) => void edit(panel.id, { mood }, words('facts.mood'))}
          />
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
