import type { MenuItemConstructorOptions } from 'electron'
import type { RecentBook } from '../services/recent-books.ts'
import type { NativeWords } from './native-words.ts'

/** What the entries of the menu that are ours do. */
export interface MenuActions {
  newBook(): void
  openBook(): void
  openRecent(folder: string): void
}

/** The native menu as data. */
export function menuTemplate(
  platform: NodeJS.Platform,
  recent: readonly Pick<RecentBook, 'title' | 'folder' | 'exists'>[],
  actions: MenuActions,
  words: NativeWords,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const open = recent.filter(({ exists }) => exists)
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newBook, accelerator: 'CmdOrCtrl+N', click: actions.newBook },
        { label: words.open, accelerator: 'CmdOrCtrl+O', click: actions.openBook },
        {
          label: words.openRecent,
          enabled: open.length > 0,
          submenu: open.map(({ title, folder }) => ({
            // An ampersand would mark a key.
            label: title.replaceAll('&', '&&'),
            click: () => actions.openRecent(folder),
          })),
        },
        { type: 'separator' },
        isMac ? { role: 'close', label: words.close } : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        { type: 'separator' },
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.usualSize },
        { role: 'zoomIn', label: words.larger },
        { role: 'zoomOut', label: words.smaller },
        { type: 'separator' },
        { role: 'togglefullscreen', label: words.fullScreen },
        { type: 'separator' },
        { role: 'toggleDevTools', label: words.tools },
      ],
    },
    {
      label: words.window,
      role: 'window',
      submenu: [
        { role: 'minimize', label: words.minimize },
        { role: 'close', label: words.close },
      ],
    },
  ]
}
