import { SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useRequest } from '../../api/react.ts'
import { useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { KeyCap } from '../../keys/key-cap.tsx'
import { useCommandKeys, useKeys } from '../../keys/use-keys.ts'
import { Spring } from '../../parts/pane.tsx'
import { Thumbnail } from '../../parts/thumbnail.tsx'
import styles from './zoom.module.css'

const SMALL_PX = 72
/** Pictures of somebody that are shown: as many around the panel as a strip holds. */
const MOST = 400

/** One of the people in the panel through the whole book, to see whether they stay who they are. */
export function CharacterStrip({ panelId, onPanel }: { panelId: string; onPanel: (panelId: string) => void }) {
  const words = useWords('gallery')
  const keysOf = useCommandKeys()
  const { edition } = useEdition()
  const detail = useRequest('panel.show', { panelId }, ['tree', 'script']).data
  const list = useRequest('cast.list', {}, ['cast']).data
  const people = useMemo(() => {
    const names = new Map(list?.people.map(({ id, name }) => [id, name]))
    const drawn = (detail?.people ?? []).filter(({ role }) => role !== 'mentioned')
    return drawn.map(({ id, value }) => ({ id, name: names.get(id) ?? value }))
  }, [detail, list])
  const [wanted, setWanted] = useState<string | null>(null)
  const person = people.find(({ id }) => id === wanted) ?? people[0]
  const { data } = useRequest(
    'takes.of-person',
    person && edition ? { personId: person.id, edition, limit: MOST } : null,
    ['takes', 'tree'],
  )
  const rows = data?.rows ?? []
  const here = rows.findIndex((row) => row.panelId === panelId)
  const current = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another panel is the current one
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [here, rows.length])
  const walk = (by: number) => {
    const next = rows[here + by]
    return next ? () => onPanel(next.panelId) : null
  }
  useKeys('compare', { walkBack: walk(-1), walkOn: walk(1) })
  if (person === undefined) return null
  return (
    <section className={styles.strip} aria-label={words('strip.name', { name: person.name })}>
      <div className={styles.stripHead}>
        <strong>{words('strip.name', { name: person.name })}</strong>
        <span className={styles.dim}>{words('panels', { count: data?.total ?? 0 })}</span>
        {people.length > 1 && (
          <SegmentedControl
            aria-label={words('strip.who')}
            value={person.id}
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setWanted}
          />
        )}
        <Spring />
        {keysOf('compare', 'walkBack')[0] && <KeyCap chord={keysOf('compare', 'walkBack')[0]!} />}
        {keysOf('compare', 'walkOn')[0] && <KeyCap chord={keysOf('compare', 'walkOn')[0]!} />}
        <span className={styles.dim}>{words('strip.walk')}</span>
      </div>
      <div className={styles.frames}>
        {rows.map((row) => {
          const isHere = row.panelId === panelId
          return (
            <button
              key={row.panelId}
              ref={isHere ? current : null}
              type="button"
              className={styles.small}
              data-current={isHere || undefined}
              aria-current={isHere || undefined}
              aria-label={`${row.chapter}.${row.scene}.${row.number} ${row.words}`}
              title={`${row.chapter}.${row.scene}.${row.number} ${row.words}`}
              onClick={() => onPanel(row.panelId)}
            >
              <Thumbnail takeId={row.takeId} widthPx={SMALL_PX} />
            </button>
          )
        })}
      </div>
    </section>
  )
}
