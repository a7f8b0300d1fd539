import { existsSync, mkdirSync, statSync } from 'node:fs'
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { drawRough } from '../../providers/roughs/draw.ts'
import type { Asset } from '../assets.ts'
import type { RoughOrder } from './rough-orders.ts'

/** Roughs of prompts that are being written: drawn when somebody looks, kept among the previews. */
export interface RoughPictures {
  /** Remembers what a rough is drawn from. */
  note(order: RoughOrder): void
  /**
   * @param widthPx at least so wide; null = as wide as a box shows it
   * @throws AppError NOT_FOUND for one nobody asked about lately
   */
  picture(id: string, widthPx: number | null): Promise<Asset>
}

/** Widths roughs are drawn in, pixels. */
const WIDTHS = [160, 320, 480, 720] as const
const USUAL_WIDTH = 320
/** What roughs are drawn from takes a few kB each; the oldest is forgotten. */
const MOST_ORDERS = 3_000
/** Files kept; typing makes one for every pause. */
const MOST_FILES = 2_000
/** Between two looks at how many there are. */
const LOOK_AFTER = 200
/** More at once would make the window wait for its other pictures. */
const AT_ONCE = 2

export function roughPictures(project: Pick<Project, 'paths'>): RoughPictures {
  const folder = join(project.paths.previews, 'roughs')
  const orders = new Map<string, RoughOrder>()
  const making = new Map<string, Promise<Asset>>()
  const turns: (() => void)[] = []
  let busy = 0
  let made = 0

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => turns.push(resolve))
    busy++
    try {
      return await work()
    } finally {
      busy--
      turns.shift()?.()
    }
  }

  async function draw({ stage, seed, aspect }: RoughOrder, width: number, path: string): Promise<void> {
    const height = Math.max(64, Math.round(width / aspect / 8) * 8)
    const { bytes } = await drawRough({ stage, width, height, seed })
    mkdirSync(folder, { recursive: true })
    const draft = `${path}.${process.pid}.tmp`
    await writeFile(draft, bytes)
    await rename(draft, path).catch(async (error) => {
      await rm(draft, { force: true })
      throw error
    })
    if (++made % LOOK_AFTER === 0) await trim(folder)
  }

  return {
    note(order) {
      orders.delete(order.id)
      orders.set(order.id, order)
      if (orders.size > MOST_ORDERS) orders.delete(orders.keys().next().value!)
    },
    picture(id, widthPx) {
      const width = WIDTHS.find((each) => each >= (widthPx ?? USUAL_WIDTH)) ?? WIDTHS.at(-1)!
      const name = `${id}-${width}.jpg`
      const path = join(folder, name)
      const asset = (): Asset => ({
        path,
        type: 'image/jpeg',
        bytes: statSync(path).size,
        tag: name,
        saveAs: null,
      })
      if (!/^[0-9a-f]{32}$/.test(id)) throw gone()
      if (existsSync(path)) {
        // What is looked at is not the oldest.
        void utimes(path, new Date(), new Date()).catch(() => {})
        return Promise.resolve(asset())
      }
      const order = orders.get(id)
      if (order === undefined) throw gone()
      const running = making.get(name)
      if (running) return running
      const drawn = inTurn(() => draw(order, width, path)).then(asset)
      making.set(name, drawn)
      return drawn.finally(() => making.delete(name))
    },
  }
}

/** Leaves the newest. */
async function trim(folder: string): Promise<void> {
  const names = await readdir(folder)
  if (names.length <= MOST_FILES) return
  const files = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0 })),
  )
  const old = files.toSorted((a, b) => b.at - a.at).slice(MOST_FILES / 2)
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })))
}

const gone = () =>
  new AppError('NOT_FOUND', said`This rough is not there any more; it is drawn again when the box is looked at.`)
