import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { usePlace } from '../place/use-place.ts'
import { CLASSES } from './class-figures.tsx'
import styles from './folder.module.css'
import type { FolderState } from './folder-view.tsx'

const ROW_PX = 28

/** One row a file, with how many of its pictures are in which class. */
export function FileTable({ files, onRemarks }: { files: FolderState['files']; onRemarks(file: string): void }) {
  const words = useWords('imagery')
  const format = useFormat()
  const { open } = usePlace()
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const shown = rows.getVirtualItems()
  const [first, last] = [shown[0], shown.at(-1)]
  if (files.length === 0) return <p className={styles.note}>{words('noFiles')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what rolls must be reached by the keyboard
    <section ref={scroll} className={styles.roll} aria-label={words('fileList')} tabIndex={0}>
      <table className={styles.table} aria-rowcount={files.length + 1}>
        <thead>
          <tr>
            <th scope="col">{words('file')}</th>
            {CLASSES.map(({ id, sign: Sign, words: name }) => (
              <th key={id} scope="col" className={styles.number} data-class={id} title={words(name)}>
                <Sign size={14} strokeWidth={1.5} role="img" aria-label={words(name)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Room px={first?.start ?? 0} />
          {shown.map(({ index }) => {
            const { file, title, readable, counts, chapterId } = files[index]!
            return (
              <tr key={file} className={styles.row} aria-rowindex={index + 2} data-broken={!readable || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.fileName}
                    onClick={() =>
                      readable ? open('script', { chapter: chapterId, scene: null, panel: null }) : onRemarks(file)
                    }
                  >
                    <bdi className={styles.path} dir="ltr">
                      {file}
                    </bdi>
                    <bdi className={styles.title}>{readable ? title : words('classes.unreadable')}</bdi>
                  </button>
                </th>
                {CLASSES.map(({ id }) => (
                  <td key={id} className={styles.number} data-none={(counts[id] ?? 0) === 0 || undefined}>
                    {format.number(counts[id] ?? 0)}
                  </td>
                ))}
              </tr>
            )
          })}
          <Room px={rows.getTotalSize() - (last?.end ?? 0)} />
        </tbody>
      </table>
    </section>
  )
}

/** In place of the rows that are out of sight. */
function Room({ px }: { px: number }) {
  if (px <= 0) return null
  return (
    <tr>
      <td colSpan={CLASSES.length + 1} className={styles.room} style={{ height: px }} />
    </tr>
  )
}
