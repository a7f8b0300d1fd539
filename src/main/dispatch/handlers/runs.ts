import { ledgerPage } from '../../services/ledger-view.ts'
import { runReport } from '../../services/reporting.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function runsHandlers(desk: Desk): Part<'runs'> {
  return {
    'runs.report': ({ batchId }) => runReport(desk.book().project, batchId ?? null),
    'runs.ledger': ({ batchId, ...page }) => ledgerPage(desk.book().project, batchId ?? null, page),
  }
}
