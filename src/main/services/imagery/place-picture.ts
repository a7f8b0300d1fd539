import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { cropAround, cropWindow } from '../../../comic/crop.ts'
import { said } from '../../../shared/said/said.ts'
import { sharp } from '../../images/sharp.ts'
import { syncFolder } from '../../store/write-whole.ts'
import { insideOf } from './scan-folder.ts'

/** A picture as files of imagery have it: PNG, cut to the shape that was asked for. */
export async function asImageryPicture(bytes: Buffer, format: string, cropTo: number | null): Promise<Buffer> {
  if (cropTo === null && format === 'png') return bytes
  const upright = sharp(bytes, { failOn: 'truncated' }).autoOrient()
  if (cropTo === null) return upright.png().toBuffer()
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true })
  const { box } = { box: cropAround(cropWindow(info.width / info.height, cropTo), { x: 0.5, y: 0.5 }) }
  const width = Math.max(1, Math.round(box.width * info.width))
  const height = Math.max(1, Math.round(box.height * info.height))
  const left = Math.min(info.width - width, Math.round(box.x * info.width))
  const top = Math.min(info.height - height, Math.round(box.y * info.height))
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .extract({ left, top, width, height })
    .png()
    .toBuffer()
}

export type Placed = { ok: true; keptAside: string | null } | { ok: false; why: string }

/**
 * Puts a picture at its place in the folder, so that it is whole or absent whenever the process dies. Another picture
 * of that name is kept beside it.
 *
 * @param path relative to the folder, with `/`
 */
export function placePicture(root: string, path: string, bytes: Uint8Array): Placed {
  const target = join(root, path)
  const folder = makeFolderWithin(root, dirname(path))
  if (folder !== null) return { ok: false, why: folder }
  const link = lstatSync(target, { throwIfNoEntry: false })
  if (link && !link.isFile()) return { ok: false, why: `${path} is taken by something that is no picture` }
  let keptAside: string | null = null
  if (link) {
    const there = readFileSync(target)
    if (there.equals(bytes)) return { ok: true, keptAside: null }
    const hash = createHash('sha256').update(there).digest('hex').slice(0, 8)
    keptAside = path.replace(/\.png$/, `.before-${hash}.png`)
    if (!existsSync(join(root, keptAside))) writeDurably(join(root, keptAside), there)
  }
  writeDurably(target, bytes)
  return { ok: true, keptAside }
}

/**
 * Why no picture could be put into a folder, as far as can be told without writing: looked at before one is paid for.
 *
 * @param relative to the root, with `/`; need not be there yet
 * @returns null when nothing is in the way
 */
export function folderProblem(root: string, relative: string): string | null {
  const inside = insideOf(root)
  let folder = root
  for (const part of relative.split('/')) {
    const next = join(folder, part)
    const found = lstatSync(next, { throwIfNoEntry: false })
    if (found === undefined) break
    if (!inside(next)) return leadsOut(relative)
    if (!statSync(next).isDirectory()) return said`${part} in ${relative} is no folder`
    folder = next
  }
  try {
    accessSync(folder, constants.W_OK)
    return null
  } catch {
    return said`Nothing may be written into the folder of ${relative}`
  }
}

const leadsOut = (relative: string) => said`${relative} leads out of the imagery folder by a link`

/** @returns why it cannot be made; null when it is there */
function makeFolderWithin(root: string, relative: string): string | null {
  const inside = insideOf(root)
  let folder = root
  for (const part of relative.split('/')) {
    const parent = folder
    folder = join(folder, part)
    const found = lstatSync(folder, { throwIfNoEntry: false })
    if (found === undefined) {
      mkdirSync(folder)
      syncFolder(parent)
    } else if (!inside(folder)) return leadsOut(relative)
  }
  return null
}

/** Temporary file, fsync, rename, fsync of the folder. @param mode rights of the file; default: the system's */
export function writeDurably(
  file: string,
  bytes: Uint8Array,
  options: { mode?: number; mayReplace?: () => boolean } = {},
): boolean {
  const draft = join(dirname(file), `.${basename(file)}.tmp`)
  try {
    // One that a kill has left, or a link that lies there, is not written into.
    rmSync(draft, { force: true })
    const handle = openSync(draft, 'wx')
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
      if (options.mode !== undefined) chmodSync(draft, options.mode)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    // Looked at again at the last moment: whoever changed the file meanwhile keeps the change.
    if (options.mayReplace && !options.mayReplace()) {
      rmSync(draft, { force: true })
      return false
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(dirname(file))
  return true
}
