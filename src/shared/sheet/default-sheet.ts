import type { Sheet, SheetSelection, SheetSettings } from '../contract/sheet.ts'

/** Master settings before the author chose any, and after they were reset. */
export const DEFAULT_SHEET_SETTINGS: SheetSettings = {
  provider: null,
  model: null,
  quality: null,
  size: null,
  images: 1,
  styles: [],
  languages: [],
  referenceId: null,
  description: '',
  tag: '',
  gates: [10, 50],
  capUsd: null,
  pacing: 'default',
  overnight: false,
}

export const WHOLE_BOOK: SheetSelection = { chapters: [], sceneIds: [], panelIds: [] }

/** @param styles those a new sheet has chosen */
export function emptySheet(styles: readonly string[] = []): Sheet {
  return {
    mode: 'book',
    text: '',
    boxes: [],
    selection: WHOLE_BOOK,
    settings: { ...DEFAULT_SHEET_SETTINGS, styles: [...styles] },
    revision: 0,
  }
}
