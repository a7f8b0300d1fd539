import { Button } from '@mantine/core'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem as ProblemData } from '../../shared/contract/index.ts'
import { told } from '../i18n/told.ts'
import styles from './problem.module.css'

/** What went wrong, at its place: what happened, where, what to do. */
export function Problem({ problem, action }: { problem: ProblemData | null; action?: ReactNode }) {
  if (problem === null) return null
  const place = [problem.place?.file, problem.place?.line].filter((part) => part !== undefined).join(':')
  return (
    <div className={styles.problem} role="alert">
      <CircleAlert size={16} strokeWidth={1.5} aria-hidden="true" />
      <div>
        {place !== '' && <bdi className={styles.place}>{place}</bdi>}
        <span className={styles.message}>{told(problem.message)}</span>
        {problem.remedy && <span className={styles.remedy}>{told(problem.remedy)}</span>}
        {action}
      </div>
    </div>
  )
}

/** Over the work, never a dialog: what happened, what is safe, what waits, and one button. */
export function Banner({
  tone = 'failed',
  title,
  children,
  button,
}: {
  tone?: 'failed' | 'stale' | 'taken' | 'refused'
  title: string
  children?: ReactNode
  button?: { words: string; onClick: () => void; pending?: boolean; primary?: boolean } | undefined
}) {
  const Sign = tone === 'taken' ? CircleCheck : TriangleAlert
  return (
    <section className={styles.banner} data-tone={tone} aria-label={title}>
      <Sign size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className={styles.words}>
        <strong>{title}</strong> {children}
      </p>
      {button && (
        <Button
          variant={button.primary ? 'filled' : 'default'}
          loading={button.pending ?? false}
          onClick={button.onClick}
        >
          {button.words}
        </Button>
      )}
    </section>
  )
}
