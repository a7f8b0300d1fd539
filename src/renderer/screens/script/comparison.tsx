import { TriangleAlert } from 'lucide-react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import styles from './import.module.css'

type Compared = RouteOutput<'script.compare'>
type Panel = Compared['chapters'][number]['panels'][number]

/** What an import would do, before it does: chapter by chapter, panel by panel, with what goes out of date and its price. */
export function Comparison({ comparison }: { comparison: Compared }) {
  const words = useWords('script')
  const { number } = useFormat()
  const { chapters, untouched, stale, corrections, trashedTakes } = comparison
  return (
    <section className={styles.part} aria-label={words('compared.title')}>
      <h3 className={styles.heading}>{words('compared.title')}</h3>
      <ul className={styles.sums}>
        {chapters.length === 0 && <li>{words('compared.nothing')}</li>}
        {stale.panels > 0 && (
          <li data-tone="stale">
            <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
            <Stale stale={stale} />
          </li>
        )}
        {trashedTakes > 0 && (
          <li>{words('compared.trashed', { count: trashedTakes, number: number(trashedTakes) })}</li>
        )}
        {corrections.kept > 0 && (
          <li>{words('compared.kept', { count: corrections.kept, number: number(corrections.kept) })}</li>
        )}
        {corrections.waiting.length > 0 && (
          <li>
            {words('compared.waiting', {
              count: corrections.waiting.length,
              number: number(corrections.waiting.length),
            })}
          </li>
        )}
        {untouched > 0 && chapters.length > 0 && (
          <li>{words('compared.untouched', { count: untouched, number: number(untouched) })}</li>
        )}
      </ul>
      {chapters.map((chapter) => (
        <section key={`${chapter.chapter} ${chapter.state}`} className={styles.chapter}>
          <h4 className={styles.chapterHead}>
            <span dir="auto">{words('chapterTitle', { number: chapter.chapter, title: chapter.title })}</span>
            {chapter.state !== 'changed' && (
              <span className={styles.kind}>{words(`chapterStates.${chapter.state}`)}</span>
            )}
            <span className={styles.aside}>
              {[
                chapter.added > 0
                  ? words('compared.added', { count: chapter.added, number: number(chapter.added) })
                  : null,
                chapter.changed > 0
                  ? words('compared.changed', { count: chapter.changed, number: number(chapter.changed) })
                  : null,
                chapter.removed > 0
                  ? words('compared.removed', { count: chapter.removed, number: number(chapter.removed) })
                  : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </h4>
          <ul className={styles.panels}>
            {chapter.panels.map((panel) => (
              <PanelRow key={`${panel.panelId} ${panel.state}`} panel={panel} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function Stale({ stale }: Pick<Compared, 'stale'>) {
  const words = useWords('script')
  const { number, money } = useFormat()
  const { panels, takes, refreshing } = stale
  return (
    <span>
      {words('compared.stale', {
        count: panels,
        number: number(panels),
        takes: words('compared.takes', { count: takes, number: number(takes) }),
      })}{' '}
      {refreshing === null
        ? words('compared.priceUnknown')
        : refreshing.untilUsd === 0
          ? words('compared.refreshingFree', { count: refreshing.pictures, number: number(refreshing.pictures) })
          : words('compared.refreshing', {
              count: refreshing.pictures,
              number: number(refreshing.pictures),
              price: money(refreshing.untilUsd),
            })}
    </span>
  )
}

function PanelRow({ panel }: { panel: Panel }) {
  const words = useWords('script')
  const { number } = useFormat()
  return (
    <li className={styles.panel} data-state={panel.state}>
      <span className={styles.mark}>{words(`panelStates.${panel.state}`)}</span>
      <span className={styles.panelNumber} dir="ltr">
        {panel.scene}.{panel.panel}
      </span>
      <span className={styles.panelWords}>
        <span dir="auto">{panel.what}</span>
        {panel.changes.map(({ what, before, after }) => (
          <span key={what} className={styles.change}>
            <span className={styles.aside}>{factName(words, what)}</span>{' '}
            {before !== '' && <del dir="auto">{before}</del>} {after !== '' && <ins dir="auto">{after}</ins>}
          </span>
        ))}
      </span>
      <span className={styles.takes}>
        {panel.goesStale && <StateMark state="stale" />}
        {panel.takes > 0 && words('compared.takes', { count: panel.takes, number: number(panel.takes) })}
      </span>
    </li>
  )
}

/** What a panel can differ in, keys of `facts`; lines are named by their words. */
const FACTS = ['what', 'shot', 'importance', 'place', 'time', 'weather', 'mood', 'people'] as const

function factName(words: ReturnType<typeof useWords<'script'>>, what: string): string {
  const known = FACTS.find((one) => one === what)
  if (known) return words(`facts.${known}`)
  const line = /^speaker of (“.*”)$/su.exec(what)?.[1]
  return line === undefined ? what : words('facts.speaker', { line })
}
