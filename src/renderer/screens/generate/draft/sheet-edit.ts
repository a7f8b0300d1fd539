import type {
  OwnSettings,
  Sheet,
  SheetBox,
  SheetMode,
  SheetSelection,
  SheetSettings,
} from '../../../../shared/contract/index.ts'
import { SHEET_LIMITS } from '../../../../shared/sheet/limits.ts'
import { settingsOf } from '../../../../shared/sheet/sheet-boxes.ts'
import { joinPrompts, splitPrompts } from '../../../../shared/sheet/split-prompts.ts'

/** One change of the draft by its author. */
export type SheetEdit =
  | { do: 'mode'; mode: SheetMode }
  | { do: 'text'; text: string }
  | { do: 'settings'; settings: Partial<SheetSettings> }
  | { do: 'selection'; selection: SheetSelection }
  | { do: 'write'; id: string; text: string }
  /** What is undefined goes back to the master's. */
  | { do: 'own'; id: string; own: OwnSettings }
  | { do: 'to-master'; id: string }
  /** New empty boxes, with these ids, behind a box or at the end. */
  | { do: 'add'; ids: readonly string[]; after: string | null }
  /** A box about a panel, in the words of the script, at the end. */
  | { do: 'add-panel'; id: string; panelId: string; text: string }
  /** Boxes about panels that have none yet, behind those there are. */
  | { do: 'add-panels'; panels: readonly { panelId: string; text: string }[]; newId: () => string }
  | { do: 'duplicate'; id: string; newId: string }
  | { do: 'remove'; ids: readonly string[] }
  | { do: 'move'; id: string; by: -1 | 1 }
  /** Gives the images of a box to another that says the same, and takes the box out. */
  | { do: 'join'; id: string; into: string }
  /** Pasted prompts become boxes behind those that have words. */
  | { do: 'to-boxes'; newId: () => string }
  /** Boxes become pasted text, in which there are no settings of their own. */
  | { do: 'to-text' }
  | { do: 'model'; provider: string | null; model: string | null; has: (has: ModelHas) => boolean }

/** Something a new model may have or not. */
export type ModelHas = { quality: string } | { size: { width: number; height: number } }

/** The draft after an edit; the same object where nothing changes. */
export function edited(sheet: Sheet, edit: SheetEdit): Sheet {
  switch (edit.do) {
    case 'mode':
      return sheet.mode === edit.mode ? sheet : { ...sheet, mode: edit.mode }
    case 'text':
      return { ...sheet, text: edit.text.slice(0, SHEET_LIMITS.pasted) }
    case 'settings':
      return { ...sheet, settings: { ...sheet.settings, ...edit.settings } }
    case 'selection':
      return { ...sheet, selection: edit.selection }
    case 'write':
      return ofBox(sheet, edit.id, (box) => ({ ...box, text: edit.text.slice(0, SHEET_LIMITS.keptPrompt) }))
    case 'own':
      return ofBox(sheet, edit.id, (box) => ({ ...box, own: withoutGaps({ ...box.own, ...edit.own }) }))
    case 'to-master':
      return ofBox(sheet, edit.id, (box) => ({ ...box, own: {} }))
    case 'add':
      return withBoxes(sheet, insertedAfter(sheet.boxes, edit.after, edit.ids.map(emptyBox)))
    case 'add-panel':
      return withBoxes({ ...sheet, mode: 'boxes' }, [
        ...sheet.boxes,
        { ...emptyBox(edit.id), text: edit.text, panelId: edit.panelId },
      ])
    case 'add-panels': {
      const kept = sheet.boxes.filter((box) => box.text.trim() !== '' || box.panelId !== null)
      const known = new Set(kept.map(({ panelId }) => panelId))
      const fresh = edit.panels.filter(({ panelId }) => !known.has(panelId))
      return withBoxes({ ...sheet, mode: 'boxes' }, [
        ...kept,
        ...fresh.map(({ panelId, text }) => ({ ...emptyBox(edit.newId()), text, panelId })),
      ])
    }
    case 'duplicate':
      return withBoxes(
        sheet,
        insertedAfter(
          sheet.boxes,
          edit.id,
          sheet.boxes.filter(({ id }) => id === edit.id).map((box) => ({ ...box, id: edit.newId })),
        ),
      )
    case 'remove': {
      const gone = new Set(edit.ids)
      return withBoxes(
        sheet,
        sheet.boxes.filter(({ id }) => !gone.has(id)),
      )
    }
    case 'move':
      return withBoxes(sheet, moved(sheet.boxes, edit.id, edit.by))
    case 'join':
      return joined(sheet, edit.id, edit.into)
    case 'to-boxes':
      return toBoxes(sheet, edit.newId)
    case 'to-text':
      return { ...sheet, mode: 'paste', text: joinPrompts(textsOf(sheet.boxes)), boxes: [] }
    case 'model':
      return withModel(sheet, edit)
  }
}

function emptyBox(id: string): SheetBox {
  return { id, text: '', panelId: null, own: {} }
}

/** Boxes whose settings would be lost as text, or that belong to a panel. */
export function lostAsText({ boxes }: { boxes: readonly SheetBox[] }): number {
  return boxes.filter(({ own, panelId }) => panelId !== null || Object.keys(own).length > 0).length
}

/** Where the focus goes when a box is taken out: to the next, else to the one before; null = none is left. */
export function besideBox(boxes: readonly SheetBox[], id: string): string | null {
  const at = boxes.findIndex((box) => box.id === id)
  return boxes[at + 1]?.id ?? boxes[at - 1]?.id ?? null
}

/**
 * Where Tab leads from a box: to the next one, or to one that is to be made. Null = on to the next control, so that an
 * empty last box holds nobody in.
 */
export function afterTab(boxes: readonly SheetBox[], id: string): { id: string } | 'new' | null {
  const at = boxes.findIndex((box) => box.id === id)
  const next = boxes[at + 1]
  if (next) return { id: next.id }
  if (boxes.length >= SHEET_LIMITS.boxes) return null
  return boxes[at] && boxes[at].text.trim() !== '' ? 'new' : null
}

function ofBox(sheet: Sheet, id: string, change: (box: SheetBox) => SheetBox): Sheet {
  return withBoxes(
    sheet,
    sheet.boxes.map((box) => (box.id === id ? change(box) : box)),
  )
}

function withBoxes(sheet: Sheet, boxes: SheetBox[]): Sheet {
  const isSame = boxes.length === sheet.boxes.length && boxes.every((box, at) => box === sheet.boxes[at])
  return isSame ? sheet : { ...sheet, boxes: boxes.slice(0, SHEET_LIMITS.boxes) }
}

function insertedAfter(boxes: readonly SheetBox[], after: string | null, more: readonly SheetBox[]): SheetBox[] {
  const at = after === null ? -1 : boxes.findIndex(({ id }) => id === after)
  const place = at < 0 ? boxes.length : at + 1
  return [...boxes.slice(0, place), ...more, ...boxes.slice(place)]
}

function moved(boxes: readonly SheetBox[], id: string, by: -1 | 1): SheetBox[] {
  const at = boxes.findIndex((box) => box.id === id)
  const to = at + by
  const [one, other] = [boxes[at], boxes[to]]
  if (!one || !other) return [...boxes]
  return boxes.map((box, place) => (place === at ? other : place === to ? one : box))
}

function joined(sheet: Sheet, id: string, into: string): Sheet {
  const box = sheet.boxes.find((each) => each.id === id)
  const other = sheet.boxes.find((each) => each.id === into)
  if (!box || !other || box === other) return sheet
  const images = settingsOf(box, sheet.settings).images + settingsOf(other, sheet.settings).images
  const more = edited(sheet, { do: 'own', id: into, own: { images: Math.min(images, SHEET_LIMITS.images) } })
  return edited(more, { do: 'remove', ids: [id] })
}

function toBoxes(sheet: Sheet, newId: () => string): Sheet {
  const kept = sheet.boxes.filter(({ text, panelId }) => text.trim() !== '' || panelId !== null)
  const made = splitPrompts(sheet.text).map((text): SheetBox => ({ ...emptyBox(newId()), text }))
  const boxes = [...kept, ...made]
  // What there is no room for stays where it was.
  if (boxes.length > SHEET_LIMITS.boxes) {
    const room = SHEET_LIMITS.boxes - kept.length
    const rest = made.slice(room).map(({ text }) => text)
    return { ...sheet, mode: 'boxes', boxes: boxes.slice(0, SHEET_LIMITS.boxes), text: joinPrompts(rest) }
  }
  return { ...sheet, mode: 'boxes', boxes, text: '' }
}

function textsOf(boxes: readonly SheetBox[]): string[] {
  return boxes.map(({ text }) => text.trim()).filter((text) => text !== '')
}

/** Another model for all: what it does not have goes back to its usual, in the master settings and in every box. */
function withModel(sheet: Sheet, { provider, model, has }: Extract<SheetEdit, { do: 'model' }>): Sheet {
  const { settings } = sheet
  const isOther = provider !== settings.provider
  const kept = (own: OwnSettings): OwnSettings =>
    withoutGaps({
      ...own,
      model: isOther ? undefined : own.model,
      // A box with a model of its own has what that one has.
      ...(own.model === undefined || isOther
        ? {
            quality: own.quality !== undefined && has({ quality: own.quality }) ? own.quality : undefined,
            size: own.size !== undefined && has({ size: own.size }) ? own.size : undefined,
          }
        : {}),
    })
  return {
    ...sheet,
    settings: {
      ...settings,
      provider,
      model,
      quality: settings.quality !== null && has({ quality: settings.quality }) ? settings.quality : null,
      size: settings.size !== null && has({ size: settings.size }) ? settings.size : null,
    },
    boxes: sheet.boxes.map((box) => {
      const own = kept(box.own)
      return Object.keys(own).length === Object.keys(box.own).length ? box : { ...box, own }
    }),
  }
}

function withoutGaps(own: { [Name in keyof OwnSettings]?: OwnSettings[Name] | undefined }): OwnSettings {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
}
