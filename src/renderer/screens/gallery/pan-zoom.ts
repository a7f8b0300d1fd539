/** How a picture stands in its frame: as it fits (`scale` 1), larger, moved. Offsets in CSS pixels of the frame. */
export interface View {
  scale: number
  x: number
  y: number
}

export const FITTED: View = { scale: 1, x: 0, y: 0 }
const MOST = 16

export interface Size {
  width: number
  height: number
}

/** The picture as it fits into its frame, never larger than it is. */
export function fitted(picture: Size, frame: Size): Size {
  const by = Math.min(frame.width / picture.width, frame.height / picture.height, 1)
  return { width: picture.width * by, height: picture.height * by }
}

/** Larger or smaller around a point of the frame, counted from its middle. */
export function zoomed({ scale, x, y }: View, by: number, around: { x: number; y: number }): View {
  const next = Math.min(MOST, Math.max(1, scale * by))
  if (next === 1) return FITTED
  const ratio = next / scale
  return { scale: next, x: around.x - (around.x - x) * ratio, y: around.y - (around.y - y) * ratio }
}

export function panned(view: View, x: number, y: number): View {
  return view.scale === 1 ? view : { ...view, x: view.x + x, y: view.y + y }
}

/** One pixel of the picture on one of the screen. */
export function actualSize(picture: Size, frame: Size, density: number): View {
  const shown = fitted(picture, frame)
  return { scale: Math.max(1, picture.width / shown.width / density), x: 0, y: 0 }
}

/** No further than the picture's edge reaches the frame's. */
export function held(view: View, picture: Size, frame: Size): View {
  const shown = fitted(picture, frame)
  const reach = (length: number, room: number) => Math.max(0, (length * view.scale - room) / 2)
  const [mostX, mostY] = [reach(shown.width, frame.width), reach(shown.height, frame.height)]
  const hold = (value: number, most: number) => Math.min(most, Math.max(-most, value))
  return { scale: view.scale, x: hold(view.x, mostX), y: hold(view.y, mostY) }
}
