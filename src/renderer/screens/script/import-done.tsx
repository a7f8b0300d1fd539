import { Button } from '@mantine/core'
import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Findings } from './findings.tsx'
import styles from './import.module.css'

/** What an import came to. */
export function ImportDone({ report, onLeave }: { report: RouteOutput<'script.import'>; onLeave(): void }) {
  const words = useWords('script')
  const { number } = useFormat()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const sum = (of: 'added' | 'changed' | 'removed' | 'unchanged') =>
    report.chapters.reduce((total, chapter) => total + chapter[of], 0)
  const removed = sum('removed') + report.removedChapters.reduce((total, { panels }) => total + panels, 0)
  return (
    <section className={styles.part} aria-label={words('import.doneTitle')}>
      <h3 className={styles.heading}>
        <Check size={16} strokeWidth={2} aria-hidden="true" /> {words('import.doneTitle')}
      </h3>
      <ul className={styles.sums}>
        <li>{words('compared.added', { count: sum('added'), number: number(sum('added')) })}</li>
        <li>{words('compared.changed', { count: sum('changed'), number: number(sum('changed')) })}</li>
        <li>{words('compared.removed', { count: removed, number: number(removed) })}</li>
        <li>{words('compared.unchanged', { count: sum('unchanged'), number: number(sum('unchanged')) })}</li>
      </ul>
      <Findings findings={report.diagnostics} />
      <footer className={styles.foot}>
        <Button ref={button} size="md" onClick={onLeave}>
          {words('import.toScript')}
        </Button>
      </footer>
    </section>
  )
}
