import { readFileSync } from 'node:fs'
import { logUnexpected } from '../log-unexpected.ts'
import { resourcePath } from '../resources.ts'
import { recentBooks } from '../services/recent-books.ts'
import { sampleShow } from '../services/sample-show.ts'
import { type Keychain, openSecrets } from '../services/secrets.ts'
import { windowSettingsFile } from '../services/window-settings.ts'
import type { Household } from './desk.ts'

/**
 * What the windows of this computer's author share.
 *
 * @param env the process's own; it is copied, and keys of the keychain come into the copy only
 * @param keychain null = there is none that protects
 */
export async function openHousehold(
  env: NodeJS.ProcessEnv,
  keychain: Keychain | null,
  now: () => number = Date.now,
): Promise<Household> {
  const own = { ...env }
  return {
    version: JSON.parse(readFileSync(resourcePath('package.json'), 'utf8')).version,
    env: own,
    settings: windowSettingsFile(own),
    recent: recentBooks(own),
    sample: sampleShow(own, now),
    secrets: await openSecrets(own, keychain),
    keepsSecrets: keychain !== null,
    now,
    onUnexpected: (error, name) => logUnexpected(error, [name], new Date(now())),
  }
}
