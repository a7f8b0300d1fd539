import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'

/** Asks once before something that cannot be taken back. The button that does it names the thing and the count. */
export function Confirm({
  opened,
  title,
  children,
  verb,
  pending = false,
  onConfirm,
  onClose,
}: {
  opened: boolean
  title: string
  children: ReactNode
  verb: string
  pending?: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const words = useWords('common')
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered size="md">
      {children}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" data-autofocus onClick={onClose}>
          {words('cancel')}
        </Button>
        <Button color="red" loading={pending} onClick={onConfirm}>
          {verb}
        </Button>
      </Group>
    </Modal>
  )
}
