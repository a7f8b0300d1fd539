import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import styles from './start.module.css'

/** A folder named by its path, where the host has no dialog for it. */
export function FolderField({
  label,
  verb,
  initial = '',
  pending,
  onFolder,
}: {
  label: string
  verb: string
  initial?: string
  pending: boolean
  onFolder: (folder: string) => void
}) {
  const [folder, setFolder] = useState(initial)
  const isEmpty = folder.trim() === ''
  return (
    <form
      className={styles.folder}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty) onFolder(folder.trim())
      }}
    >
      <TextInput
        label={label}
        value={folder}
        dir="ltr"
        data-autofocus
        onChange={({ currentTarget }) => setFolder(currentTarget.value)}
      />
      <Button type="submit" disabled={isEmpty} loading={pending}>
        {verb}
      </Button>
    </form>
  )
}
