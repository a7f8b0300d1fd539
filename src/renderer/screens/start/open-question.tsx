import { Button, Group } from '@mantine/core'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './start.module.css'
import type { OpenWay } from './ways-to-open.ts'

/** What is to be done with what was dropped or chosen: one question, each answer with what follows from it. */
export function OpenQuestion({
  ways,
  onRead,
  onClose,
}: {
  ways: readonly OpenWay[]
  onRead(paths: string[]): void
  onClose(): void
}) {
  const words = useWords('start')
  const common = useWords('common')
  const format = useFormat()
  const open = useAction('book.open')
  const wordsOf = (way: OpenWay) =>
    way.do === 'read'
      ? { verb: words('ask.read'), about: words('ask.readIs', { number: format.number(way.files) }) }
      : way.what === 'imagery'
        ? { verb: words('ask.imagery', { name: way.name }), about: words('ask.imageryIs') }
        : { verb: words('ask.book', { name: way.name }), about: words('ask.bookIs') }
  return (
    <Dialog onClose={onClose} title={words(ways.length > 1 ? 'ask.which' : 'ask.one')} size="lg">
      <div className={styles.dialog}>
        <ul className={styles.askWays}>
          {ways.map((way, at) => {
            const { verb, about } = wordsOf(way)
            return (
              <li key={way.do === 'read' ? 'read' : way.folder} className={styles.askWay}>
                <Button
                  variant={at === 0 ? 'filled' : 'default'}
                  loading={open.pending}
                  {...(at === 0 ? { 'data-autofocus': true } : {})}
                  onClick={() => (way.do === 'read' ? onRead(way.paths) : void open.run({ folder: way.folder }))}
                >
                  {verb}
                </Button>
                <p className={styles.sampleWords}>{about}</p>
                {way.do === 'open' && (
                  <bdi className={styles.small} dir="ltr">
                    {way.folder}
                  </bdi>
                )}
              </li>
            )
          })}
        </ul>
        <Problem problem={open.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}
