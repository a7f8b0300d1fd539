import { useEffect, useRef } from 'react'
import type { usePlace } from '../../place/use-place.ts'
import type { Outline } from './source.ts'
import { change, gallery, useGallery } from './state.ts'

/** Between two notes of where the author is in the address, ms. */
const NOTED_AFTER_MS = 160

/** Where the author is when the picture or the panel they were at is gone: what has taken its place, or the last. */
export function useSpotThatStays(outline: Outline | null, row: number, places: number | null): void {
  const spot = useGallery((state) => state.spot)
  const last = useRef<{ panelId: string; row: number } | null>(null)
  useEffect(() => {
    if (outline === null || spot === null) return
    if (row >= 0) {
      last.current = { panelId: spot.panelId, row }
      if (places !== null && places > 0 && spot.at >= places) change({ spot: { ...spot, at: places - 1 } })
      return
    }
    if (last.current?.panelId !== spot.panelId) return
    const next = outline.panelIds[Math.min(last.current.row, outline.panelIds.length - 1)]
    if (next !== undefined) change({ spot: { panelId: next, at: 0 } })
  }, [outline, spot, row, places])
}

/** The place of the address, when somebody else chose it: the tree, a link, a reload. */
export function useSpotFromAddress(isHere: boolean, { panel, at }: Readonly<Record<string, string>>): void {
  useEffect(() => {
    if (!isHere || panel === undefined) return
    const { spot, reveal } = gallery()
    if (spot?.panelId === panel) return
    change({ spot: { panelId: panel, at: spot === null ? Number(at) || 0 : 0 }, reveal: reveal + 1 })
  }, [isHere, panel, at])
}

/** Notes in the address where the author is, so that a reload comes back to it. */
export function useSpotInAddress(choose: ReturnType<typeof usePlace>['choose']): void {
  const spot = useGallery((state) => state.spot)
  useEffect(() => {
    if (spot === null) return
    const timer = setTimeout(() => {
      const panel = gallery().source?.panel(spot.panelId)
      choose({
        panel: spot.panelId,
        at: String(spot.at),
        ...(panel ? { scene: panel.sceneId, chapter: panel.chapterId } : {}),
      })
    }, NOTED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [spot, choose])
}
