import type { PanelContent } from '../../../shared/domain/panel.ts'
import { drawnHash } from '../../script/merge/text-hash.ts'
import type { StaleMark } from '../../store/panel-edits.ts'
import { LOOK_MARK } from '../../store/script-writing.ts'

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
  // Out of date by how somebody looks: other words of its own keep it so.
  if (staleAt !== null && staleFrom?.startsWith(LOOK_MARK)) return { staleAt, staleFrom: null }
  if (staleAt !== null) return staleFrom === after ? { staleAt: null, staleFrom: null } : { staleAt, staleFrom }
  return hasPictures ? { staleAt: now, staleFrom: before } : { staleAt: null, staleFrom: null }
}
