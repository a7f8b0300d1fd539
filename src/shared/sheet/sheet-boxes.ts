import type { OwnSettings, Sheet, SheetBox, SheetSettings } from '../contract/sheet.ts'
import { splitPrompts } from './split-prompts.ts'

/**
 * The boxes a sheet is about: its own, or one for each pasted prompt. A sheet about the book has none: what it makes is
 * chosen in the script.
 */
export function boxesOf({ mode, text, boxes }: Pick<Sheet, 'mode' | 'text' | 'boxes'>): SheetBox[] {
  if (mode === 'boxes') return [...boxes]
  return mode === 'paste' ? splitPrompts(text).map((prompt, at) => pastedBox(prompt, at)) : []
}

/** Pasted prompts have no settings of their own; `paste:1` is the first. */
function pastedBox(text: string, at: number): SheetBox {
  return { id: `paste:${at + 1}`, text, panelId: null, own: {} }
}

/** What a box is made with: its own settings over the master's. Null = as usual. */
export interface BoxSettings {
  model: string | null
  quality: string | null
  size: { width: number; height: number } | null
  images: number
  styles: readonly string[]
  languages: readonly string[]
  referenceId: string | null
}

/** Another model of its own takes no quality or size along that the master chose for its model. */
export function settingsOf({ own }: Pick<SheetBox, 'own'>, master: SheetSettings): BoxSettings {
  const { model, quality, size, images, styles, referenceId } = own
  const isOther = model !== undefined && model !== master.model
  return {
    model: model ?? master.model,
    quality: quality ?? (isOther ? null : master.quality),
    size: size ?? (isOther ? null : master.size),
    images: images ?? master.images,
    styles: styles ?? master.styles,
    languages: master.languages,
    referenceId: referenceId === undefined ? master.referenceId : referenceId,
  }
}

/** What a box does otherwise than the master; saying the same as the master is none. */
export function overridesOf({ own }: Pick<SheetBox, 'own'>, master: SheetSettings): (keyof OwnSettings)[] {
  return (Object.keys(own) as (keyof OwnSettings)[]).filter(
    (name) => own[name] !== undefined && JSON.stringify(own[name]) !== JSON.stringify(master[name]),
  )
}

/** The prompt of a box before anything of the book is added: the description opens those that belong to no panel. */
export function combinedPrompt({ text, panelId }: Pick<SheetBox, 'text' | 'panelId'>, description: string): string {
  const opening = description.trim().replace(/[.\s]+$/, '')
  return panelId !== null || opening === '' ? text.trim() : `${opening}. ${text.trim()}`
}
