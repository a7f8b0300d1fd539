import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useFormat } from '../format/use-format.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import styles from './folder.module.css'
import { placeOf } from './folder-filter.ts'
import type { FolderState } from './folder-view.tsx'

const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const
const SEVERITIES = { error: 'severity.error', warning: 'severity.warning', info: 'severity.info' } as const
const USUAL_PX = 58

/** What there is to say about the files: where, what was expected, what is there, and what to do. */
export function Remarks({ problems, more }: { problems: FolderState['problems']; more: number }) {
  const words = useWords('imagery')
  const format = useFormat()
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => USUAL_PX,
    overscan: 8,
  })
  if (problems.length === 0) return <p className={styles.note}>{words('noRemarks')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what rolls must be reached by the keyboard
    <section ref={scroll} className={styles.roll} aria-label={words('remarkList')} tabIndex={0}>
      <ul className={styles.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const problem = problems[index]!
          const Sign = SIGNS[problem.severity]
          return (
            <li
              key={index}
              ref={rows.measureElement}
              data-index={index}
              className={styles.remark}
              data-severity={problem.severity}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Sign size={14} strokeWidth={1.5} role="img" aria-label={words(SEVERITIES[problem.severity])} />
              <div className={styles.remarkWords}>
                <bdi className={styles.place} dir="ltr">
                  {placeOf(problem)}
                </bdi>
                {problem.expected !== undefined && problem.found !== undefined ? (
                  <dl className={styles.expected}>
                    {problem.path !== undefined && (
                      <>
                        <dt>{words('path')}</dt>
                        <dd>
                          <bdi className={styles.place} dir="ltr">
                            {problem.path}
                          </bdi>
                        </dd>
                      </>
                    )}
                    <dt>{words('expected')}</dt>
                    <dd dir="auto">{told(problem.expected)}</dd>
                    <dt>{words('found')}</dt>
                    <dd dir="auto">{told(problem.found)}</dd>
                  </dl>
                ) : (
                  <p dir="auto">{told(problem.message)}</p>
                )}
                {problem.remedy !== undefined && (
                  <p className={styles.remedy} dir="auto">
                    {told(problem.remedy)}
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      {more > 0 && <p className={styles.note}>{words('moreRemarks', { number: format.number(more) })}</p>}
    </section>
  )
}
