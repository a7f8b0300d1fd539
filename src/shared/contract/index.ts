import type { z } from 'zod'
import { app } from './app.ts'
import { batch } from './batch.ts'
import { book } from './book.ts'
import { cast } from './cast.ts'
import type { Problem } from './common.ts'
import { describing } from './describe.ts'
import { edits } from './edit.ts'
import { eventRoutes } from './events.ts'
import { exporting } from './export.ts'
import { imagery } from './imagery.ts'
import { overnight } from './overnight.ts'
import { pages } from './pages.ts'
import { panel } from './panel.ts'
import { plan } from './plan.ts'
import { provider } from './provider.ts'
import { queue } from './queue.ts'
import { references } from './reference.ts'
import { reuse } from './reuse.ts'
import { runs } from './runs.ts'
import { script } from './script.ts'
import { sheets } from './sheet.ts'
import { styles } from './style.ts'
import { takes } from './takes.ts'
import { trash } from './trash.ts'
import { tree } from './tree.ts'
import { workflows } from './workflow.ts'

/** Every request there is, once: what window, browser and command line may ask of main. */
export const contract = {
  ...app,
  ...book,
  ...tree,
  ...trash,
  ...panel,
  ...script,
  ...cast,
  ...references,
  ...edits,
  ...styles,
  ...plan,
  ...sheets,
  ...describing,
  ...batch,
  ...overnight,
  ...queue,
  ...takes,
  ...runs,
  ...provider,
  ...workflows,
  ...pages,
  ...exporting,
  ...imagery,
  ...reuse,
  ...eventRoutes,
} as const

export type Contract = typeof contract
export type RouteName = keyof Contract
/** As a client writes it: what has a default may be left out. */
export type RouteInput<Name extends RouteName> = z.input<Contract[Name]['input']>
/** As a handler reads it. */
export type ParsedInput<Name extends RouteName> = z.output<Contract[Name]['input']>
export type RouteOutput<Name extends RouteName> = z.output<Contract[Name]['output']>

/** How every request ends, whoever asked. */
export type Reply<Data = unknown> = { ok: true; data: Data } | { ok: false; error: Problem }

export function isRoute(name: string): name is RouteName {
  return Object.hasOwn(contract, name)
}

export type { Sample, WindowSettings, WindowSettingsChange } from './app.ts'
export type { BookInfo } from './book.ts'
export type { Problem, SourceFile } from './common.ts'
export type { EventData, EventName, WireEvent } from './events.ts'
export type { ExportTask } from './export.ts'
export type { OvernightSummary } from './overnight.ts'
export type { ModelFacts, PoolServer } from './provider.ts'
export type { QueueSummary } from './queue.ts'
export type { Noun } from './route.ts'
export type { BatchLine, Dashboard, Trouble } from './runs.ts'
export type {
  Clearing,
  OwnSettings,
  SentBox,
  Sheet,
  SheetBox,
  SheetMode,
  SheetProblem,
  SheetProblemKind,
  SheetSelection,
  SheetSettings,
} from './sheet.ts'
export type { GalleryFilter, OpenSlot, PanelTakes, SlotState, Take } from './takes.ts'
export type { TrashItem } from './trash.ts'
export type { PanelState, TreeEntry, TreeFilter } from './tree.ts'
export type { WorkflowDraft } from './workflow.ts'
