import { Modal, type ModalProps } from '@mantine/core'
import { useLayoutEffect, useState } from 'react'

/** A dialog that is there only while it is open: closed, it gives the focus back to what had it before. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  useFocusBack()
  return <Modal opened {...props} />
}

/** Gives the focus back to what had it before, once the component is gone. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useLayoutEffect(
    // Before anything else is heard.
    () => () => queueMicrotask(() => giveFocusBack(before)),
    [before],
  )
}

/** Unless whoever closed it has put the focus elsewhere. */
function giveFocusBack(before: Element | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const target = before?.isConnected ? before : document.querySelector('main')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
