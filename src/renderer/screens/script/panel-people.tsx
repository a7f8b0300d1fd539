import { useWords } from '../../i18n/words.ts'
import { GuessChip } from './guess-chip.tsx'
import type { Names, PanelsShown } from './panel-column.tsx'
import styles from './panels.module.css'
import { Question } from './question.tsx'
import type { PanelOfPage, ScriptPage } from './rows.ts'
import type { ToCheck } from './to-check.ts'
import { useCorrecting } from './use-correcting.ts'
import { voiceColour } from './voices.ts'
import { ROLE_ANSWERS } from './word-lists.ts'

/** Who is in a panel and why; who is only mentioned stands there faint. */
export function PanelPeople({
  page,
  panel,
  names,
  check,
  voices,
  canEdit,
  onCheck,
}: PanelsShown & { page: ScriptPage; panel: PanelOfPage; names: Names }) {
  const words = useWords('script')
  if (panel.people.length === 0) return null
  const asked = (personId: string): ToCheck => ({ sceneId: page.id, about: 'role', panelId: panel.id, key: personId })
  const isOpen = (personId: string) => check?.about === 'role' && check.panelId === panel.id && check.key === personId
  const open = panel.people.find(({ id }) => isOpen(id))
  return (
    <>
      <div className={styles.chips}>
        {panel.people.map((person) => (
          <GuessChip
            key={person.id}
            name={names.get(person.value) ?? person.value}
            {...(person.role === 'mentioned' && { label: words('roles.mentioned') })}
            guess={person}
            colour={voiceColour(voices, person.id)}
            isFaint={person.role === 'mentioned'}
            isOpen={isOpen(person.id)}
            disabled={!canEdit}
            onClick={() => onCheck(isOpen(person.id) ? null : asked(person.id))}
          />
        ))}
      </div>
      {open && <RoleQuestion page={page} person={open} onDone={() => onCheck(null)} />}
    </>
  )
}

function RoleQuestion({
  page,
  person,
  onDone,
}: {
  page: ScriptPage
  person: PanelOfPage['people'][number]
  onDone(): void
}) {
  const words = useWords('script')
  const { correct, pending, problem } = useCorrecting(page)
  const roleName = (role: string) => {
    const known = ROLE_ANSWERS.find((one) => one === role)
    return known ? words(`roles.${known}`) : role
  }
  return (
    <Question
      guess={person}
      name={roleName(person.role)}
      subject={words('questionRole', { name: person.value })}
      likely={person.likely.map(({ value }) => ({ value, name: roleName(value) }))}
      nothing={{ value: 'absent', name: words('roles.absent') }}
      others={async () => ROLE_ANSWERS.slice(0, -1).map((value) => ({ value, name: words(`roles.${value}`) }))}
      pending={pending}
      problem={problem}
      onAnswer={(value, name) =>
        void correct({ about: 'role', person: person.id, value, name: `${person.value}: ${name}` }).then(
          (isDone) => isDone && onDone(),
        )
      }
      onClose={onDone}
    />
  )
}
