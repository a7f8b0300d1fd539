import { useClient } from '../../api/react.ts'
import { useWords } from '../../i18n/words.ts'
import { GuessChip } from './guess-chip.tsx'
import type { PanelsShown } from './panel-column.tsx'
import styles from './panels.module.css'
import { Question } from './question.tsx'
import type { ScriptPage } from './rows.ts'
import type { ToCheck } from './to-check.ts'
import { useCorrecting } from './use-correcting.ts'
import { MOODS, TIMES, WEATHERS } from './word-lists.ts'

/** Where and when a scene plays and through whose eyes, each with why, to be set right in place. */
export function SceneSetting({ page, check, canEdit, onCheck }: { page: ScriptPage } & PanelsShown) {
  const words = useWords('script')
  const client = useClient()
  const { correct, pending, problem } = useCorrecting(page)
  const timeName = (value: string) => (isAmong(TIMES, value) ? words(`times.${value}`) : value)
  const weatherName = (value: string) => (isAmong(WEATHERS, value) ? words(`weathers.${value}`) : value)
  const moodName = (value: string) => (isAmong(MOODS, value) ? words(`moods.${value}`) : value)
  const asked = (about: ToCheck['about']): ToCheck => ({ sceneId: page.id, about, panelId: null, key: '' })
  const isOpen = (about: ToCheck['about']) =>
    check?.sceneId === page.id && check.panelId === null && check.about === about
  const toggle = (about: ToCheck['about']) => onCheck(isOpen(about) ? null : asked(about))
  const rows = [
    {
      about: 'place' as const,
      label: words('place'),
      guess: page.place,
      name: page.place.value,
      likely: page.likely.place,
      nothing: { value: 'nowhere', name: words('nowhere') },
      others: async () => (await client.request('script.choices', { sceneId: page.id })).places,
    },
    {
      about: 'time-of-day' as const,
      label: words('time'),
      guess: page.timeOfDay,
      name: page.timeOfDay.value && timeName(page.timeOfDay.value),
      likely: page.likely.timeOfDay.map(({ value }) => ({ value, name: timeName(value) })),
      nothing: { value: 'none', name: words('notKnown') },
      others: async () => TIMES.map((value) => ({ value, name: words(`times.${value}`) })),
    },
    {
      about: 'date' as const,
      label: words('date'),
      guess: page.date,
      name: page.date.value,
      likely: page.date.value === null ? [] : [{ value: page.date.value, name: page.date.value }],
      nothing: { value: '', name: words('notKnown') },
      others: async () => [],
      written: { label: words('date'), example: '1931-08-15' },
    },
    {
      about: 'weather' as const,
      label: words('facts.weather'),
      guess: page.weather,
      name: page.weather.value && weatherName(page.weather.value),
      likely: page.likely.weather.map(({ value }) => ({ value, name: weatherName(value) })),
      nothing: { value: 'none', name: words('notKnown') },
      others: async () => WEATHERS.map((value) => ({ value, name: words(`weathers.${value}`) })),
    },
    {
      about: 'mood' as const,
      label: words('facts.mood'),
      guess: page.mood,
      name: page.mood.value && moodName(page.mood.value),
      likely: page.likely.mood.map(({ value }) => ({ value, name: moodName(value) })),
      nothing: { value: 'none', name: words('notKnown') },
      others: async () => MOODS.map((value) => ({ value, name: words(`moods.${value}`) })),
    },
    {
      about: 'pov' as const,
      label: words('pointOfView'),
      guess: page.pov,
      name: page.pov.value,
      likely: page.likely.pov,
      nothing: { value: 'nobody', name: words('nobody') },
      others: async () => (await client.request('script.choices', { sceneId: page.id })).people,
    },
  ]
  const open = rows.find(({ about }) => isOpen(about))
  return (
    <>
      <div className={styles.chips}>
        {rows.map(({ about, label, guess, name, nothing }) => (
          <GuessChip
            key={about}
            label={label}
            name={name ?? nothing.name}
            guess={guess}
            colour={null}
            isOpen={isOpen(about)}
            isEmpty={about !== 'pov' && guess.value === null && !guess.unsure && guess.rule !== 'author'}
            disabled={!canEdit}
            onClick={() => toggle(about)}
          />
        ))}
      </div>
      {open && (
        <Question
          guess={open.guess}
          name={open.name}
          subject={words('questionScene', { what: open.label })}
          likely={open.likely}
          nothing={open.nothing}
          others={open.others}
          written={'written' in open ? open.written : null}
          pending={pending}
          problem={problem}
          onAnswer={(value, name) =>
            void correct({
              about: open.about,
              value,
              name,
            }).then((isDone) => isDone && onCheck(null))
          }
          onClose={() => onCheck(null)}
        />
      )}
    </>
  )
}

function isAmong<Word extends string>(list: readonly Word[], value: string): value is Word {
  return (list as readonly string[]).includes(value)
}
