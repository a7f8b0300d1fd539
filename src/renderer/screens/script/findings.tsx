import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import styles from './import.module.css'

type Finding = RouteOutput<'script.preview'>['diagnostics'][number]

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const
const WEIGHT = { error: 0, warning: 1, info: 2 } as const
/** So many stand there at once; the rest is told in a number. */
const SHOWN = 60

/** What a reader came across, worst first: file, line, what, and what to do. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const words = useWords('script')
  if (findings.length === 0) return null
  const sorted = findings.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
  return (
    <ul className={styles.findings} aria-label={words('import.findings')}>
      {sorted.slice(0, SHOWN).map((finding, at) => {
        const Icon = ICONS[finding.severity]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be found twice in one line
          <li key={at} className={styles.finding} data-severity={finding.severity}>
            <Icon size={14} strokeWidth={1.5} role="img" aria-label={words(`severity.${finding.severity}`)} />
            <span className={styles.findingWords}>
              {finding.file !== '' && (
                <bdi className={styles.place}>
                  {finding.line > 0 ? `${finding.file}:${finding.line}` : finding.file}
                </bdi>
              )}{' '}
              {told(finding.message)} {remedyOf(finding) && <span className={styles.aside}>{remedyOf(finding)}</span>}
            </span>
          </li>
        )
      })}
      {sorted.length > SHOWN && (
        <li className={styles.aside}>{words('import.more', { count: sorted.length - SHOWN })}</li>
      )}
    </ul>
  )
}

/** A remedy that names an option of the command line helps nobody here. */
function remedyOf({ remedy }: Finding): string | null {
  const does = told(remedy)
  return does === null || /(^|\s)--[a-z]/.test(does) ? null : does
}
