import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The folder of a path that exists: itself, or the nearest one above it. */
export function nearestFolder(path: string): string {
  let place = resolve(path)
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place)
  return place
}

/** Makes a folder, and those above it, that this process may write to; throws what the system reports. */
export function makeWritableFolder(path: string): void {
  // Asked beforehand, because making several levels at once reports a read-only disk as a missing folder.
  accessSync(nearestFolder(path), constants.W_OK)
  mkdirSync(path, { recursive: true })
}
