import { Button, Menu, SegmentedControl, Select, Slider } from '@mantine/core'
import { ChevronDown, Grid2x2, Image, ListFilter, Rows2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useBook, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { PaneHead, Spring } from '../../parts/pane.tsx'
import { usePlace } from '../../place/use-place.ts'
import styles from './bars.module.css'
import { SIZES } from './layout.ts'
import { ALL, type Chosen, chosen, NONE } from './selection.ts'
import type { Outline } from './source.ts'
import { change, useGallery } from './state.ts'
import type { GalleryView } from './use-lines.ts'
import { isShown, SCOPES, type Scope, SHOWN, useSpot } from './use-source.ts'

/** What is shown, how large, and in which order. */
export function WorkBar({
  outline,
  size,
  view,
  onSize,
  onView,
}: {
  outline: Outline | null
  size: number
  view: GalleryView
  onSize: (size: number) => void
  onView: (view: GalleryView) => void
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const { params, choose } = usePlace()
  const { panel } = useSpot()
  const [dragged, setDragged] = useState(size)
  useEffect(() => setDragged(size), [size])
  const counts = outline?.counts
  const shown = isShown(params.show) ? params.show : 'all'
  const scope = SCOPES.find((each) => each === params.scope) ?? 'book'
  const failed = counts ? counts.failed + counts.refused + counts.unknown : 0
  const slots = counts ? counts.takes + counts.queued + counts.running + failed : 0
  const figure = (label: string, count: number) => `${label} ${format.number(count)}`
  const tabs = [
    { value: 'all', label: figure(words('show.all'), slots) },
    { value: 'unseen', label: figure(words('show.unseen'), counts?.candidate ?? 0) },
    { value: 'failed', label: figure(words('show.failed'), failed) },
  ]
  if (shown !== 'all' && !tabs.some(({ value }) => value === shown))
    tabs.push({ value: shown, label: figure(words(`show.${shown}`), outline ? shownCount(outline, shown) : 0) })
  return (
    <PaneHead
      title={
        scope === 'book' || !panel
          ? words('title')
          : scope === 'chapter'
            ? words('titleChapter', { chapter: panel.chapter })
            : words('titleScene', { chapter: panel.chapter, scene: panel.scene })
      }
    >
      <span className={styles.meta}>{words('panels', { count: outline?.panelIds.length ?? 0 })}</span>
      <SegmentedControl
        aria-label={words('show.name')}
        value={shown}
        data={tabs}
        onChange={(value) => choose({ show: value === 'all' ? null : value })}
      />
      <Spring />
      <span className={styles.size}>
        <Image size={12} strokeWidth={1.5} aria-hidden="true" />
        <Slider
          aria-label={words('size')}
          thumbLabel={words('size')}
          label={null}
          w={84}
          min={SIZES.least}
          max={SIZES.most}
          step={SIZES.step}
          value={dragged}
          onChange={setDragged}
          onChangeEnd={onSize}
        />
        <Image size={16} strokeWidth={1.5} aria-hidden="true" />
      </span>
      <IconButton icon={Rows2} name={words('asRows')} pressed={view === 'rows'} onClick={() => onView('rows')} />
      <IconButton icon={Grid2x2} name={words('asGrid')} pressed={view === 'grid'} onClick={() => onView('grid')} />
    </PaneHead>
  )
}

function shownCount({ counts }: Outline, shown: keyof typeof SHOWN): number {
  return SHOWN[shown].reduce((sum, state) => sum + counts[state], 0)
}

export type SelectionAct = 'keep' | 'reject' | 'unmark' | 'discard' | 'compare'

/** What else is filtered, and what is chosen. */
export function FilterBar({
  outline,
  onAct,
  onOrphans,
}: {
  outline: Outline | null
  onAct: (act: SelectionAct) => void
  onOrphans: () => void
}) {
  const words = useWords('gallery')
  const { params } = usePlace()
  const selection = useGallery((state) => state.selection)
  const sum = outline ? chosen(selection, outline) : NOBODY
  // The menu opens all the same: files without a take are looked for most where nothing is there to choose.
  const isNone = sum.takes === 0
  const others = ['model', 'flagged', 'rating', 'style', 'lang', 'scope'].filter((name) => params[name] !== undefined)
  return (
    <div className={styles.filters}>
      <Menu closeOnItemClick={false} position="bottom-start" withinPortal={false}>
        <Menu.Target>
          <Button variant="default" leftSection={<ListFilter size={14} strokeWidth={1.5} aria-hidden="true" />}>
            {others.length === 0 ? words('filter.name') : words('filter.active', { count: others.length })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Filters outline={outline} />
        </Menu.Dropdown>
      </Menu>
      <span className={styles.chosen} aria-live="off">
        {words('selected', { count: sum.takes, of: sum.ofTakes })}{' '}
        <span className={styles.dim}>{words('acrossPanels', { count: sum.panels })}</span>
      </span>
      <Button variant="subtle" color="gray" onClick={() => change({ selection: ALL })}>
        {words('all')}
      </Button>
      <Button variant="subtle" color="gray" onClick={() => change({ selection: NONE })}>
        {words('none')}
      </Button>
      <Spring />
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />}>
            {words('withSelected', { count: sum.takes })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={isNone} onClick={() => onAct('keep')}>
            {words('act.keep', { count: sum.takes })}
          </Menu.Item>
          <Menu.Item disabled={isNone} onClick={() => onAct('reject')}>
            {words('act.reject', { count: sum.takes })}
          </Menu.Item>
          <Menu.Item disabled={isNone} onClick={() => onAct('unmark')}>
            {words('act.unmark', { count: sum.takes })}
          </Menu.Item>
          <Menu.Item disabled={sum.takes < 2 || sum.takes > 4} onClick={() => onAct('compare')}>
            {words('act.compare', { count: sum.takes })}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" disabled={isNone} onClick={() => onAct('discard')}>
            {words('act.discard', { count: sum.takes })}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={onOrphans}>{words('orphans.open')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

const NOBODY: Chosen = { takes: 0, panels: 0, ofTakes: 0 }
const ANY = ''

function Filters({ outline }: { outline: Outline | null }) {
  const words = useWords('gallery')
  const format = useFormat()
  const { params, choose } = usePlace()
  const { edition } = useEdition()
  const book = useBook()
  const list = useRequest('style.list', book ? {} : null, ['styles']).data
  const name = list?.styles.find(({ style }) => style.id === edition?.style)?.style.name ?? edition?.style ?? ''
  const pick = (param: string) => (value: string | null) => choose({ [param]: value === ANY ? null : value })
  const scopes: { value: Scope; label: string }[] = SCOPES.map((value) => ({ value, label: words(`scope.${value}`) }))
  return (
    <div className={styles.form}>
      <Select
        label={words('scope.name')}
        data={scopes}
        value={params.scope ?? 'book'}
        onChange={(value) => choose({ scope: value === 'book' ? null : value })}
        comboboxProps={WITHIN}
      />
      <Select
        label={words('show.name')}
        data={(Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((value) => ({ value, label: words(`show.${value}`) }))}
        value={params.show ?? 'all'}
        onChange={(value) => choose({ show: value === 'all' ? null : value })}
        comboboxProps={WITHIN}
      />
      <Select
        label={words('filter.style')}
        data={[
          { value: ANY, label: name },
          { value: 'any', label: words('filter.anyStyle') },
        ]}
        value={params.style ?? ANY}
        onChange={pick('style')}
        comboboxProps={WITHIN}
      />
      <Select
        label={words('filter.language')}
        data={[
          { value: ANY, label: edition ? format.language(edition.lang) : '' },
          { value: 'any', label: words('filter.anyLanguage') },
        ]}
        value={params.lang ?? ANY}
        onChange={pick('lang')}
        comboboxProps={WITHIN}
      />
      <Select
        label={words('filter.model')}
        data={[
          { value: ANY, label: words('filter.anyModel') },
          ...(outline?.models ?? []).flatMap(({ model, takes }) =>
            model === null ? [] : [{ value: model, label: `${model} · ${format.number(takes)}` }],
          ),
        ]}
        value={params.model ?? ANY}
        onChange={pick('model')}
        comboboxProps={WITHIN}
      />
      <Select
        label={words('filter.flags')}
        data={[
          { value: ANY, label: words('filter.anyFlags') },
          { value: 'yes', label: words('filter.flagged') },
          { value: 'no', label: words('filter.unflagged') },
        ]}
        value={params.flagged ?? ANY}
        onChange={pick('flagged')}
        comboboxProps={WITHIN}
      />
      <Select
        label={words('filter.rating')}
        data={[
          { value: ANY, label: words('filter.anyRating') },
          ...['1', '2', '3', '4', '5'].map((value) => ({
            value,
            label: words('filter.atLeast', { count: Number(value) }),
          })),
        ]}
        value={params.rating ?? ANY}
        onChange={pick('rating')}
        comboboxProps={WITHIN}
      />
      <Button
        variant="default"
        onClick={() =>
          choose({ scope: null, show: null, style: null, lang: null, model: null, flagged: null, rating: null })
        }
      >
        {words('clear')}
      </Button>
    </div>
  )
}

const WITHIN = { withinPortal: false } as const
