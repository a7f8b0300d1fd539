import { Button } from '@mantine/core'
import { FileCheck2, FileWarning } from 'lucide-react'
import { useRequest } from '../api/react.ts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { usePlace } from '../place/use-place.ts'

/** The way to the files of the book's imagery folder; says when some cannot be read. */
export function FilesButton({ className }: { className: string }) {
  const words = useWords('imagery')
  const format = useFormat()
  const { choose } = usePlace()
  const broken = useRequest('imagery.state', {}, ['files', 'book']).data?.files.filter(({ readable }) => !readable)
  const count = broken?.length ?? 0
  const Sign = count > 0 ? FileWarning : FileCheck2
  return (
    <Button
      className={className}
      variant="default"
      leftSection={<Sign size={16} strokeWidth={1.5} aria-hidden="true" />}
      onClick={() => choose({ files: count > 0 ? 'remarks' : 'files' })}
    >
      {count > 0 ? words('buttonBroken', { number: format.number(count) }) : words('button')}
    </Button>
  )
}
