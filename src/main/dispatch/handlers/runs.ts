import { batchOverview, dashboard } from '../../services/dashboard.ts'
import { ledgerPage } from '../../services/ledger-view.ts'
import { machineWatch } from '../../services/machine.ts'
import { runReport } from '../../services/reporting.ts'
import { saveReport } from '../../services/saved-reports.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function runsHandlers(desk: Desk): Part<'runs'> {
  const look = machineWatch()
  return {
    'runs.dashboard': ({ of }) => dashboard(desk.book().project, of),
    'runs.batches': () => batchOverview(desk.book().project),
    'runs.machine': () => look(desk.book().project.folder),
    'runs.save': ({ batchId = null, as, path = null }) => saveReport(desk.book().project, { batchId, as, path }),
    'runs.report': ({ batchId }) => runReport(desk.book().project, batchId ?? null),
    'runs.ledger': ({ batchId, ...page }) => ledgerPage(desk.book().project, batchId ?? null, page),
  }
}
