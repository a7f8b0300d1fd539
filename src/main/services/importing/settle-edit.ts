import { isSameLine, type Lettering } from '../../../shared/domain/lettering.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { fieldsLike, type PanelEdit } from '../../../shared/domain/panel-edit.ts'
import { hashOf } from '../../script/merge/text-hash.ts'
import { keepLettering } from '../../store/keep-lettering.ts'

/** The author's say about a panel after an import. */
export interface SettledEdit extends PanelEdit {
  /** The script says something else by now where the author has spoken. */
  isOverruled: boolean
}

/**
 * What an author said of a panel, over what the script says of it now. It stays; only of lines over the panel, those that
 * the author left alone follow the script.
 *
 * @param content as the script has it now
 */
export function settleEdit({ fields, read }: PanelEdit, content: PanelContent): SettledEdit {
  const now = fieldsLike(content, fields)
  const before = fieldsLike({ ...content, ...read }, fields)
  // Lines of a panel that the author cut otherwise than the script are shared out by the author.
  if (fields.lettering === undefined || read.lettering === undefined || fields.source !== undefined)
    return { fields, read: now, isOverruled: hashOf(now) !== hashOf(before) }
  const { lines, isOverruled } = mergeLines(read.lettering, fields.lettering, content.lettering)
  const { lettering: _, ...restNow } = now
  const { lettering: __, ...restBefore } = before
  return {
    fields: { ...fields, lettering: lines },
    read: now,
    isOverruled: isOverruled || hashOf(restNow) !== hashOf(restBefore),
  }
}

/**
 * Lines over a panel, merged three ways: what the author wrote, took out, added and put elsewhere stays so; all else is as
 * the script has it now, with what it has added.
 *
 * @param before as the script had them
 * @param own as the author has them
 * @param now as the script has them
 * @returns isOverruled where both changed the same line
 */
export function mergeLines(
  before: readonly Lettering[],
  own: readonly Lettering[],
  now: readonly Lettering[],
): { lines: Lettering[]; isOverruled: boolean } {
  const known = before.map(({ kind, text }, at) => ({ id: String(at), kind, text }))
  const [ofOwn, ofNow] = [own, now].map((lines) => keepLettering(known, lines).map((id) => (id === null ? null : +id)))
  const nowOf = (at: number) => {
    const n = ofNow!.indexOf(at)
    return n < 0 ? null : now[n]!
  }
  const isChanged = (line: Lettering | null, at: number) => line === null || !isSameLine(line, before[at]!)
  let isOverruled = before.some((_, at) => !ofOwn!.includes(at) && nowOf(at) !== null && isChanged(nowOf(at), at))
  const kept = own.flatMap((line, n): { line: Lettering; at: number | null }[] => {
    const at = ofOwn![n]!
    if (at === null) return [{ line, at }]
    const read = nowOf(at)
    if (!isChanged(line, at)) return read === null ? [] : [{ line: read, at }]
    if (isChanged(read, at)) isOverruled = true
    return [{ line, at }]
  })
  for (const [n, line] of now.entries()) {
    if (ofNow![n] !== null) continue
    // Behind what stands before it in the script, as far as that is still there.
    const ahead = ofNow!.slice(0, n).findLast((at) => at !== null && kept.some((one) => one.at === at))
    const place = ahead == null ? 0 : kept.findIndex((one) => one.at === ahead) + 1
    const news = kept.slice(place).findIndex((one) => one.at !== NEW)
    kept.splice(news < 0 ? kept.length : place + news, 0, { line, at: NEW })
  }
  return { lines: kept.map(({ line }) => canonical(line)), isOverruled }
}

/** Stands for a line that the script has added. */
const NEW = -1

/** Always written the same way: what was merged back is as it was, also for the journal of edits. */
function canonical({ kind, balloon, speakerId, speakerName, text, sure }: Lettering): Lettering {
  return { kind, balloon, speakerId, speakerName, text, sure }
}
