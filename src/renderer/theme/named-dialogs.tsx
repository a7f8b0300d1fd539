import { MantineThemeProvider } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useWords } from '../i18n/words.ts'

/** The cross of every dialog has a name, in the window's language. */
export function NamedDialogs({ children }: { children: ReactNode }) {
  const close = useWords('common')('close')
  const theme = useMemo(
    () => ({ components: { Modal: { defaultProps: { closeButtonProps: { 'aria-label': close } } } } }),
    [close],
  )
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
}
