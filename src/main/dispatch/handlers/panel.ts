import { panelDetail, panelPrompt, rewritePrompt } from '../../services/panel-detail.ts'
import type { PlannedJob } from '../../services/plan/planned-job.ts'
import { editPanels } from '../../services/tree-edits/edit-panels.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'
import { planOptionsFrom } from './plan-options.ts'

export function panelHandlers(desk: Desk): Part<'panel'> {
  return {
    'panel.show': ({ panelId }) => panelDetail(desk.book().project, panelId),
    'panel.prompt': ({ panelId, style, lang, ...rest }) => {
      const options = planOptionsFrom(desk, { styles: [style], languages: lang ? [lang] : undefined, ...rest })
      return promptOf(panelPrompt(desk.book().project, panelId, options))
    },
    'panel.rewrite': ({ panelId, style, lang, words }) => {
      const options = planOptionsFrom(desk, { styles: [style], languages: lang ? [lang] : undefined })
      return promptOf(rewritePrompt(desk.book().project, panelId, words, options))
    },
    'panel.roughs': async (asked) => {
      const { planner, roughs } = desk.book()
      const orders = await planner.ask('panel-roughs', asked)
      for (const [, order] of orders) roughs.note(order)
      return { roughs: orders.map(([panelId, { id }]) => ({ panelId, rough: id })) }
    },
    'panel.edit': ({ panelIds, change, takeBack }) => ({
      panels: editPanels(desk.book().project, panelIds, change, takeBack),
    }),
    'panel.accept': ({ panelIds }) => {
      const { project } = desk.book()
      if (project.readOnly) throw project.readOnly
      const known = project.script.panels(panelIds).map(({ id }) => id)
      project.script.markFresh(known)
      return { panels: known.length }
    },
  }
}

function promptOf({ request, ...job }: PlannedJob) {
  return { ...job, references: request.references }
}
