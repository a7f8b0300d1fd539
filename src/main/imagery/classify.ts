import { said } from '../../shared/said/said.ts'
import { folderOf, isAbsolutePath, knownTails, pathWithin } from './names.ts'
import type { RunResult } from './read-runs.ts'
import type { InventoryEntry, Target, TargetClass } from './target.ts'

export interface Classified {
  class: Exclude<TargetClass, 'unreadable'>
  /** The picture that makes it done, relative to the imagery folder. */
  picture: string | null
  /** Why it is in this class, as a clause for people. */
  why: string
  /** Records that did not hold. */
  stale: {
    code: 'imagery-missing-file' | 'imagery-moved-file' | 'imagery-path-outside'
    line: number
    message: string
  }[]
}

/** What is known besides the target itself. */
export interface Surroundings {
  /** Whether a picture lies at a path relative to the imagery folder, within that folder. */
  exists(path: string): boolean
  /** Results that the runs file of its folder records. */
  runs: readonly RunResult[]
  /** Pictures its file lists outside any target. */
  inventory: readonly InventoryEntry[]
}

/** What of a target decides its class. */
export type ClassifiedTarget = Pick<Target, 'id' | 'file' | 'prompt' | 'output' | 'inventory'>

/** In which of the classes a target is: its own field first, then what others say of it. A record without its file is no picture. */
export function classify(target: ClassifiedTarget, around: Surroundings): Classified {
  const stale: Classified['stale'] = []
  const folder = folderOf(target.file)
  for (const { path, line } of target.output.paths) {
    const picture = isAbsolutePath(path) ? null : found(path, ['', folder], around)
    if (picture !== null) return { class: 'done', picture, why: `its own record names ${picture}`, stale }
    stale.push(staleRecord(path, line))
  }
  const elsewhere = inInventory(target, folder, around) ?? inRuns(target, around) ?? byTail(target, around)
  if (elsewhere !== null) {
    const moved = target.output.paths.map(({ path, line }) => staleRecord(path, line, elsewhere.picture))
    return { class: 'done-elsewhere', ...elsewhere, stale: moved }
  }
  const missing = [...target.inventory, ...ofTarget(target, around.inventory)]
  for (const { path, line } of missing)
    stale.push({
      code: 'imagery-missing-file',
      line,
      message: said`The picture ${path} of the inventory is not there.`,
    })
  const because =
    stale.length > 0
      ? 'the picture on record is gone'
      : target.output.present
        ? 'no picture yet'
        : 'no picture and no output field yet'
  if (target.prompt === null)
    return { class: 'pending-without-prompt', picture: null, why: `${because}, and no prompt`, stale }
  return { class: 'pending-runnable', picture: null, why: because, stale }
}

type Elsewhere = { picture: string; why: string }

function inInventory(target: ClassifiedTarget, folder: string, around: Surroundings): Elsewhere | null {
  for (const { path, id } of [...target.inventory, ...ofTarget(target, around.inventory)]) {
    const picture = found(path, [folder, ''], around)
    if (picture !== null) return { picture, why: `the image inventory lists ${picture}${id === '' ? '' : ` as ${id}`}` }
  }
  return null
}

function ofTarget({ id }: ClassifiedTarget, inventory: readonly InventoryEntry[]): InventoryEntry[] {
  return id === null ? [] : inventory.filter(({ targetId }) => targetId === id)
}

function inRuns({ id, file }: ClassifiedTarget, around: Surroundings): Elsewhere | null {
  if (id === null) return null
  for (const { path } of around.runs.filter(({ targetId }) => targetId === id)) {
    const picture = isAbsolutePath(path) ? tailOf(path, around) : found(path, ['', folderOf(file)], around)
    if (picture !== null) return { picture, why: `the runs file records ${picture}` }
  }
  return null
}

function byTail({ output }: ClassifiedTarget, around: Surroundings): Elsewhere | null {
  for (const { path } of output.paths.filter((record) => isAbsolutePath(record.path))) {
    const picture = tailOf(path, around)
    if (picture !== null) return { picture, why: `its record names ${path}, and ${picture} is here` }
  }
  return null
}

function tailOf(path: string, { exists }: Surroundings): string | null {
  return knownTails(path).find(exists) ?? null
}

function found(path: string, bases: readonly string[], { exists }: Surroundings): string | null {
  for (const base of bases) {
    const within = pathWithin(base, path)
    if (within !== null && exists(within)) return within
  }
  return null
}

/** @param moved where the picture is instead; null = nowhere */
function staleRecord(path: string, line: number, moved: string | null = null): Classified['stale'][number] {
  if (!isAbsolutePath(path) && pathWithin('', path) === null)
    return {
      code: 'imagery-path-outside',
      line,
      message: said`The path on record, ${path}, leads out of the folder and is not followed.`,
    }
  return moved === null
    ? { code: 'imagery-missing-file', line, message: said`The picture on record, ${path}, is not there.` }
    : { code: 'imagery-moved-file', line, message: said`The picture on record, ${path}, is not there; ${moved} is.` }
}
