import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Work of others that is in the program. */
export interface ProgramPart {
  name: string
  version: string
  licence: string
}

const IMPORT = /(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[\w.-]+)[^']*'/g

/** Every package the sources name, with its licence as it says itself. */
export function programParts(): ProgramPart[] {
  const names = new Set<string>()
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.(test|case)\.tsx?$/.test(file)) continue
    for (const [, name] of readFileSync(join('src', file), 'utf8').matchAll(IMPORT)) names.add(name!)
  }
  const shippedFonts = readdirSync(join('node_modules', '@expo-google-fonts')).map(
    (name) => `@expo-google-fonts/${name}`,
  )
  return [...names, ...shippedFonts]
    .filter((name) => !name.startsWith('.'))
    .map((name) => join('node_modules', name, 'package.json'))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string; license?: string })
    .map(({ name, version, license }) => ({ name, version, licence: license ?? 'see the package' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
