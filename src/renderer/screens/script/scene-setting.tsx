import { useClient } from '../../api/react.ts'
import { useWords } from '../../i18n/words.ts'
import { GuessChip } from './guess-chip.tsx'
import type { PanelsShown } from './panel-column.tsx'
import styles from './panels.module.css'
import { Question } from './question.tsx'
import type { ScriptPage } from './rows.ts'
import type { ToCheck } from './to-check.ts'
import { useCorrecting } from './use-correcting.ts'
import { TIMES } from './word-lists.ts'

/** Where and when a scene plays and through whose eyes, each with why, to be set right in place. */
export function SceneSetting({ page, check, canEdit, onCheck }: { page: ScriptPage } & PanelsShown) {
  const words = useWords('script')
  const client = useClient()
  const { correct, pending, problem } = useCorrecting(page)
  const timeName = (value: string) => (isTime(value) ? words(`times.${value}`) : value)
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

function isTime(value: string): value is (typeof TIMES)[number] {
  return (TIMES as readonly string[]).includes(value)
}
