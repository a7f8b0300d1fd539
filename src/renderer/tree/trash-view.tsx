import { Button, Checkbox, Modal } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { TrashItem } from '../../shared/contract/index.ts'
import { announce } from '../announce/announce.tsx'
import { useRequest } from '../api/react.ts'
import { useAction } from '../api/use-action.ts'
import { useNewest } from '../api/use-newest.ts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useFocusBack } from '../parts/dialog.tsx'
import { Problem } from '../parts/problem.tsx'
import { Thumbnail } from '../parts/thumbnail.tsx'
import styles from './trash-view.module.css'

const ROW_PX = 44
const PAGE = 200
const THUMBNAIL_PX = 45

/** What was deleted, by the author or by the script: to take out again, or to throw away for good. */
export function TrashView({ onClose }: { onClose: () => void }) {
  const words = useWords('tree')
  const { bytes, number } = useFormat()
  const { items, total, takes, size, newestAt, more } = useTrash()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [asks, ask] = useState(false)
  useFocusBack()
  const restore = useAction('trash.restore')
  const empty = useAction('trash.empty')
  const there = items.filter(({ id }) => chosen.has(id))
  const everything = there.length === items.length && items.length > 0

  const takeOut = async () => {
    const answer = await restore.run({ items: there.map(({ kind, id }) => ({ kind, id })) })
    if (answer === null) return
    announce(words('trash.restored', { count: there.length }))
    choose(new Set())
  }
  const throwAway = async () => {
    const answer = newestAt === null ? null : await empty.run({ until: newestAt })
    ask(false)
    if (answer !== null) announce(words('trash.emptied', { size: bytes(answer.bytes) }))
  }

  return (
    <>
      <Modal opened={!asks} onClose={onClose} title={words('trash.title')} size="lg" centered>
        {total === 0 ? (
          <p className={styles.nothing}>{words('trash.nothing')}</p>
        ) : (
          <>
            <div className={styles.head}>
              <Checkbox
                checked={everything}
                indeterminate={there.length > 0 && !everything}
                label={words('trash.chooseAll')}
                onChange={() => choose(everything ? new Set() : new Set(items.map(({ id }) => id)))}
              />
              <span className={styles.sum}>
                {words('trash.sum', { count: total, entries: number(total), takes: number(takes), size: bytes(size) })}
              </span>
            </div>
            <Items
              items={items}
              chosen={chosen}
              onEnd={more}
              onToggle={(id) => {
                const next = new Set(chosen)
                if (!next.delete(id)) next.add(id)
                choose(next)
              }}
            />
          </>
        )}
        <Problem problem={restore.problem ?? empty.problem} />
        {total > 0 && (
          <footer className={styles.foot}>
            <Button variant="subtle" color="red" onClick={() => ask(true)}>
              {words('trash.empty')}
            </Button>
            <span className={styles.spring} />
            <Button disabled={there.length === 0} loading={restore.pending} onClick={() => void takeOut()}>
              {there.length === 0 ? words('trash.restore') : words('trash.restoreSome', { count: there.length })}
            </Button>
          </footer>
        )}
      </Modal>
      <Confirm
        opened={asks}
        title={words('trash.empty')}
        verb={words('trash.emptySome', { count: total })}
        pending={empty.pending}
        onConfirm={() => void throwAway()}
        onClose={() => ask(false)}
      >
        <p>{words('trash.sure', { takes: number(takes), size: bytes(size) })}</p>
      </Confirm>
    </>
  )
}

function useTrash() {
  const [limit, setLimit] = useState(PAGE)
  const { data } = useRequest('trash.list', { limit: Math.min(limit, 500) }, ['trash', 'book'])
  return {
    items: data?.items ?? [],
    total: data?.total ?? 0,
    takes: data?.takes ?? 0,
    size: data?.bytes ?? 0,
    newestAt: data?.newestAt ?? null,
    more: () => data !== null && data.items.length < data.total && setLimit((now) => now + PAGE),
  }
}

function Items({
  items,
  chosen,
  onToggle,
  onEnd,
}: {
  items: readonly TrashItem[]
  chosen: ReadonlySet<string>
  onToggle: (id: string) => void
  onEnd: () => void
}) {
  const words = useWords('tree')
  const scroll = useRef<HTMLDivElement>(null)
  const lines = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => items[index]!.id,
    overscan: 6,
  })
  const shown = lines.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const end = useNewest(onEnd)
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 1) end.current()
  }, [last, items.length])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <div ref={scroll} className={styles.list} style={{ height: items.length * ROW_PX + 2 }} tabIndex={0}>
      <ul className={styles.rows} aria-label={words('trash.title')} style={{ height: lines.getTotalSize() }}>
        {shown.map(({ index, start, key }) => (
          <Item
            key={key}
            item={items[index]!}
            top={start}
            isChosen={chosen.has(items[index]!.id)}
            onToggle={onToggle}
          />
        ))}
      </ul>
    </div>
  )
}

function Item({
  item,
  top,
  isChosen,
  onToggle,
}: {
  item: TrashItem
  top: number
  isChosen: boolean
  onToggle: (id: string) => void
}) {
  const words = useWords('tree')
  const { ago, bytes } = useFormat()
  const { kind, id, chapter, chapterTitle, scene, takeId, panels, takes } = item
  const name =
    item.words ??
    (kind === 'scene'
      ? words('scene', { number: scene ?? 0 })
      : chapterTitle === ''
        ? words('chapter', { number: chapter })
        : words('titledChapter', { number: chapter, title: chapterTitle }))
  const what = {
    chapter: words('trash.kind.chapter'),
    scene: words('trash.kind.scene'),
    panel: words('trash.kind.panel'),
    take: words('trash.kind.take'),
  }[kind]
  const holds = [
    ...(panels > 0 ? [words('count.panel', { count: panels })] : []),
    ...(takes > 0 && kind !== 'take' ? [words('count.take', { count: takes })] : []),
    ...(item.bytes > 0 ? [bytes(item.bytes)] : []),
  ]
  const from = kind === 'chapter' ? what : words('trash.from', { what, chapter, scene: scene ?? 0 })
  const why = item.by === 'script' ? [words('trash.byScript')] : []
  return (
    <li className={styles.row} style={{ transform: `translateY(${top}px)` }}>
      <Checkbox checked={isChosen} aria-label={name} onChange={() => onToggle(id)} />
      <span className={styles.thumbnail}>
        <Thumbnail takeId={takeId} widthPx={THUMBNAIL_PX} />
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the box before it does the same by keys. */}
      <span className={styles.words} onClick={() => onToggle(id)}>
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <span className={styles.facts}>{[from, ...why, ...holds].join(' · ')}</span>
      </span>
      <span className={styles.when}>{ago(item.trashedAt)}</span>
    </li>
  )
}
