import type { PanelView, SceneView } from '../script-view.ts'
import type { Guess } from './guess.ts'

/** The guesses of a scene as a whole that another reader could read otherwise. */
export function unsureSettings(scene: SceneView): Guess<string | null>[] {
  const { place, timeOfDay, weather, mood, date, pov } = scene
  return [place, timeOfDay, weather, mood, date, pov, ...scene.present, ...scene.mentioned].filter(
    ({ unsure }) => unsure,
  )
}

/** The same for one panel. */
export function unsureInPanel({ people, lettering }: PanelView): Guess<string | null>[] {
  return [...people, ...lettering].filter(({ unsure }) => unsure)
}
