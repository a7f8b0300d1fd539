import { app, type Session } from 'electron'
import { isOwnAddress, mayHave } from './policy.ts'
import { SCHEME } from './scheme.ts'

/** Denies pages what no page of ours needs: permissions, devices, other windows, other addresses. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(mayHave(permission)))
  session.setPermissionCheckHandler((_contents, permission) => mayHave(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  // Dictionaries would be fetched from elsewhere.
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event, item) => {
    // Finished books and styles are saved; nothing else comes from our own pages.
    const scheme = URL.parse(item.getURL())?.protocol
    if (scheme !== `${SCHEME}:` && scheme !== 'blob:') event.preventDefault()
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // A page may be loaded anew, and goes nowhere else; frames go nowhere at all.
    const stay = (event: { url: string; isMainFrame: boolean; preventDefault(): void }) => {
      const own = URL.parse(contents.getURL())
      const isOwn = own !== null && isOwnAddress(event.url, `${own.protocol}//${own.host}`)
      if (!isOwn || !event.isMainFrame) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-redirect', stay)
  })
}
