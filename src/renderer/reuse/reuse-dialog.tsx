import { Button, Checkbox, Group } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useState } from 'react'
import type { SheetSettings } from '../../shared/contract/index.ts'
import { OWN_PICTURE_CALLS, SHOT_DIFFERENCES } from '../../shared/domain/shot.ts'
import { announce } from '../announce/announce.tsx'
import { useClient, useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useFormat } from '../format/use-format.ts'
import { useBook } from '../frame/book.tsx'
import { offerUndo } from '../frame/undo.tsx'
import { useWords } from '../i18n/words.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Problem } from '../parts/problem.tsx'
import styles from './reuse.module.css'
import { canChoose, editFor, type ReuseRow, sharing, withAll } from './reuse-choice.ts'

const OVERLOOKED = [...SHOT_DIFFERENCES, ...OWN_PICTURE_CALLS] as const
type Overlooked = (typeof OVERLOOKED)[number]

const DIFFERENCES: Readonly<Record<Overlooked, `differ.${Overlooked}`>> = {
  people: 'differ.people',
  expression: 'differ.expression',
  pose: 'differ.pose',
  standing: 'differ.standing',
  shot: 'differ.shot',
  angle: 'differ.angle',
  place: 'differ.place',
  time: 'differ.time',
  weather: 'differ.weather',
  props: 'differ.props',
  action: 'differ.action',
  big: 'differ.big',
  reveal: 'differ.reveal',
  silent: 'differ.silent',
}

const ROW_PX = 44

/** Which panels may show the picture of another: why, what it saves, and the author's word on each. */
export function ReuseDialog({ settings, onClose }: { settings: SheetSettings; onClose(): void }) {
  const words = useWords('reuse')
  const common = useWords('common')
  const format = useFormat()
  const client = useClient()
  const book = useBook()
  const [despite, setDespite] = useState<readonly Overlooked[]>([])
  const map = useRequest('reuse.map', { despite: [...despite] }, ['tree', 'takes', 'book'])
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const set = useAction('reuse.set')
  const rows = useMemo(() => map.data?.rows ?? [], [map.data])
  const ticked = useMemo(() => chosen ?? sharing(rows), [chosen, rows])
  const edit = useMemo(() => editFor(rows, ticked), [rows, ticked])
  const price = useRequest(
    'reuse.saving',
    edit.added.length === 0 || settings.styles.length === 0 ? null : askedFor(edit.added),
    ['tree', 'takes'],
  )
  function askedFor(panelIds: string[]) {
    const { provider, model, quality, languages } = settings
    return {
      panelIds,
      styles: settings.styles,
      ...(languages.length > 0 ? { languages } : {}),
      ...(provider === null ? {} : { provider }),
      ...(model === null ? {} : { model }),
      ...(quality === null ? {} : { quality }),
    }
  }
  const able = rows.filter(canChoose)
  const isAll = able.length > 0 && able.every(({ panelId }) => ticked.has(panelId))

  const apply = async () => {
    const done = await set.run({ pairs: edit.pairs })
    if (done === null) return
    const label = words('undo')
    offerUndo(label, () => void client.request('reuse.set', { pairs: done.before }).catch(() => {}))
    announce(words('done', { number: format.number(done.share) }))
    onClose()
  }
  const saving = edit.added.length === 0 ? null : (price.data?.saving ?? null)
  return (
    <Dialog onClose={onClose} title={words('title')} size="xl">
      <div className={styles.dialog}>
        <p className={styles.lead}>{words('lead')}</p>
        <details className={styles.overlook}>
          <summary>
            {words('overlook')}
            {despite.length > 0 && ` · ${format.list(despite.map((each) => words(DIFFERENCES[each])))}`}
          </summary>
          <fieldset className={styles.options} aria-label={words('overlook')}>
            {OVERLOOKED.map((each) => (
              <Checkbox
                key={each}
                label={words(DIFFERENCES[each])}
                checked={despite.includes(each)}
                onChange={({ currentTarget: { checked } }) =>
                  setDespite((before) => (checked ? [...before, each] : before.filter((one) => one !== each)))
                }
              />
            ))}
          </fieldset>
        </details>
        <Problem problem={map.problem ?? set.problem} />
        {map.data !== null && rows.length === 0 && <p className={styles.lead}>{words('none')}</p>}
        {rows.length > 0 && (
          <>
            <Checkbox
              label={words('all', { number: format.number(able.length), all: format.number(map.data?.panels ?? 0) })}
              checked={isAll}
              indeterminate={!isAll && ticked.size > 0}
              disabled={able.length === 0}
              onChange={() => setChosen(isAll ? new Set() : withAll(rows))}
            />
            <Rows
              rows={rows}
              ticked={ticked}
              onTick={(panelId) => {
                const next = new Set(ticked)
                if (!next.delete(panelId)) next.add(panelId)
                setChosen(next)
              }}
            />
          </>
        )}
        <Group justify="space-between" gap="sm">
          <p className={styles.sum} role="status">
            {words('sum', { number: format.number(edit.added.length) })}
            {edit.added.length > 0 &&
              price.data !== null &&
              ` · ${
                saving === null
                  ? words('priceUnknown')
                  : saving.untilUsd === 0
                    ? words('free')
                    : words('saves', { money: format.money(saving.untilUsd) })
              }`}
            {edit.removed.length > 0 && ` · ${words('back', { number: format.number(edit.removed.length) })}`}
          </p>
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button
              disabled={edit.pairs.length === 0 || book?.readOnly != null}
              loading={set.pending}
              onClick={() => void apply()}
            >
              {words('apply')}
            </Button>
          </Group>
        </Group>
      </div>
    </Dialog>
  )
}

function Rows({
  rows,
  ticked,
  onTick,
}: {
  rows: readonly ReuseRow[]
  ticked: ReadonlySet<string>
  onTick(panelId: string): void
}) {
  const words = useWords('reuse')
  const format = useFormat()
  // In a dialog the element is there one drawing later than what is in it.
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const listed = (differences: readonly string[]) =>
    format.list(differences.map((each) => words(DIFFERENCES[each as Overlooked])))
  const whyOf = ({ source, shows, despite, apart, hasOwn }: ReuseRow): string => {
    const from = shows ?? source
    const of = from === null ? '' : words('of', { number: format.number(from.panel) })
    if (shows !== null && apart.length > 0) return `${of} ${words('apart', { what: listed(apart) })}`
    if (shows !== null) return `${of} ${words('now')}`
    if (hasOwn) return words('hasOwn')
    return `${of} ${despite.length === 0 ? words('same') : words('despite', { what: listed(despite) })}`
  }
  return (
    <div ref={setScroll} className={styles.roll}>
      <ul className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={words('title')}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!
          return (
            <li key={row.panelId} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
              <Checkbox
                label={
                  <>
                    <bdi className={styles.place} dir="ltr">
                      {row.chapter}.{row.scene}.{row.panel}
                    </bdi>{' '}
                    <span dir="auto">{row.words}</span>
                  </>
                }
                description={whyOf(row)}
                checked={ticked.has(row.panelId)}
                disabled={!canChoose(row)}
                onChange={() => onTick(row.panelId)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
