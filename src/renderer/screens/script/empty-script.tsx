import { Button } from '@mantine/core'
import { FileText } from 'lucide-react'
import { useBook } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Empty } from '../../parts/empty.tsx'
import { usePlace } from '../../place/use-place.ts'
import styles from './script.module.css'

/** A book without a word: what may be brought, and where it goes. */
export function EmptyScript() {
  const words = useWords('script')
  const { open } = usePlace()
  const book = useBook()
  return (
    <Empty
      rough={<PageRough />}
      title={words('empty.title')}
      actions={
        <Button
          size="md"
          disabled={book?.readOnly != null}
          leftSection={<FileText size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => open('script', { import: 'files' })}
        >
          {words('empty.button')}
        </Button>
      }
    >
      {words('empty.words')}
    </Empty>
  )
}

/** A page of prose with two panels beside it, as this screen will show them. */
function PageRough() {
  return (
    <svg className={styles.rough} viewBox="0 0 220 120" aria-hidden="true">
      <g className={styles.roughLines}>
        {[14, 26, 38, 50, 70, 82, 94, 106].map((y, at) => (
          <path key={y} d={`M12 ${y}h${[84, 92, 70, 40, 90, 62, 88, 54][at]}`} />
        ))}
      </g>
      <g className={styles.roughPanels}>
        <path d="M124 10h84v44h-84z M124 66h84v44h-84z" />
        <path d="M150 54c0-18 8-26 16-26s16 8 16 26 M166 28a8 8 0 1 1 .1 0" />
        <path d="M124 96l22-16 18 12 26-18 18 14" />
      </g>
    </svg>
  )
}
