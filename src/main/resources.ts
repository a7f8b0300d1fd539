import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE_NAME = 'panelwright'

const root = findPackageRoot(dirname(fileURLToPath(import.meta.url)))

/**
 * Path of a file that ships with the program, from the package's root: `resourcePath('resources', 'styles')`.
 * The same whether the program runs from its sources or from the build in `out/`.
 */
export function resourcePath(...parts: string[]): string {
  return join(root, ...parts)
}

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const description = join(folder, 'package.json')
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).name === PACKAGE_NAME) return folder
    if (folder === dirname(folder)) throw new Error(`No package.json of ${PACKAGE_NAME} above ${start}`)
  }
}
