/** What a sheet takes. A model's own length of prompt may be shorter; `provider.model` tells it. */
export const SHEET_LIMITS = {
  /** Boxes, and prompts of a paste. */
  boxes: 5_000,
  /** Characters of one prompt that is sent. */
  prompt: 4_000,
  /** Characters of the character description. */
  description: 250,
  /** Images of one box in one style and language. */
  images: 4,
  /** Characters of a box as it is kept: too long is told, never cut. */
  keptPrompt: 32_000,
  /** Characters of pasted text. */
  pasted: 8_000_000,
} as const
