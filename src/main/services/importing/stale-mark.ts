import type { PanelContent } from '../../../shared/domain/panel.ts'
import { drawnHash } from '../../script/merge/text-hash.ts'
import type { StaleMark } from '../../store/panel-edits.ts'

/**
 * The mark of a panel that is to show something else: its takes stay good as long as, or as soon as, it is to show what
 * it showed when they were made.
 */
export function staleMark(
  { staleAt, staleFrom }: StaleMark,
  contents: { before: PanelContent; after: PanelContent },
  hasPictures: boolean,
  now: number,
): StaleMark {
  const before = drawnHash(contents.before)
  const after = drawnHash(contents.after)
  if (before === after) return { staleAt, staleFrom }
  if (staleAt !== null) return staleFrom === after ? { staleAt: null, staleFrom: null } : { staleAt, staleFrom }
  return hasPictures ? { staleAt: now, staleFrom: before } : { staleAt: null, staleFrom: null }
}
