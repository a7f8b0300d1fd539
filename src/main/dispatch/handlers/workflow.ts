import type { SourceFile } from '../../../shared/contract/index.ts'
import {
  addWorkflow,
  bindWorkflow,
  checkWorkflow,
  listWorkflows,
  readWorkflow,
  removeWorkflow,
  workflowDraft,
} from '../../services/workflows.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function workflowHandlers(desk: Desk): Part<'workflow'> {
  const project = () => desk.book().project
  const fileOf = async (source: SourceFile) => (await desk.uploads.files([source]))[0]!.path
  return {
    'workflow.list': () => ({ workflows: listWorkflows(project()) }),
    'workflow.show': ({ name }) => workflowDraft(project(), name),
    'workflow.read': async ({ source }) => readWorkflow(await fileOf(source)),
    'workflow.add': async ({ source, name, bind }) => {
      const book = project()
      return addWorkflow(book, await fileOf(source), { name, bind })
    },
    'workflow.bind': ({ name, bind }) => bindWorkflow(project(), name, bind),
    'workflow.remove': ({ name }) => {
      removeWorkflow(project(), name)
      return {}
    },
    'workflow.check': async ({ name }) => checkWorkflow(project(), name, desk.household.env),
  }
}
