import { Button, Select } from '@mantine/core'
import { ImagePlus } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef } from 'react'
import { announce } from '../../../announce/announce.tsx'
import { useClient, useRequest } from '../../../api/react.ts'
import { useWords } from '../../../i18n/words.ts'
import { Problem } from '../../../parts/problem.tsx'
import { usePlace } from '../../../place/use-place.ts'
import { useRemembered } from '../../../settings/settings.tsx'
import { useEditOnce } from '../entry/use-entry.ts'
import { fetchAddress, putAside, takeAnyway, takeIn, useIntakes } from './intake.ts'
import { IntakeTile } from './intake-tile.tsx'
import styles from './pictures.module.css'
import type { Dropped } from './read-drop.ts'
import { ReferenceTile } from './reference-tile.tsx'

export interface PicturesHandle {
  take(dropped: readonly Dropped[]): void
  choose(): void
}

type Asked = 'openai' | 'google'

/** So many left out are put aside at once. */
const MANY = 3

/** Pictures that show how somebody or a place looks; those on their way stand among them. */
export function Pictures({
  kind,
  id,
  looks,
  readOnly,
  ref,
}: {
  kind: 'person' | 'place'
  id: string
  looks: readonly string[]
  readOnly: boolean
  ref: Ref<PicturesHandle>
}) {
  const words = useWords('cast')
  const client = useClient()
  const { choose } = usePlace()
  const all = useRequest('reference.list', {}, ['references', 'cast'])
  const intakes = useIntakes().filter(({ target }) => target.kind === kind && target.id === id)
  const over = intakes.filter(({ state }) => state === 'refused' || state === 'again')
  const file = useRef<HTMLInputElement>(null)
  const { run, problem } = useEditOnce()
  const asking = useAsking(kind)
  // A place with its zones: `stack` and `stack/lamp-room`.
  const own = (all.data?.references ?? []).filter(
    ({ subject }) => subject.subject === kind && (subject.of === id || subject.of.startsWith(`${id}/`)),
  )

  const onAdded = (_: unknown, name: string) => {
    announce(words('pictures.added', { name }))
  }
  const take = (dropped: readonly Dropped[]) => {
    if (readOnly) return
    takeIn(client, { kind, id, ...(asking.chosen === null ? {} : { ask: asking.chosen }) }, dropped, onAdded)
  }
  const pick = () => file.current?.click()
  useImperativeHandle(ref, () => ({ take, choose: pick }))

  return (
    <section className={styles.section} aria-labelledby="cast-pictures">
      <div className={styles.sectionHead}>
        <h3 id="cast-pictures" className={styles.title}>
          {words('pictures.title')}
        </h3>
        {over.length >= MANY && (
          <Button variant="default" size="compact-xs" onClick={() => putAside(...over.map(({ id: one }) => one))}>
            {words('intake.putAllAside', { count: over.length })}
          </Button>
        )}
        {asking.data.length > 1 && (
          <Select
            className={styles.ask!}
            aria-label={words('pictures.ask')}
            value={asking.chosen ?? 'nobody'}
            data={asking.data}
            onChange={(value) => asking.choose(value === 'nobody' ? null : (value as Asked))}
          />
        )}
      </div>
      <ul className={styles.tiles} aria-label={words('pictures.title')}>
        {own.map((listed) => {
          const { id: reference, name } = listed.reference
          return (
            <ReferenceTile
              key={reference}
              listed={listed}
              looks={looks}
              readOnly={readOnly}
              onRemove={() =>
                void run('reference.remove', { ids: [reference] }, () => words('pictures.removed', { name }))
              }
              onPrefer={(preferred) =>
                void run('reference.prefer', { id: reference, preferred }, () =>
                  preferred ? words('pictures.preferred', { name }) : words('pictures.notPreferred', { name }),
                )
              }
              onChange={(change) =>
                void run('reference.change', { id: reference, ...change }, () => words('pictures.changed', { name }))
              }
              onShow={() => choose({ reference })}
            />
          )
        })}
        {intakes.map((intake) => (
          <IntakeTile
            key={intake.id}
            intake={intake}
            onFetch={() => fetchAddress(client, intake.id, onAdded)}
            onAnyway={() => takeAnyway(client, intake.id, onAdded)}
            onAside={() => putAside(intake.id)}
          />
        ))}
        {!readOnly && (
          <li className={styles.tile}>
            <button type="button" className={styles.add} onClick={pick}>
              <ImagePlus size={24} strokeWidth={1} aria-hidden="true" />
              <span>{words('pictures.add')}</span>
              <span className={styles.how}>{words('pictures.addHow')}</span>
            </button>
          </li>
        )}
      </ul>
      <Problem problem={problem ?? all.problem} />
      <input
        ref={file}
        type="file"
        hidden
        multiple
        accept="image/*"
        aria-label={words('pictures.add')}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])].map((each) => ({ kind: 'file', file: each })))
          event.currentTarget.value = ''
        }}
      />
    </section>
  )
}

/** Whose model may be asked whether somebody is on a picture: of those there is a key for; nobody's until the author says so. */
function useAsking(kind: 'person' | 'place') {
  const words = useWords('cast')
  const providers = useRequest('provider.list', kind === 'person' ? {} : null, ['providers']).data?.providers ?? []
  const [chosen, choose] = useRemembered<Asked | null>('cast.ask', null)
  const open = providers.filter(
    ({ id, settings }) =>
      (id === 'openai' || id === 'google') &&
      settings.every(({ secret, optional, source }) => !secret || optional || source !== null),
  )
  return {
    chosen: open.some(({ id }) => id === chosen) ? chosen : null,
    choose,
    data: [
      { value: 'nobody', label: words('pictures.askNobody') },
      ...open.map(({ id, name }) => ({ value: id, label: words('pictures.askSomebody', { name }) })),
    ],
  }
}
