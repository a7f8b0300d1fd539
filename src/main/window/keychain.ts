import { safeStorage } from 'electron'
import type { Keychain } from '../services/secrets.ts'

/** Backends that keep words in plain sight: a password that stands in the program is none. */
const UNPROTECTED: ReadonlySet<string> = new Set(['basic_text', 'unknown'])

/** The system's keychain; null where there is none that protects. After ready. */
export async function openKeychain(): Promise<Keychain | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
  if (process.platform === 'linux' && UNPROTECTED.has(safeStorage.getSelectedStorageBackend())) return null
  return {
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(Buffer.from(bytes))).result,
  }
}
