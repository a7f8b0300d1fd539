/** What a part of a prompt is about, in the order parts are written. */
export const PART_KINDS = [
  'references',
  'place',
  'essentials',
  'person',
  'outfit',
  'panel',
  'camera',
  'staging',
  'style',
  'no-text',
] as const
export type PartKind = (typeof PART_KINDS)[number]

/** One visible piece of a prompt. A part is kept whole or left out whole. */
export interface PromptPart {
  /** Unique within the prompt: `outfit:nell-marrick`. */
  id: string
  kind: PartKind
  /** Words to draw, without a full stop. Empty when the part only asks things away. */
  text: string
  /** Things to keep out of the picture, as plain nouns: `hat`, `speech balloons`. */
  avoid: string[]
  /** 0–100; the lightest part is the first to be left out. */
  weight: number
  /** Never left out, whatever the length: references, people, clothes, the place, the action, that no text is drawn. */
  mandatory: boolean
}

/** How a provider model reads prompts. */
export interface PromptLimits {
  unit: 'characters' | 'clip-tokens'
  /** Longest prompt that is read to its end. The negative prompt has as much of its own. */
  max: number
  /** `sentences`: language is understood, "no hat" means no hat. `tags`: words only add up, so "no hat" draws a hat. */
  reads: 'sentences' | 'tags'
  /** What becomes of a prompt past `max`: `lost`, or `weaker`, where it is read in pieces that each count for less. */
  past: 'lost' | 'weaker'
  /** Takes a negative prompt. */
  negativePrompt: boolean
}

export interface ComposedPrompt {
  prompt: string
  /** Empty where the model takes none. */
  negativePrompt: string
  /** What the prompt is made of, in order. */
  parts: PromptPart[]
  /** Parts the length had no room for, heaviest first. */
  leftOut: PromptPart[]
  /** Length of the prompt in the model's unit; above `max` only when mandatory parts alone are too long. */
  length: number
}
