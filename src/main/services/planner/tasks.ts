import type { ParsedInput, RouteOutput, SheetProblem } from '../../../shared/contract/index.ts'
import type { AppErrorCode, SourcePlace } from '../../../shared/errors.ts'
import type { PanelRough } from '../panel-roughs.ts'
import type { Plan } from '../planning.ts'
import type { SentStage } from '../sheet/sent.ts'
import type { SheetOrder } from '../sheet/sheet-order.ts'

/** Options of a plan as they travel: the provider by its id. */
export type AskedPlan = ParsedInput<'plan.quote'> & { overnight?: boolean | undefined }

/** What can be planned beside everything else, and what comes of it. All of it only reads the book. */
export interface PlannerTasks {
  /** What a plan comes to. */
  quote: { asked: AskedPlan; answer: RouteOutput<'plan.quote'> }
  /** A plan with every picture. */
  plan: { asked: AskedPlan; answer: Plan }
  /** What stands in the way of the draft as it is kept. */
  'sheet-check': { asked: null; answer: { revision: number; problems: SheetProblem[] } }
  /** What the draft comes to. */
  'sheet-quote': { asked: { pacing?: 'default' | 'gentle' | undefined }; answer: RouteOutput<'sheet.quote'> }
  /** Everything that generating the draft needs. */
  'sheet-order': { asked: { boxIds?: string[] | undefined }; answer: SheetOrder }
  /** Panels of the selection, in words. */
  'sheet-panels': { asked: null; answer: RouteOutput<'sheet.panels'> }
  /** What roughs of panels are drawn from. */
  roughs: { asked: { panelIds: string[]; style: string; lang: string }; answer: PanelRough[] }
  /** What is sent for boxes as they are typed, and what roughs are drawn from. */
  'sheet-sent': { asked: ParsedInput<'sheet.sent'>; answer: SentStage[] }
}

export type TaskName = keyof PlannerTasks
export type Asked<Name extends TaskName> = PlannerTasks[Name]['asked']
export type Answer<Name extends TaskName> = PlannerTasks[Name]['answer']

/** A question on its way to the thread that plans. */
export interface PlannerQuestion {
  id: number
  /** Counts up when the book has changed in a way that plans may see: what is remembered from before is forgotten. */
  version: number
  name: TaskName
  asked: unknown
}

export type PlannerReply = { id: number } & (
  | { ok: true; answer: unknown }
  | {
      ok: false
      /** Null = a fault of ours; `message` has its details. */
      code: AppErrorCode | null
      message: string
      remedy: string | undefined
      place: SourcePlace | undefined
    }
)
