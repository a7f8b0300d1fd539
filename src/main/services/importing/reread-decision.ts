import type { KnownChapter, KnownPanel, KnownScene } from '../../store/script-memory.ts'
import type { EntryName, TreeDecision, TreeDecisionRepository } from '../../store/tree-decisions.ts'

/** Where a file has an entry, and what it calls it. */
export interface ReadEntry {
  /** Chapter of a scene, scene of a panel; null for chapters. */
  homeId: string | null
  homeKey: string
  /** Null where files give none of their own. */
  title: string | null
}

/**
 * Brings what is decided about an entry up to date with what its file says now.
 *
 * @param isParentGone what it stands in goes to the trash: it stands where the file has it then
 * @returns the decision as it stands now; null where nothing is decided
 */
export function rereadDecision(
  decisions: TreeDecisionRepository,
  entry: EntryName,
  known: KnownChapter | KnownScene | KnownPanel | null,
  { homeId, homeKey, title }: ReadEntry,
  isParentGone: boolean,
): TreeDecision | null {
  const decision = known?.decision ?? null
  if (decision === null) return null
  const isMoved = decision.homeKey !== null
  // What comes back from the trash by its words stands where the script has it.
  const isPlaced = isMoved && !known!.trashed && !isParentGone
  const now = {
    ...(isPlaced ? { homeId, homeKey } : { homeId: null, homeKey: null }),
    readTitle: entry.kind === 'chapter' && decision.title !== null ? title : null,
  }
  decisions.reread(entry, now)
  return { ...decision, ...now }
}
