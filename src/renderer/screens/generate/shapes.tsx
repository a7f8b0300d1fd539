/** Longest side of the drawing, px. */
const SIDE = 18

/** A shape as a drawn rectangle; never mirrored, it has no direction. */
export function ShapeMark({ width, height }: { width: number; height: number }) {
  const scale = SIDE / Math.max(width, height)
  const [w, h] = [width * scale, height * scale]
  return (
    <svg width={SIDE + 2} height={SIDE + 2} viewBox={`0 0 ${SIDE + 2} ${SIDE + 2}`} aria-hidden="true">
      <rect
        x={(SIDE + 2 - w) / 2}
        y={(SIDE + 2 - h) / 2}
        width={w}
        height={h}
        fill="none"
        stroke="currentcolor"
        strokeWidth={1.25}
      />
    </svg>
  )
}

/** `3:2` of a size, the simplest that fits. */
export function ratioOf({ width, height }: { width: number; height: number }): string {
  const divisor = common(width, height)
  return `${width / divisor}:${height / divisor}`
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b)
}
