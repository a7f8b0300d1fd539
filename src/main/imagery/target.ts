import type { Size } from './shape.ts'

/** The five things a picture that is wanted can be. */
export const CLASSES = ['done', 'done-elsewhere', 'pending-runnable', 'pending-without-prompt', 'unreadable'] as const
export type TargetClass = (typeof CLASSES)[number]

export type ImageryKind = 'chapter' | 'location'

/** Steps from the root of a file to a value: keys, and places in lists. */
export type YamlPath = readonly (string | number)[]

/** One picture that a file asks for. */
export interface Target {
  kind: ImageryKind
  /** Relative to the imagery folder, with `/`. */
  file: string
  /** Name of the folder the file lies in: its chapter or place. */
  entity: string
  /** Own id within the entity; null when it has none. */
  id: string | null
  /** Where its map stands in the file. */
  at: YamlPath
  line: number
  title: string | null
  role: 'image' | 'overview' | 'part' | 'beat'
  prompt: string | null
  /** Own negative prompt, what its palette avoids, what zone and file avoid: most special first. */
  negatives: string[]
  /** Slugs, in order. */
  depicts: string[]
  /** How people are in this picture, in file order; keys as they are written. */
  states: { key: string; text: string }[]
  size: Size | null
  /** Width divided by height. */
  aspect: number | null
  /** Ids of reference pictures it names itself. */
  references: string[]
  place: { location: string | null; zone: string | null; timeOfDay: string | null }
  output: TargetOutput
  inventory: InventoryEntry[]
  /** What a prompt can be made from where none is written. Read when it is asked for: most targets have a prompt. */
  words(): PictureWords
}

/** Where a target says that it is made, and what it says. */
export interface TargetOutput {
  /** Fields of its own, or a list of results. */
  form: 'fields' | 'list'
  /** Whether any such field is written, be it empty. */
  present: boolean
  /** Recorded paths, as they are written. */
  paths: { path: string; line: number }[]
}

export interface InventoryEntry {
  id: string
  /** Relative to the folder of its file. */
  path: string
  line: number
  portrait: boolean
  /** Null = nobody looked. */
  matchesCanon: boolean | null
  approved: boolean
  /** What it was made for, where it says so. */
  targetId: string | null
  /** Its words on what it shows, for the years it holds for. */
  notes: string
}

/** What a target says of its picture besides a prompt. Empty where it says nothing. */
export interface PictureWords {
  description: string
  hook: string
  composition: string
  lighting: string
  palette: string
  mood: string
  setting: string
  atmosphere: string
  style: string
  mustShow: string[]
  imageType: string
  moment: { beat: string; weight: string; state: string } | null
  sceneId: string
}

export interface GenerationDefaults {
  provider: string | null
  model: string | null
  quality: string | null
  size: Size | null
  aspect: number | null
  /** Where the provider is written; 0 = nowhere. */
  line: number
}

export interface ChapterPerson {
  ref: string
  name: string
  variations: string
  references: { id: string; line: number }[]
  line: number
}

/** What every picture of a file shares. */
export interface ImageryFile {
  kind: ImageryKind
  file: string
  entity: string
  title: string
  /** As the file has it: `3.5`; empty for places. */
  number: string
  defaults: GenerationDefaults
  /** One or two lines that go into every prompt. Empty where the file says nothing. */
  thesis: string
  palette: string
  /** Of a place. */
  signature: string[]
  light: { when: string; words: string }[]
  people: ChapterPerson[]
  /** Places a chapter names, with what is said of their zones. */
  places: { ref: string; line: number; zones: { id: string; context: string }[] }[]
  /** Id of the picture that stands for a place as a whole. */
  overviewReference: string | null
  /** Pictures of the file that are no target's own. */
  inventory: InventoryEntry[]
  targets: Target[]
}
