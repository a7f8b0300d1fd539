import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/noto-sans-arabic/wght.css'
import '@fontsource-variable/noto-sans-jp/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@mantine/core/styles.css'
import './theme/tokens.css'
import './theme/base.css'
import './theme/controls.css'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Announcer } from './announce/announce.tsx'
import { connect } from './api/connect.ts'
import { ClientProvider } from './api/react.ts'
import { BookProvider } from './frame/book.tsx'
import { Frame } from './frame/frame.tsx'
import { QueueProvider } from './queue/queue-context.tsx'
import { SettingsProvider } from './settings/settings.tsx'
import { NamedDialogs } from './theme/named-dialogs.tsx'
import { resolveVariables, theme } from './theme/theme.ts'
import { ThemeFollower } from './theme/theme-follower.tsx'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// Where a dialog keeps the page from scrolling, its library reads the nonce of its style from here.
Object.assign(globalThis, { __webpack_nonce__: nonce })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ClientProvider value={connect()}>
      <DirectionProvider>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={resolveVariables}
          defaultColorScheme="dark"
          getStyleNonce={() => nonce}
        >
          <Announcer />
          <SettingsProvider>
            <ThemeFollower />
            <BookProvider>
              <QueueProvider>
                <NamedDialogs>
                  <Frame />
                </NamedDialogs>
              </QueueProvider>
            </BookProvider>
          </SettingsProvider>
        </MantineProvider>
      </DirectionProvider>
    </ClientProvider>
  </StrictMode>,
)
