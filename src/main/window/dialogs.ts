import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { booksFolder } from '../dispatch/books-folder.ts'
import type { Choice } from '../dispatch/host.ts'
import type { NativeWords } from './native-words.ts'

const SCRIPTS = ['md', 'markdown', 'txt', 'text', 'docx', 'yaml', 'yml']
const PICTURES = ['png', 'jpg', 'jpeg', 'webp']

/** Asks with the system's own dialog. @returns absolute paths; none when the author thought better of it */
export async function choose(
  window: BrowserWindow,
  what: Choice,
  env: NodeJS.ProcessEnv,
  words: NativeWords,
): Promise<string[]> {
  if (what === 'new-book') {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: words.makeBook,
      defaultPath: booksFolder(env),
      filters: [{ name: words.book, extensions: ['panelwright'] }],
    })
    return filePath ? [filePath] : []
  }
  if (what === 'report') {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: words.saveReport,
      defaultPath: 'report.html',
      filters: [
        { name: words.page, extensions: ['html'] },
        { name: 'JSON', extensions: ['json'] },
      ],
    })
    return filePath ? [filePath] : []
  }
  const { filePaths } = await dialog.showOpenDialog(window, optionsOf(what, words))
  return filePaths
}

function optionsOf(what: Exclude<Choice, 'new-book' | 'report'>, words: NativeWords): OpenDialogOptions {
  switch (what) {
    case 'book':
      return { title: words.openBook, properties: ['openDirectory'] }
    case 'folder':
      return { title: words.chooseFolder, properties: ['openDirectory', 'createDirectory'] }
    case 'scripts':
      return {
        title: words.importScripts,
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: words.scripts, extensions: SCRIPTS }],
      }
    case 'pictures':
      return {
        title: words.addPictures,
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: words.pictureFiles, extensions: PICTURES }],
      }
    case 'style':
      return {
        title: words.addStyle,
        properties: ['openFile'],
        filters: [{ name: words.style, extensions: ['json'] }],
      }
  }
}
