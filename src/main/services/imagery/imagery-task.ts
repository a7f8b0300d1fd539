import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { FileReport } from '../../imagery/file-report.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import type { TaskPrompt } from '../../imagery/prompt.ts'
import type { Size } from '../../imagery/shape.ts'
import type { ImageryKind, TargetClass } from '../../imagery/target.ts'
import type { Price } from '../../providers/catalogue/price.ts'

export { CLASSES, type ImageryKind, type TargetClass } from '../../imagery/target.ts'

/** One target of a file, with its class and, where one can be made, its picture to make. */
export interface PlannedTarget {
  taskId: string
  kind: ImageryKind
  file: string
  entity: string
  line: number
  class: TargetClass
  why: string
  /** Where its picture lies, relative to the folder. */
  picture: string | null
  /** Whether its file has an output field for it; null for unreadable files. */
  hasOutputField: boolean | null
  /** Null = nothing is to be made: it is there, has no prompt, or must not be made. */
  task: ImageryTask | null
}

/** One picture to make, with all that decides it. */
export interface ImageryTask {
  taskId: string
  /** `<task id>@<16 hex>`: another prompt, model, size or reference makes another key. */
  key: string
  /** The whole hash: the queue's key. */
  jobKey: string
  /** The panel of the book that stands for the target. */
  panelId: string
  kind: ImageryKind
  file: string
  entity: string
  title: string
  line: number
  id: string
  /** Relative to the folder, with `/`. */
  output: string
  provider: string
  model: string
  quality: string | null
  width: number
  height: number
  /** Size the file asks for; null = it names a shape only. */
  askedSize: Size | null
  /** Shape it is cut to, width divided by height; null = it stays as it comes. */
  cropTo: number | null
  references: TaskReference[]
  prompt: string
  /** Everything to keep out of the picture; where the model takes no negative prompt it is in the prompt. */
  negativePrompt: string
  leftOut: TaskPrompt['leftOut']
  /** The prompt was made from what the target says. */
  synthesised: boolean
  price: Price | null
  /** Why it cannot be made as things are, in a sentence; null when it can. */
  problem: string | null
  request: GenerationRequest
}

export interface TaskReference {
  id: string
  of: string
  role: 'face' | 'outfit' | 'place'
  /** Relative to the folder, with `/`. */
  path: string
  sha256: string
}

export interface PlannedFile {
  file: string
  kind: ImageryKind
  readable: boolean
  counts: Partial<Record<TargetClass, number>>
  report: FileReport | null
}

export interface ImageryPlan {
  /** Absolute. */
  root: string
  files: PlannedFile[]
  targets: PlannedTarget[]
  /** What is to be made after all filters, in plan order. */
  tasks: ImageryTask[]
  problems: ImageryProblem[]
}
