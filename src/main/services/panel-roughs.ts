import type { Project } from '../open-project.ts'
import { roughs } from '../providers/roughs/roughs-provider.ts'
import type { PlanBook } from './plan/plan-book.ts'
import { planBatch } from './planning.ts'
import { type RoughOrder, roughOrder } from './sheet/sent.ts'

export interface PanelRough {
  panelId: string
  rough: RoughOrder
}

/**
 * What roughs of panels are drawn from, whoever draws their pictures: providers that read prompts have no stage. Panels
 * that are gone are left out.
 *
 * @throws AppError WRONG_USE for a style that does not exist
 */
export function panelRoughs(
  project: Project,
  { panelIds, style, lang }: { panelIds: readonly string[]; style: string; lang: string },
  book?: PlanBook,
): PanelRough[] {
  const there = project.script.panels([...panelIds]).map(({ id }) => id)
  if (there.length === 0) return []
  const options = { panelIds: there, styles: [style], languages: [lang], images: 1, provider: roughs }
  return planBatch(project, options, book).jobs.flatMap(({ panelId, request, width, height }) => {
    const rough = roughOrder(request, { width, height })
    return rough === null ? [] : [{ panelId, rough }]
  })
}
