import { AppError } from '../../shared/errors.ts'

const NODE_NEEDED = 24

/**
 * The SQLite binding ends an older Node without a word; say it in one line instead.
 *
 * @throws AppError UNAVAILABLE
 */
export function assertNodeVersion(version: string = process.versions.node): void {
  if (Number(version.split('.')[0]) >= NODE_NEEDED) return
  throw new AppError('UNAVAILABLE', `Panelwright needs Node ${NODE_NEEDED} or newer; this is ${version}.`, {
    remedy: 'Run it through npm or npx in its folder, which bring the right Node, or install one from nodejs.org.',
  })
}
