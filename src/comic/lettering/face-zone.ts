import type { RectMm } from '../geometry.ts'

/** From this share of the panel on a face leaves no room beside it. */
const LARGE_FACE = { from: 0.12, to: 0.45 }
/** What is hair, hat and edge of the box a maker draws around a head, as shares of the box: of small heads, of large. */
const AROUND_FEATURES = { side: [0.06, 0.17], top: [0.2, 0.3], bottom: [0.02, 0.06] } as const

/**
 * What of a face no balloon may cover: from the brows to the chin and from cheek to cheek. Hair and hats may be covered
 * at a cost. Of a face that fills the panel the cheeks are left out too: there is no other room.
 */
export function protectedFace(face: RectMm, frame: RectMm): RectMm {
  const share = (face.width * face.height) / (frame.width * frame.height)
  const large = Math.min(1, Math.max(0, (share - LARGE_FACE.from) / (LARGE_FACE.to - LARGE_FACE.from)))
  const edge = ([small, big]: readonly [number, number]) => small + (big - small) * large
  const { side, top, bottom } = AROUND_FEATURES
  return {
    x: face.x + face.width * edge(side),
    y: face.y + face.height * edge(top),
    width: face.width * (1 - 2 * edge(side)),
    height: face.height * (1 - edge(top) - edge(bottom)),
  }
}
