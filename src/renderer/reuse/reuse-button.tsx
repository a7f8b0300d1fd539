import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { SheetSettings } from '../../shared/contract/index.ts'
import { useBook } from '../frame/book.tsx'
import { useWords } from '../i18n/words.ts'
import { ReuseDialog } from './reuse-dialog.tsx'

/** The way to fewer pictures: panels that may show the picture of another. */
export function ReuseButton({ settings }: { settings: SheetSettings }) {
  const words = useWords('reuse')
  const book = useBook()
  const [isOpen, setOpen] = useState(false)
  if (book === null || book.panels === 0) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<Copy size={16} strokeWidth={1.5} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {words('button')}
      </Button>
      {isOpen && <ReuseDialog settings={settings} onClose={() => setOpen(false)} />}
    </>
  )
}
