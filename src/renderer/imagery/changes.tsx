import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { StateMark } from '../parts/state-mark.tsx'
import { usePlace } from '../place/use-place.ts'
import styles from './folder.module.css'
import type { FolderState } from './folder-view.tsx'

const STATES = { new: 'states.new', changed: 'states.changed', gone: 'states.gone' } as const

/** What a panel can differ in. */
const FACTS = {
  what: 'facts.what',
  prompt: 'facts.prompt',
  shot: 'facts.shot',
  place: 'facts.place',
  time: 'facts.time',
  weather: 'facts.weather',
  people: 'facts.people',
} as const

/** What others changed in the files while the book was open: before and after, newest first. */
export function Changes({ readings }: { readings: FolderState['changes'] }) {
  const words = useWords('imagery')
  const format = useFormat()
  const { open } = usePlace()
  if (readings.length === 0) return <p className={styles.note}>{words('noChanges')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what rolls must be reached by the keyboard
    <section className={styles.roll} aria-label={words('changeList')} tabIndex={0}>
      {readings.map(({ at, changes, more }) => (
        <section key={at} aria-label={format.dateTime(at)}>
          <h3 className={styles.when}>{format.dateTime(at)}</h3>
          <ul className={styles.changes}>
            {changes.map((change) => (
              <li key={change.panelId} className={styles.change} data-state={change.state}>
                <span className={styles.mark}>{words(STATES[change.state])}</span>
                <div className={styles.remarkWords}>
                  <span className={styles.changeHead}>
                    {change.state === 'gone' ? (
                      <span dir="auto">{change.what}</span>
                    ) : (
                      <button
                        type="button"
                        className={styles.link}
                        dir="auto"
                        onClick={() => open('script', { panel: change.panelId })}
                      >
                        {change.what}
                      </button>
                    )}
                    {change.goesStale && <StateMark state="stale" withWord />}
                    {change.state === 'gone' && change.hasPicture && (
                      <span className={styles.remedy}>{words('inTrash')}</span>
                    )}
                  </span>
                  <bdi className={styles.place} dir="ltr">
                    {change.line > 0 ? `${change.file}:${change.line}` : change.file}
                  </bdi>
                  {change.changes.map(({ what, before, after }) => (
                    <span key={what} className={styles.difference}>
                      <span className={styles.remedy}>{words(FACTS[what as keyof typeof FACTS])}</span>{' '}
                      {before !== '' && <del dir="auto">{before}</del>} {after !== '' && <ins dir="auto">{after}</ins>}
                    </span>
                  ))}
                </div>
              </li>
            ))}
          </ul>
          {more > 0 && <p className={styles.note}>{words('moreChanges', { number: format.number(more) })}</p>}
        </section>
      ))}
    </section>
  )
}
