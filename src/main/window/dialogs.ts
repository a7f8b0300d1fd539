import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { booksFolder } from '../dispatch/books-folder.ts'
import type { Choice } from '../dispatch/host.ts'

const SCRIPTS = ['md', 'markdown', 'txt', 'text', 'docx', 'yaml', 'yml']
const PICTURES = ['png', 'jpg', 'jpeg', 'webp']

/** Asks with the system's own dialog. @returns absolute paths; none when the author thought better of it */
export async function choose(window: BrowserWindow, what: Choice, env: NodeJS.ProcessEnv): Promise<string[]> {
  if (what === 'new-book') {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: 'New book',
      defaultPath: booksFolder(env),
      filters: [{ name: 'Book', extensions: ['panelwright'] }],
    })
    return filePath ? [filePath] : []
  }
  if (what === 'report') {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: 'Save the report',
      defaultPath: 'report.html',
      filters: [
        { name: 'Page', extensions: ['html'] },
        { name: 'JSON', extensions: ['json'] },
      ],
    })
    return filePath ? [filePath] : []
  }
  const { filePaths } = await dialog.showOpenDialog(window, OPTIONS[what])
  return filePaths
}

const OPTIONS: Record<Exclude<Choice, 'new-book' | 'report'>, OpenDialogOptions> = {
  book: { title: 'Open a book', properties: ['openDirectory'] },
  folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
  scripts: {
    title: 'Import scripts',
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: 'Scripts', extensions: SCRIPTS }],
  },
  pictures: {
    title: 'Add pictures',
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: 'Pictures', extensions: PICTURES }],
  },
  style: { title: 'Add a style', properties: ['openFile'], filters: [{ name: 'Style', extensions: ['json'] }] },
}
