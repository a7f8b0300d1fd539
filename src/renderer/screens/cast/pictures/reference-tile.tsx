import { Menu, UnstyledButton } from '@mantine/core'
import { Check, ChevronDown, Star, TriangleAlert, X } from 'lucide-react'
import type { RouteOutput } from '../../../../shared/contract/index.ts'
import { referenceAddress } from '../../../api/address.ts'
import { useFormat } from '../../../format/use-format.ts'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import { type Finding, outcomeOf } from './outcome.ts'
import styles from './pictures.module.css'

export type Listed = RouteOutput<'reference.list'>['references'][number]
type Reference = Listed['reference']

const TILE_PX = 164

const FINDINGS = {
  onePerson: 'outcome.onePerson',
  nobodyLooked: 'outcome.nobodyLooked',
  noPerson: 'outcome.noPerson',
  personSmall: 'outcome.personSmall',
  sharp: 'outcome.sharp',
  blurred: 'outcome.blurred',
  largeEnough: 'outcome.largeEnough',
} as const satisfies Record<Finding, string>

const ROLES = { face: 'role.face', outfit: 'role.outfit', place: 'role.place', style: 'role.style' } as const

/** A reference of the book: what it shows, and what the checks found, in words. */
export function ReferenceTile({
  listed: { reference, problem },
  looks,
  readOnly,
  onRemove,
  onPrefer,
  onChange,
  onShow,
}: {
  listed: Listed
  /** Labels of looks it could show. */
  looks: readonly string[]
  readOnly: boolean
  onRemove: () => void
  onPrefer: (preferred: boolean) => void
  onChange: (change: { role?: Reference['role']; look?: string | null }) => void
  /** Where it was used. */
  onShow: () => void
}) {
  const words = useWords('cast')
  const { number } = useFormat()
  const { id, name, preferred, checks, subject, role, look, width, height } = reference
  const outcome = outcomeOf(checks, subject === 'person')
  const found = outcome.findings.map((finding) => words(FINDINGS[finding]))
  return (
    <li className={styles.tile}>
      <div className={styles.picture} data-lost={problem !== null || undefined}>
        <button
          type="button"
          className={styles.show}
          onClick={onShow}
          aria-label={words('pictures.whereUsed', { name })}
        >
          <img className={styles.image} src={referenceAddress(id, TILE_PX)} alt="" draggable={false} />
        </button>
        <div className={styles.acts} data-shown={preferred || undefined}>
          <button
            type="button"
            className={styles.act}
            aria-pressed={preferred}
            aria-label={words('pictures.prefer', { name })}
            title={words('pictures.preferHint')}
            disabled={readOnly}
            onClick={() => onPrefer(!preferred)}
          >
            <Star size={16} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
        {!readOnly && (
          <div className={styles.acts} data-end>
            <button
              type="button"
              className={styles.act}
              aria-label={words('pictures.remove', { name })}
              onClick={onRemove}
            >
              <X size={16} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </div>
        )}
      </div>
      <div className={styles.about}>
        <span className={styles.name} title={name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.size} dir="ltr">
          {number(width)} × {number(height)}
        </span>
      </div>
      {subject === 'person' && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <UnstyledButton className={styles.shows} disabled={readOnly} aria-label={words('pictures.shows', { name })}>
              <bdi>{[words(ROLES[role]), look ?? words('look.every')].join(' · ')}</bdi>
              <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{words('pictures.role')}</Menu.Label>
            {(['face', 'outfit'] as const).map((each) => (
              <Menu.Item key={each} rightSection={tick(each === role)} onClick={() => onChange({ role: each })}>
                {words(ROLES[each])}
              </Menu.Item>
            ))}
            {looks.length > 0 && <Menu.Label>{words('pictures.look')}</Menu.Label>}
            {looks.length > 0 && (
              <Menu.Item rightSection={tick(look === null)} onClick={() => onChange({ look: null })}>
                {words('look.every')}
              </Menu.Item>
            )}
            {looks.map((label) => (
              <Menu.Item key={label} rightSection={tick(label === look)} onClick={() => onChange({ look: label })}>
                <bdi>{label}</bdi>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {problem === null ? (
        <p className={styles.outcome} data-fine={outcome.fine || undefined}>
          {outcome.fine ? (
            <Check size={14} strokeWidth={2} aria-hidden="true" />
          ) : (
            <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
          )}
          <span>{sentence(found)}</span>
        </p>
      ) : (
        <p className={styles.outcome} data-problem>
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>
            {told(problem.message)} {told(problem.remedy)}
          </span>
        </p>
      )}
    </li>
  )
}

const tick = (is: boolean) => (is ? <Check size={14} strokeWidth={1.5} aria-hidden="true" /> : null)

/** The first letter large, where the language has such. */
function sentence(parts: readonly string[]): string {
  const [first = '', ...rest] = parts
  return [first.charAt(0).toLocaleUpperCase() + first.slice(1), ...rest].join(', ')
}
