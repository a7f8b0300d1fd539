import { app, type Session } from 'electron'
import { mayHave } from './policy.ts'

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
    if (!item.getURL().startsWith('app://') && !item.getURL().startsWith('blob:')) event.preventDefault()
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // A window is told where to go by us alone; within its page it moves by itself.
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
  })
}
