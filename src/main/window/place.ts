import type { WindowPlace } from '../services/window-settings.ts'

interface Area {
  x: number
  y: number
  width: number
  height: number
}

const USUAL = { width: 1440, height: 900 }
/** So much of a window must be on a screen to be taken hold of. */
const LEAST_SHOWN = 80

/**
 * Where a window goes: where the last one was, unless that screen is gone or smaller by now.
 *
 * @param screens work areas, the main one first
 */
export function placeOn(screens: readonly Area[], last: WindowPlace | null): WindowPlace {
  const main = screens[0] ?? { x: 0, y: 0, ...USUAL }
  if (last === null) return fitted({ ...USUAL, maximized: false }, main)
  const { x, y } = last
  if (x === undefined || y === undefined) return fitted(last, main)
  const screen = screens.find((area) => shownOn(area, { x, y, width: last.width, height: last.height }))
  return screen ? { ...fitted(last, screen), x, y } : fitted(last, main)
}

function fitted({ width, height, maximized }: Omit<WindowPlace, 'x' | 'y'>, area: Area): WindowPlace {
  return { width: Math.min(width, area.width), height: Math.min(height, area.height), maximized }
}

/** Its top edge can be taken hold of there. */
function shownOn(area: Area, { x, y, width }: Area): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return across >= LEAST_SHOWN && y >= area.y && y <= area.y + area.height - LEAST_SHOWN
}
