import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useState } from 'react'
import type { ScreenId } from '../screens/screen.ts'
import { useChangeSettings, useSettings } from '../settings/settings.tsx'

/** Widths in CSS pixels. */
const LIMITS = {
  tree: { least: 120, usual: 260, most: 420 },
  inspector: { least: 260, usual: 320, most: 460 },
} as const
export type PaneName = keyof typeof LIMITS

export interface Pane {
  width: number
  open: boolean
  /** It has no place beside the work, and the text is so large that it stands under it. */
  isUnder: boolean
  least: number
  most: number
  /** While it is dragged; `done` keeps it. */
  resize(width: number, done: boolean): void
  reset(): void
  toggle(): void
}

/** Windows narrower than this have no room beside the work: the pane opens over it. CSS pixels at usual size of text. */
const BESIDE_FROM = { tree: 960, inspector: 1_180 } as const

/** From this size of text on, percent, an inspector over the work would hide all of it. */
const LARGE_TEXT = 150

function clampWidth(pane: PaneName, width: number): number {
  const { least, most } = LIMITS[pane]
  return Math.round(Math.min(most, Math.max(least, width)))
}

/**
 * A pane of a screen, remembered: how wide it is, and whether it is open. Where it opens over the work it is closed at
 * first, and what the author opens there is not remembered.
 */
export function usePane(screen: ScreenId, pane: PaneName): Pane {
  const { panes, textSize } = useSettings()
  const change = useChangeSettings()
  const [dragged, setDragged] = useState<number | null>(null)
  const { least, usual, most } = LIMITS[pane]
  const widthName = `${screen}.${pane}`
  const closedName = `${screen}.${pane}.closed`
  const isOver = useMediaQuery(`(width < ${(BESIDE_FROM[pane] * textSize) / 100}px)`, false, {
    getInitialValueInEffect: false,
  })
  const [openOver, setOpenOver] = useState(false)
  const open = isOver ? openOver : panes[closedName] !== 1
  const resize = useCallback(
    (width: number, done: boolean) => {
      const next = clampWidth(pane, width)
      setDragged(done ? null : next)
      if (done) change({ panes: { [widthName]: next } })
    },
    [change, pane, widthName],
  )
  return {
    width: dragged ?? clampWidth(pane, panes[widthName] ?? usual),
    open,
    isUnder: pane === 'inspector' && isOver && textSize >= LARGE_TEXT,
    least,
    most,
    resize,
    reset: () => change({ panes: { [widthName]: null } }),
    toggle: () => (isOver ? setOpenOver(!open) : change({ panes: { [closedName]: open ? 1 : null } })),
  }
}
