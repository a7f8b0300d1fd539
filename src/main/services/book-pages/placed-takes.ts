import { join } from 'node:path'
import type { Crop } from '../../../comic/crop.ts'
import { aspectOf, type RectMm, type SizeMm } from '../../../comic/geometry.ts'
import type { LaidOutPage } from '../../../comic/layout/laid-out-page.ts'
import type { PlacedPicture } from '../../../comic/page.ts'
import type { PictureRegions } from '../../../shared/domain/generation.ts'
import { chooseCrop } from '../../images/crop.ts'
import type { StandingTake } from '../../store/queue/picks.ts'

/** Looking at a picture is half decoding, half waiting for the disk. */
const PICTURES_AT_ONCE = 4

/** A picture in its slot, cropped to the slot's shape. */
export interface PlacedTake {
  picture: Omit<PlacedPicture, 'frame'>
  crop: Crop
  regions: PictureRegions | null
}

/** The standing take of a panel, cropped for a slot of the given shape. */
export async function placeTake(folder: string, take: StandingTake, slot: SizeMm): Promise<PlacedTake> {
  const regions = regionsOf(take)
  const path = join(folder, take.path)
  const crop = await chooseCrop(path, aspectOf(slot), regions === null ? {} : { regions })
  return { picture: { panelId: take.panelId, path, sha256: take.sha256, crop: crop.box }, crop, regions }
}

/** How many faces its maker says the picture shows. */
export function facesIn(take: StandingTake): number {
  return (regionsOf(take)?.people ?? []).filter(({ face }) => face !== null).length
}

function regionsOf({ regions }: StandingTake): PictureRegions | null {
  return regions === null ? null : (JSON.parse(regions) as PictureRegions)
}

/** Every slot of the pages that has a picture, by panel id. */
export async function placeTakes(
  folder: string,
  pages: readonly LaidOutPage[],
  takes: ReadonlyMap<string, StandingTake>,
): Promise<Map<string, PlacedTake>> {
  const slots = pages.flatMap((page) => page.panels).filter(({ id }) => takes.has(id))
  const placed = new Map<string, PlacedTake>()
  const next = slots.values()
  const work = async () => {
    for (const { id, frame, spread } of next)
      placed.set(id, await placeTake(folder, takes.get(id)!, spread?.wholeMm ?? frame))
  }
  await Promise.all(Array.from({ length: PICTURES_AT_ONCE }, work))
  return placed
}

/** Where faces end up on paper once a picture is cropped into its frame. */
export function facesOnPage({ crop, regions }: PlacedTake, frame: RectMm): RectMm[] {
  const { box } = crop
  return (regions?.people ?? []).flatMap(({ face }) => {
    if (face === null) return []
    return [
      {
        x: frame.x + ((face.x - box.x) / box.width) * frame.width,
        y: frame.y + ((face.y - box.y) / box.height) * frame.height,
        width: (face.width / box.width) * frame.width,
        height: (face.height / box.height) * frame.height,
      },
    ]
  })
}
