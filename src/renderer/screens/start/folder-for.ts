import { safeFileName } from '../../../shared/file-name.ts'

/** Where a book of this title goes if its author does not say: shown before it is made. */
export function folderFor(booksFolder: string, title: string, platform: string): string {
  const sign = platform === 'win32' ? '\\' : '/'
  return `${booksFolder}${sign}${title.trim() === '' ? '' : `${safeFileName(title.trim())}.panelwright`}`
}
