import type { Desk } from '../desk.ts'
import type { Handlers } from '../dispatch.ts'
import { appHandlers } from './app.ts'
import { batchHandlers } from './batch.ts'
import { bookHandlers } from './book.ts'
import { castHandlers } from './cast.ts'
import { describeHandlers } from './describe.ts'
import { editHandlers } from './edit.ts'
import { exportHandlers } from './export.ts'
import { imageryHandlers } from './imagery.ts'
import { overnightHandlers } from './overnight.ts'
import { pagesHandlers } from './pages.ts'
import { panelHandlers } from './panel.ts'
import { planHandlers } from './plan.ts'
import { providerHandlers } from './provider.ts'
import { queueHandlers } from './queue.ts'
import { referenceHandlers } from './reference.ts'
import { reuseHandlers } from './reuse.ts'
import { runsHandlers } from './runs.ts'
import { scriptHandlers } from './script.ts'
import { sheetHandlers } from './sheet.ts'
import { styleHandlers } from './style.ts'
import { takesHandlers } from './takes.ts'
import { trashHandlers } from './trash.ts'
import { treeHandlers } from './tree.ts'
import { workflowHandlers } from './workflow.ts'

/** Every route's handler for one desk. */
export function handlersFor(desk: Desk): Handlers {
  return {
    ...appHandlers(desk),
    ...bookHandlers(desk),
    ...treeHandlers(desk),
    ...trashHandlers(desk),
    ...panelHandlers(desk),
    ...scriptHandlers(desk),
    ...castHandlers(desk),
    ...referenceHandlers(desk),
    ...editHandlers(desk),
    ...styleHandlers(desk),
    ...planHandlers(desk),
    ...sheetHandlers(desk),
    ...describeHandlers(desk),
    ...batchHandlers(desk),
    ...overnightHandlers(desk),
    ...queueHandlers(desk),
    ...takesHandlers(desk),
    ...runsHandlers(desk),
    ...providerHandlers(desk),
    ...workflowHandlers(desk),
    ...pagesHandlers(desk),
    ...exportHandlers(desk),
    ...imageryHandlers(desk),
    ...reuseHandlers(desk),
  }
}
