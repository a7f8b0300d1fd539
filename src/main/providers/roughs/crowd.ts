import type { Placed } from './arrangement.ts'
import { type CastLight, drawPlaced } from './cast.ts'
import { hashText, randomFrom } from './random.ts'
import type { Staging } from './staging.ts'

/** How much smaller than the people in front, and how deep in the haze. */
const FARTHER = { ground: 0.82, head: 0.62 }
const HAZE = 0.22

/** Draws who stands behind: in a row across the picture, heads a little above or between those in front. */
export function drawCrowd(
  { sheet, crowd, framing, stage }: Staging,
  placed: readonly Placed[],
  light: CastLight,
): void {
  if (crowd.length === 0) return
  const { width, height } = sheet
  const { on } = framing.anchor
  const random = randomFrom(hashText(stage.panel.what))
  const head = (placed[0]?.head ?? framing.head) * FARTHER[on]
  const ground = placed[0]?.ground ?? height * (on === 'ground' ? framing.anchor.y : 1.5)
  sheet.layer({ weight: 0.8, haze: HAZE }, () => {
    crowd.forEach((player, i) => {
      const one: Placed = {
        player,
        x: ((i + 0.5) / crowd.length + random.between(-0.04, 0.04)) * width,
        ground:
          on === 'ground'
            ? ground - head * random.between(0.5, 1.1)
            : height * (framing.anchor.y + random.between(-0.02, 0.07)) + player.headAt * head,
        head,
        flip: random.next() < 0.5,
        turn: random.between(0, 0.5),
      }
      drawPlaced(sheet, one, framing, light, { view: 'front', held: null, silhouette: false, seat: 'none' })
    })
  })
}
