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
  dismiss = 'cancel',
  onConfirm,
  onClose,
}: {
  opened: boolean
  title: string
  children: ReactNode
  verb: string
  pending?: boolean
  /** The word on the button that does nothing; `close` where cancelling is what is asked about. */
  dismiss?: 'cancel' | 'close'
  onConfirm: () => void
  onClose: () => void
}) {
  const words = useWords('common')
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered size="md">
      {children}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" data-autofocus onClick={onClose}>
          {dismiss === 'close' ? words('close') : words('cancel')}
        </Button>
        <Button color="red" loading={pending} onClick={onConfirm}>
          {verb}
        </Button>
      </Group>
    </Modal>
  )
}
