import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import manifest from '../../package.json' with { type: 'json' }

/**
 * Bundles scripts of this folder as the program itself is bundled: from its sources a process takes a second to start,
 * and tests start hundreds.
 *
 * @param names without `.ts`
 * @returns the folder they are in as `<name>.js`, for the caller to remove
 */
export async function bundleScripts(names: readonly string[]): Promise<string> {
  const root = join(import.meta.dirname, '..', '..')
  // Inside the package: the program looks for its resources from where it lies.
  const caches = join(root, 'node_modules', '.cache')
  mkdirSync(caches, { recursive: true })
  const folder = mkdtempSync(join(caches, 'panelwright-scripts-'))
  const input = Object.fromEntries(names.map((name) => [name, join(import.meta.dirname, `${name}.ts`)]))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
    build: { ssr: true, target: 'node24', minify: false, outDir: folder, rolldownOptions: { input } },
  })
  return folder
}
