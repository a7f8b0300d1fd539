import { relative } from 'node:path'

/** A path as one would type it here: relative where that is shorter, quoted where it has to be. */
export function displayPath(cwd: string, path: string): string {
  const near = relative(cwd, path) || '.'
  const shown = near.length < path.length ? near : path
  return /[\s'"$&()<>|;*?[\]#~\\]/.test(shown) ? `"${shown.replace(/(["$\\`])/g, '\\$1')}"` : shown
}
