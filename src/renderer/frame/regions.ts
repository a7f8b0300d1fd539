const FOCUSABLE = 'button:not([disabled]), [href], input, select, textarea, [tabindex="0"]'

/** Moves the focus to the next region of the window, or the one before: to what had it there last, or its first place. */
export function moveToRegion(frame: HTMLElement | null, step: 1 | -1): void {
  if (frame === null) return
  const regions = [...frame.querySelectorAll<HTMLElement>('[data-region]')]
  const now = regions.findIndex((region) => region.contains(document.activeElement))
  if (now >= 0) lastIn.set(regions[now]!, document.activeElement as HTMLElement)
  const next = regions.at((now + step + (now < 0 && step < 0 ? 1 : 0)) % regions.length)
  if (next === undefined) return
  const last = lastIn.get(next)
  const target = last && next.contains(last) ? last : (next.querySelector<HTMLElement>(FOCUSABLE) ?? next)
  target.focus()
}

const lastIn = new WeakMap<HTMLElement, HTMLElement>()
