import type { Clearing, ParsedInput, Sheet, SheetBox } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { DEFAULT_SHEET_SETTINGS, emptySheet, WHOLE_BOOK } from '../../../shared/sheet/default-sheet.ts'
import { SHEET_LIMITS } from '../../../shared/sheet/limits.ts'
import type { Project } from '../../open-project.ts'
import { type SheetBody, sheetRepository } from '../../store/sheets.ts'

/** The draft, and what `undoClearing` would bring back. */
export interface Draft {
  sheet: Sheet
  undo: { what: Clearing['what']; boxes: number; at: number } | null
}

export type SheetChanges = ParsedInput<'sheet.save'>

/** The draft as it is kept; a book without one has an empty one in the style it was drawn in last. */
export function currentSheet(project: Pick<Project, 'store'>): Sheet {
  return sheetRepository(project.store).get() ?? emptySheet(lastStyle(project))
}

export function showSheet(project: Pick<Project, 'store'>): Draft {
  const undo = sheetRepository(project.store).undoable()
  return {
    sheet: currentSheet(project),
    undo: undo && { what: undo.what, boxes: undo.boxes, at: undo.clearedAt },
  }
}

/**
 * Keeps what changed, unless somebody was faster.
 *
 * @returns the new revision; where the one given is not the newest, nothing is kept and the sheet that stands comes back
 * @throws AppError READ_ONLY; WRONG_USE for boxes that are there twice
 */
export function saveSheet(
  project: Project,
  { revision, ...changes }: SheetChanges,
): { saved: boolean; revision: number; sheet: Sheet | null } {
  if (project.readOnly) throw project.readOnly
  const sheets = sheetRepository(project.store)
  return sheets.transaction(() => {
    const sheet = currentSheet(project)
    if (sheet.revision !== revision) return { saved: false, revision: sheet.revision, sheet }
    const now = write(project, withChanges(sheet, changes))
    return { saved: true, revision: now, sheet: null }
  })
}

function withChanges(
  { revision: _, ...sheet }: Sheet,
  { settings, boxes, changed, ...rest }: Omit<SheetChanges, 'revision'>,
): SheetBody {
  const byId = new Map(changed?.map((box) => [box.id, box]))
  const next = boxes ?? sheet.boxes.map((box) => byId.get(box.id) ?? box)
  assertOnce(next)
  return { ...sheet, ...given(rest), boxes: next, settings: { ...sheet.settings, ...given(settings ?? {}) } }
}

function given<Value extends object>(value: Value): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}

/** @throws AppError WRONG_USE */
function assertOnce(boxes: readonly SheetBox[]): void {
  if (new Set(boxes.map(({ id }) => id)).size === boxes.length) return
  throw new AppError('WRONG_USE', said`Two boxes have the same id.`, {
    remedy: said`Give a copy of a box an id of its own.`,
  })
}

/**
 * Takes something out of the draft, and keeps how it was.
 *
 * @throws AppError READ_ONLY
 */
export function clearSheet(project: Project, clearing: Clearing): Draft {
  if (project.readOnly) throw project.readOnly
  const sheets = sheetRepository(project.store)
  return sheets.transaction(() => {
    const { revision: _, ...body } = currentSheet(project)
    const cleared = without(body, clearing)
    if (cleared !== null) {
      const { what } = clearing
      sheets.keepCleared({ what, body, boxes: cleared.boxes, clearedAt: project.now() })
      write(project, cleared.body)
    }
    return showSheet(project)
  })
}

/** @returns null where there is nothing to take out */
function without(body: SheetBody, clearing: Clearing): { body: SheetBody; boxes: number } | null {
  const isOwn = ({ own }: SheetBox) => Object.keys(own).length > 0
  switch (clearing.what) {
    case 'settings': {
      // The style is what the book looks like, and no slip of a setting: without one nothing could be generated.
      const settings = { ...DEFAULT_SHEET_SETTINGS, styles: body.settings.styles, languages: body.settings.languages }
      const owners = body.boxes.filter(isOwn).length
      if (owners === 0 && JSON.stringify(settings) === JSON.stringify(body.settings)) return null
      return { body: { ...body, settings, boxes: body.boxes.map(onMaster) }, boxes: owners }
    }
    case 'content': {
      if (body.text === '' && body.boxes.length === 0 && isWhole(body.selection)) return null
      return { body: { ...body, text: '', boxes: [], selection: WHOLE_BOOK }, boxes: body.boxes.length }
    }
    case 'overrides': {
      const meant = clearing.boxIds && new Set(clearing.boxIds)
      const isMeant = (box: SheetBox) => isOwn(box) && (meant?.has(box.id) ?? true)
      const owners = body.boxes.filter(isMeant).length
      if (owners === 0) return null
      return { body: { ...body, boxes: body.boxes.map((box) => (isMeant(box) ? onMaster(box) : box)) }, boxes: owners }
    }
    case 'boxes': {
      const meant = new Set(clearing.boxIds)
      const boxes = body.boxes.filter(({ id }) => !meant.has(id))
      const gone = body.boxes.length - boxes.length
      return gone === 0 ? null : { body: { ...body, boxes }, boxes: gone }
    }
  }
}

const onMaster = (box: SheetBox): SheetBox => ({ ...box, own: {} })

const isWhole = ({ chapters, sceneIds, panelIds }: Sheet['selection']) =>
  chapters.length + sceneIds.length + panelIds.length === 0

/**
 * Brings back what was taken out last. What was written since stays.
 *
 * @throws AppError READ_ONLY; WRONG_USE where that is more than a sheet takes
 */
export function undoClearing(project: Project): Draft {
  if (project.readOnly) throw project.readOnly
  const sheets = sheetRepository(project.store)
  return sheets.transaction(() => {
    const cleared = sheets.lastCleared()
    if (cleared !== null) {
      const { revision: _, ...now } = currentSheet(project)
      const back = broughtBack(now, cleared.body, cleared.what)
      assertFits(back)
      write(project, back)
      sheets.forgetCleared(cleared.number)
    }
    return showSheet(project)
  })
}

function broughtBack(now: SheetBody, before: SheetBody, what: Clearing['what']): SheetBody {
  const old = new Map(before.boxes.map((box) => [box.id, box]))
  const withOverrides = now.boxes.map((box) => {
    const was = old.get(box.id)
    return was && Object.keys(box.own).length === 0 ? { ...box, own: was.own } : box
  })
  switch (what) {
    case 'settings':
      return { ...now, settings: before.settings, boxes: withOverrides }
    case 'overrides':
      return { ...now, boxes: withOverrides }
    case 'boxes':
      return { ...now, boxes: woven(now.boxes, before.boxes) }
    case 'content':
      return {
        ...now,
        mode: before.mode,
        boxes: woven(now.boxes, before.boxes),
        text: joined(before.text, now.text),
        selection: isWhole(now.selection) ? before.selection : now.selection,
      }
  }
}

/** The boxes of before in their order, as they are now where they still are; what is new keeps its neighbour before it. */
function woven(now: readonly SheetBox[], before: readonly SheetBox[]): SheetBox[] {
  const current = new Map(now.map((box) => [box.id, box]))
  const back = before.map((box) => current.get(box.id) ?? box)
  const known = new Set(before.map(({ id }) => id))
  const after = new Map<string | null, SheetBox[]>()
  let neighbour: string | null = null
  for (const box of now) {
    if (known.has(box.id)) neighbour = box.id
    else after.set(neighbour, [...(after.get(neighbour) ?? []), box])
  }
  // Where nothing of before is left to stand behind, new boxes follow all that come back.
  const boxes = back.flatMap((box) => [box, ...(after.get(box.id) ?? [])])
  return [...boxes, ...(after.get(null) ?? [])]
}

const joined = (before: string, now: string) =>
  before.trim() === '' ? now : now.trim() === '' ? before : `${before.trimEnd()}\n---\n${now.trimStart()}`

/** @throws AppError WRONG_USE */
function assertFits({ boxes, text }: SheetBody): void {
  if (boxes.length <= SHEET_LIMITS.boxes && text.length <= SHEET_LIMITS.pasted) return
  throw new AppError('WRONG_USE', said`Together with what was written since it is more than a sheet takes.`, {
    remedy: said`Generate or remove some of it first; what was cleared is kept until then.`,
  })
}

function write(project: Project, body: SheetBody): number {
  return sheetRepository(project.store).set(body, project.now())
}

/** The art style of the newest job; none where nothing was drawn. */
function lastStyle({ store }: Pick<Project, 'store'>): string[] {
  return store.sqlite.prepare('select art_style_id from job order by rowid desc limit 1').pluck().all() as string[]
}
