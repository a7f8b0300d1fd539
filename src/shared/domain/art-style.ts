/** A style preset: one small JSON file each, imported and exported as such. */
export interface ArtStyle {
  /** Kebab-case, stable: `noir`. */
  id: string
  name: string
  /** Raised by hand when the words change; part of every job key. */
  version: number
  description: string
  /** Words added to the prompt. No living artist's name. */
  prompt: string
  negativePrompt: string
  /** How the built-in roughs draw it. */
  rough: RoughLook
}

export const ROUGH_TECHNIQUES = ['pencil', 'ink', 'noir', 'gouache'] as const

export interface RoughLook {
  technique: (typeof ROUGH_TECHNIQUES)[number]
  /** Screentone dots over shaded areas. */
  screentone: boolean
  /** Full colour, or one spot colour on black and white. */
  colour: 'full' | 'spot' | 'grey'
  /** `#rrggbb`; the spot, or the tint that colours lean to. */
  tint: string
  /** 0–1, how far colours lean to the tint. */
  tintStrength: number
  /** Line weight factor, 0.5–2; 1 is the technique's own. */
  lineWeight: number
}
