import { Button, Group, Radio, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWindowLanguage, useWords } from '../../i18n/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import { BOOK_LANGUAGES } from './book-languages.ts'
import { folderFor } from './folder-for.ts'
import styles from './start.module.css'

type About = RouteOutput<'app.about'>
type Format = RouteOutput<'book.formats'>['formats'][number]

/** What an author decides about a book before there is one; all but the folder can be changed later. */
export function NewBook({ about, onClose }: { about: About; onClose: () => void }) {
  const words = useWords('start')
  const common = useWords('common')
  const formats = useRequest('book.formats', {}).data?.formats ?? []
  const create = useAction('book.create')
  const choose = useAction('app.choose')
  const [title, setTitle] = useState('')
  const [ownFolder, setOwnFolder] = useState<string | null>(null)
  const [language, setLanguage] = useState<string>(useWindowLanguage())
  const [pageFormat, setPageFormat] = useState('us-comic')
  const [direction, setDirection] = useState<Format['direction'] | null>(null)
  const usual = formats.find(({ id }) => id === pageFormat)?.direction ?? 'ltr'
  const folder = ownFolder ?? folderFor(about.booksFolder, title, about.platform)
  const isReady = title.trim() !== ''

  const chooseFolder = async () => {
    const [path] = (await choose.run({ what: 'new-book' }))?.paths ?? []
    if (path !== undefined) setOwnFolder(path)
  }
  const make = () =>
    void create
      .run({
        title,
        language,
        pageFormat,
        readingDirection: direction ?? usual,
        ...(ownFolder === null ? {} : { folder: ownFolder }),
      })
      .then((made) => made !== null && onClose())
  return (
    <Dialog onClose={onClose} title={words('newBook.title')} size={760}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) make()
        }}
      >
        <TextInput
          label={words('newBook.name')}
          value={title}
          maxLength={300}
          data-autofocus
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <div className={styles.folder}>
          <TextInput
            label={words('newBook.folder')}
            value={folder}
            dir="ltr"
            onChange={({ currentTarget }) => setOwnFolder(currentTarget.value)}
          />
          {about.can.dialogs && (
            <Button variant="default" onClick={() => void chooseFolder()}>
              {words('newBook.choose')}
            </Button>
          )}
        </div>
        <PageFormats formats={formats} value={pageFormat} onChange={setPageFormat} />
        <div className={styles.pair}>
          <BookLanguage value={language} onChange={setLanguage} />
          <div>
            <span className={styles.fieldLabel} id="new-direction">
              {words('newBook.direction')}
            </span>
            <SegmentedControl
              aria-labelledby="new-direction"
              fullWidth
              value={direction ?? usual}
              onChange={(value) => setDirection(value as Format['direction'])}
              data={[
                { value: 'ltr', label: words('newBook.ltr') },
                { value: 'rtl', label: words('newBook.rtl') },
                { value: 'vertical', label: words('newBook.vertical') },
              ]}
            />
          </div>
        </div>
        <Problem problem={create.problem ?? choose.problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={create.pending}>
            {words('newBook.verb')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}

export function BookLanguage({ value, onChange }: { value: string; onChange: (language: string) => void }) {
  const words = useWords('start')
  const format = useFormat()
  return (
    <Select
      label={words('newBook.language')}
      searchable
      value={value}
      onChange={(code) => code !== null && onChange(code)}
      data={BOOK_LANGUAGES.map((code) => ({ value: code, label: format.language(code) })).toSorted((a, b) =>
        a.label.localeCompare(b.label),
      )}
    />
  )
}

/** Tallest page of the cards, in the units of their drawings. */
const CARD = { width: 44, height: 52 }

/** Page formats by their shape, all at one scale. */
function PageFormats({
  formats,
  value,
  onChange,
}: {
  formats: readonly Format[]
  value: string
  onChange: (id: string) => void
}) {
  const words = useWords('start')
  const largest = Math.max(
    1,
    ...formats.map(({ trimMm }) => Math.max(trimMm.width / CARD.width, trimMm.height / CARD.height)),
  )
  return (
    <Radio.Group label={words('newBook.page')} value={value} onChange={onChange}>
      <div className={styles.formats}>
        {formats.map(({ id, name, trimMm }) => (
          <Radio.Card key={id} value={id} className={styles.format}>
            <svg viewBox={`0 0 ${CARD.width} ${CARD.height}`} className={styles.formatShape} aria-hidden="true">
              <rect
                x={(CARD.width - trimMm.width / largest) / 2}
                y={CARD.height - trimMm.height / largest}
                width={trimMm.width / largest}
                height={trimMm.height / largest}
              />
            </svg>
            <bdi className={styles.formatName}>{name}</bdi>
            <span className={styles.small} dir="ltr">
              {Math.round(trimMm.width)} × {Math.round(trimMm.height)} mm
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
