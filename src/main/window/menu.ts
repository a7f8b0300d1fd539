import type { MenuItemConstructorOptions } from 'electron'
import type { RecentBook } from '../services/recent-books.ts'

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
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const open = recent.filter(({ exists }) => exists)
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        { label: 'New book…', accelerator: 'CmdOrCtrl+N', click: actions.newBook },
        { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: actions.openBook },
        {
          label: 'Open recent',
          enabled: open.length > 0,
          submenu: open.map(({ title, folder }) => ({
            // An ampersand would mark a key.
            label: title.replaceAll('&', '&&'),
            click: () => actions.openRecent(folder),
          })),
        },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
  ]
}
