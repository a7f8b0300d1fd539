import '@mantine/core/styles.css'
import './theme/tokens.css'
import './frame/frame.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from './api/connect.ts'
import { ClientProvider } from './api/react.ts'
import { Frame } from './frame/frame.tsx'
import { theme } from './theme/theme.ts'
import { ThemeFollower } from './theme/theme-follower.tsx'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ClientProvider value={connect()}>
      <MantineProvider theme={theme} defaultColorScheme="dark" getStyleNonce={() => nonce}>
        <ThemeFollower />
        <Frame />
      </MantineProvider>
    </ClientProvider>
  </StrictMode>,
)
