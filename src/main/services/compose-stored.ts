import { composePanels } from '../../comic/composition.ts'
import type { ReadingDirection } from '../../comic/page-format.ts'
import type { Composition } from '../../shared/domain/composition.ts'
import { type BibleIndex, drawnPeople } from '../prompts/parts.ts'
import type { StoredPanel } from '../store/script.ts'

/** Where people stand in each panel, by id. @param panels in reading order; chapters as a whole */
export function composeStored(
  panels: readonly StoredPanel[],
  bible: BibleIndex,
  direction: ReadingDirection,
): Map<string, Composition> {
  return composePanels(
    panels.map(({ id, sceneId, povId, content }) => ({
      id,
      sceneId,
      povId,
      content: { ...content, people: drawnPeople(content.people, bible) },
    })),
    direction,
  )
}
