import { useDebouncedValue } from '@mantine/hooks'
import { Command as CommandSign, MapPin, Search, User } from 'lucide-react'
import { Fragment, type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { useRequest } from '../api/react.ts'
import { useBook } from '../frame/book.tsx'
import type { Words } from '../i18n/namespaces.ts'
import { useWords } from '../i18n/words.ts'
import type { Chord } from '../keys/chord.ts'
import { KeyCap } from '../keys/key-cap.tsx'
import { useActiveCommands, useCommandKeys } from '../keys/use-keys.ts'
import { Dialog } from '../parts/dialog.tsx'
import type { State } from '../parts/state.ts'
import { StateMark } from '../parts/state-mark.tsx'
import { Thumbnail } from '../parts/thumbnail.tsx'
import { usePlace } from '../place/use-place.ts'
import { marks, score, wanted } from './matches.ts'
import styles from './palette.module.css'

const MOST_LINES = 9
const MOST_COMMANDS = 4
const THUMBNAIL_PX = 36
/** Between the last key and the search for panels, ms. */
const PAUSE_MS = 60

interface Entry {
  id: string
  group: keyof Words['palette']['groups']
  words: string
  beside?: string
  sign: ReactNode
  end?: ReactNode
  run(): void
}

/** A dialog gives the focus a moment later, and the first letters of who types fast would be lost. */
function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true })
}

/** Everything by its name: commands, panels, people, places, books. Enter runs, Escape gives the focus back. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = useWords('palette')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const query = wanted(typed)
  const entries = useEntries(query)
  const at = Math.min(chosen, Math.max(0, entries.length - 1))

  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return
    onClose()
    // After the focus went back: a command may want it.
    setTimeout(entry.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setChosen((at + 1) % Math.max(1, entries.length))
    else if (event.key === 'ArrowUp') setChosen((at - 1 + entries.length) % Math.max(1, entries.length))
    else if (event.key === 'Enter') run(entries[at])
    else return
    event.preventDefault()
  }

  return (
    <Dialog onClose={onClose} withCloseButton={false} size={640} yOffset={96} padding={0} aria-label={words('title')}>
      <div className={styles.box}>
        <div className={styles.field}>
          <Search size={16} strokeWidth={1.5} aria-hidden="true" />
          <input
            className={styles.input}
            value={typed}
            ref={focusAtOnce}
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={entries[at] ? `${listId}-${at}` : undefined}
            aria-label={words('title')}
            placeholder={words('placeholder')}
            spellCheck={false}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setChosen(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div id={listId} role="listbox" aria-label={words('title')} className={styles.list}>
          {entries.map((entry, index) => (
            <Fragment key={entry.id}>
              {entry.group !== entries[index - 1]?.group && (
                <div className={styles.group} role="presentation">
                  {words(`groups.${entry.group}`)}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard in the field above. */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field above. */}
              <div
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === at}
                className={styles.option}
                onClick={() => run(entry)}
                onPointerMove={() => setChosen(index)}
              >
                <span className={styles.sign}>{entry.sign}</span>
                <bdi className={styles.words}>
                  <Marked words={entry.words} query={query.query} />
                </bdi>
                {entry.beside && <span className={styles.beside}>{entry.beside}</span>}
                <span className={styles.end}>{entry.end}</span>
              </div>
            </Fragment>
          ))}
          {entries.length === 0 && <p className={styles.nothing}>{words('nothing')}</p>}
        </div>
        <div className={styles.foot} aria-hidden="true">
          <KeyCap chord="ArrowUp" />
          <KeyCap chord="ArrowDown" /> {words('choose')}
          <KeyCap chord="Enter" /> {words('run')}
          <span style={{ flex: 1 }} />
          <KeyCap chord=">" /> {words('groups.commands')}
          <KeyCap chord="#" /> {words('groups.panels')}
          <KeyCap chord="@" /> {words('groups.cast')}
        </div>
      </div>
    </Dialog>
  )
}

function Marked({ words, query }: { words: string; query: string }) {
  let from = 0
  const parts: ReactNode[] = []
  for (const [start, end] of marks(words, query)) {
    parts.push(words.slice(from, start), <mark key={start}>{words.slice(start, end)}</mark>)
    from = end
  }
  return [...parts, words.slice(from)]
}

function useEntries({ among, query }: ReturnType<typeof wanted>): Entry[] {
  const commands = useCommandEntries(among === 'all' || among === 'commands' ? query : null)
  const cast = useCastEntries((among === 'all' && query !== '') || among === 'cast' ? query : null)
  const panels = usePanelEntries((among === 'all' && query !== '') || among === 'panels' ? query : null)
  const first = among === 'all' && query !== '' ? commands.slice(0, MOST_COMMANDS) : commands
  const room = MOST_LINES - first.length
  const people = cast.slice(0, among === 'cast' ? MOST_LINES : Math.min(2, room))
  return [...first, ...panels.slice(0, room - people.length), ...people].slice(0, MOST_LINES)
}

function best<Item>(items: readonly Item[], wordsOf: (item: Item) => string, query: string): Item[] {
  return items
    .flatMap((item) => {
      const points = score(wordsOf(item), query)
      return points === null ? [] : [{ item, points }]
    })
    .toSorted((a, b) => a.points - b.points)
    .map(({ item }) => item)
}

function useCommandEntries(query: string | null): Entry[] {
  const active = useActiveCommands()
  const keysOf = useCommandKeys()
  const names = useWords('common') as unknown as (key: string, options: { ns: string }) => string
  return useMemo(() => {
    if (query === null) return []
    const named = active
      .filter(({ id }) => id !== 'frame.palette')
      .map((command) => ({ ...command, words: names(`keys.${command.name}`, { ns: command.scope }) }))
    const unique = [...new Map(named.map((command) => [command.id, command])).values()]
    return best(unique, (command) => command.words, query).map(({ id, scope, name, words, run }): Entry => {
      const [chord] = keysOf(scope, name) as readonly (Chord | undefined)[]
      return {
        id,
        group: 'commands',
        words,
        sign: <CommandSign size={16} strokeWidth={1.5} />,
        end: chord && <KeyCap chord={chord} />,
        run,
      }
    })
  }, [active, keysOf, names, query])
}

function usePanelEntries(query: string | null): Entry[] {
  const book = useBook()
  const { open } = usePlace()
  const [asked] = useDebouncedValue(query, PAUSE_MS)
  const found = useRequest(
    'tree.panels',
    book === null || asked === null ? null : { filter: asked === '' ? {} : { query: asked }, limit: MOST_LINES },
    ['tree'],
  )
  if (query === null || asked === null) return []
  return (found.data?.rows ?? []).map(
    (row): Entry => ({
      id: row.id,
      group: 'panels',
      words: row.words,
      beside: row.strip ?? '',
      sign: (
        <span className={styles.thumbnail}>
          <Thumbnail takeId={row.takeId} widthPx={THUMBNAIL_PX} />
        </span>
      ),
      end: <StateMark state={row.state as State} withWord />,
      run: () => open('gallery', { panel: row.id, scene: row.sceneId, chapter: row.chapterId }),
    }),
  )
}

function useCastEntries(query: string | null): Entry[] {
  const book = useBook()
  const { open } = usePlace()
  const cast = useRequest('cast.list', book === null || query === null ? null : {}, ['cast']).data
  if (query === null || cast === null) return []
  const people = best(cast.people, ({ name }) => name, query).map(
    ({ id, name, role }): Entry => ({
      id: `person ${id}`,
      group: 'cast',
      words: name,
      beside: role,
      sign: <User size={16} strokeWidth={1.5} />,
      run: () => open('cast', { person: id, place: null }),
    }),
  )
  const places = best(cast.places, ({ name }) => name, query).map(
    ({ id, name }): Entry => ({
      id: `place ${id}`,
      group: 'cast',
      words: name,
      sign: <MapPin size={16} strokeWidth={1.5} />,
      run: () => open('cast', { place: id, person: null }),
    }),
  )
  return [...people, ...places]
}
