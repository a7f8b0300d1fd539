import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { safeFileName } from '../../shared/file-name.ts'

/** Where new books go unless the author says otherwise. */
export function booksFolder(env: NodeJS.ProcessEnv): string {
  const named = env.PANELWRIGHT_BOOKS?.trim()
  if (named) return named
  const documents = join(homedir(), 'Documents')
  return join(existsSync(documents) ? documents : homedir(), 'Panelwright')
}

/** `The Tide.panelwright` */
export const bookFolderName = (title: string) => `${safeFileName(title)}.panelwright`
