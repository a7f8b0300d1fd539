import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Fact } from '../../parts/pane.tsx'
import styles from './settings.module.css'

/** Filled in by the build. */
declare const PROGRAM_PARTS: readonly { name: string; version: string; licence: string }[]

/** What this program is, and whose work is in it. */
export function About() {
  const words = useWords('settings')
  const format = useFormat()
  const about = useRequest('app.about', {}).data
  return (
    <>
      {about && (
        <section className={styles.card} aria-label={about.name}>
          <h2 className={styles.cardTitle}>{about.name}</h2>
          <Fact label={words('about.version')}>
            <bdi>{about.version}</bdi>
          </Fact>
          <Fact label={words('about.shown')}>{words(`about.hosts.${about.host}`)}</Fact>
          <Fact label={words('about.system')}>
            <bdi>{about.platform}</bdi>
          </Fact>
          <Fact label={words('about.books')}>
            <bdi>{about.booksFolder}</bdi>
          </Fact>
          {!(about.can.dialogs && about.can.reveal && about.can.keepSecrets) && (
            <p className={styles.small}>
              {words('about.cannot', {
                what: format.list([
                  ...(about.can.dialogs ? [] : [words('about.dialogs')]),
                  ...(about.can.reveal ? [] : [words('about.reveal')]),
                  ...(about.can.keepSecrets ? [] : [words('about.keychain')]),
                ]),
              })}
            </p>
          )}
        </section>
      )}
      <section className={styles.card} aria-label={words('about.parts')}>
        <h2 className={styles.cardTitle}>{words('about.parts')}</h2>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words('about.part')}</th>
              <th scope="col">{words('about.version')}</th>
              <th scope="col">{words('about.licence')}</th>
            </tr>
          </thead>
          <tbody>
            {PROGRAM_PARTS.map(({ name, version, licence }) => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td>
                  <bdi>{version}</bdi>
                </td>
                <td>
                  <bdi>{licence}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
