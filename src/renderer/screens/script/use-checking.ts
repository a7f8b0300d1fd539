import { useCallback, useEffect, useState } from 'react'
import { announce } from '../../announce/announce.tsx'
import { useWords } from '../../i18n/words.ts'
import { chordOf, onMac } from '../../keys/chord.ts'
import { useCommandKeys } from '../../keys/use-keys.ts'
import type { usePlace } from '../../place/use-place.ts'
import type { SceneMeasure, ScriptPage } from './rows.ts'
import { nextSceneToCheck, nextToCheck, type ToCheck, toCheckIn } from './to-check.ts'

/** Goes through what wants checking, scene by scene, the next one asked at its place. */
export function useChecking({
  scenes,
  pages,
  check,
  setCheck,
  selected,
  sceneId,
  select,
  choose,
}: {
  scenes: readonly SceneMeasure[]
  pages: ReadonlyMap<string, ScriptPage>
  check: ToCheck | null
  setCheck(check: ToCheck | null): void
  selected: string | null
  sceneId: string
  select(panelId: string, scene: SceneMeasure): void
  choose: ReturnType<typeof usePlace>['choose']
}) {
  const words = useWords('script')
  /** The way to a scene whose words are still to come. */
  const [way, setWay] = useState<{ sceneId: string; step: 1 | -1 } | null>(null)
  const open = useCallback(
    (found: ToCheck) => {
      const scene = scenes.find(({ id }) => id === found.sceneId)!
      if (found.panelId === null) choose({ scene: scene.id, chapter: scene.chapterId, panel: null })
      else select(found.panelId, scene)
      setCheck(found)
    },
    [scenes, choose, select, setCheck],
  )
  const goTo = useCallback(
    (step: 1 | -1) => {
      const from = check?.sceneId ?? sceneId
      const page = pages.get(from)
      const found = page && nextToCheck(toCheckIn(page), { check, panelId: selected }, page.panels, step)
      if (found) return open(found)
      const next = nextSceneToCheck(scenes, from, step)
      if (next === null) {
        setCheck(null)
        announce(words('nothingToCheck'))
        return
      }
      const scene = scenes.find(({ id }) => id === next)!
      choose({ scene: scene.id, chapter: scene.chapterId, panel: null })
      setWay({ sceneId: next, step })
    },
    [check, sceneId, pages, selected, scenes, open, choose, setCheck, words],
  )
  useEffect(() => {
    const page = way && pages.get(way.sceneId)
    if (!page) return
    setWay(null)
    const found = toCheckIn(page).at(way.step > 0 ? 0 : -1)
    if (found) open(found)
  }, [way, pages, open])
  const pending = scenes.some(({ unsure }) => unsure > 0)
  return { pending, goTo }
}

/**
 * Tab goes on to what wants checking as long as there is something, but only from the script itself: everywhere else, and
 * past the last one, it moves the focus as it always does.
 */
export function useTab(goTo: (step: 1 | -1) => void, pending: boolean): void {
  const keysOf = useCommandKeys()
  useEffect(() => {
    if (!pending) return
    const isMac = onMac()
    const hear = (event: KeyboardEvent) => {
      const chord = chordOf(event, isMac)
      if (chord === null || event.defaultPrevented || !isOfScript(event.target)) return
      const step = keysOf('script', 'nextToCheck').includes(chord)
        ? 1
        : keysOf('script', 'previousToCheck').includes(chord)
          ? -1
          : null
      if (step === null) return
      event.preventDefault()
      goTo(step)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [keysOf, goTo, pending])
}

function isOfScript(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target === document.body) return true
  return target.closest('[data-panels]') !== null && target.closest('input, textarea') === null
}
