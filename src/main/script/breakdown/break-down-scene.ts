import type { PanelContent, SceneContent, ScriptScene } from '../../../shared/domain/index.ts'
import { readBeats } from './beats.ts'
import { type BreakdownContext, DEFAULT_DENSITY, DEFAULT_MIN_PANELS, overridesOf } from './context.ts'
import { cutPanels } from './cuts.ts'
import { overrideRoles } from './overrides.ts'
import { panelsOf } from './panels.ts'
import { describeProvisional } from './provisional-people.ts'
import { readScene, type SceneReading } from './read-scene.ts'

/**
 * Breaks a scene of prose into panels: pure, offline, the same for the same input.
 * A scene without words gives no panels; any other at least `minPanels`.
 */
export function breakDownScene(scene: ScriptScene, context: BreakdownContext): SceneContent {
  const reading = readScene(scene, context)
  const density = Math.min(240, Math.max(40, context.density ?? DEFAULT_DENSITY))
  const minPanels = Math.max(1, context.minPanels ?? DEFAULT_MIN_PANELS)
  const opening = scene.slug ? plainSlug(scene.slug.text) : null
  const cut = panelsOf(cutPanels(readBeats(reading), { density, minPanels }), reading, opening, context)
  const content: SceneContent = {
    placeId: reading.setting.placeId,
    placeName: reading.setting.placeName,
    timeOfDay: reading.timeOfDay,
    mood: reading.mood,
    weather: reading.weather,
    date: reading.date,
    povId: reading.povId,
    present: reading.presence.present,
    referenced: reading.presence.referenced,
    panels: describeProvisional(fillUp(cut, minPanels, reading), context.provisional ?? []),
    evidence: reading.evidence,
  }
  return overrideRoles(content, overridesOf(context))
}

const plainSlug = (text: string): string => text.replace(/[*_]/g, '').trim()

/** A scene of one or two sentences still gets its pictures: the place before it, a detail after it. */
function fillUp(panels: PanelContent[], minPanels: number, reading: SceneReading): PanelContent[] {
  const filled = [...panels]
  const model = panels[0]
  if (!model) return filled
  while (filled.length < minPanels) {
    const opens = filled.length === panels.length
    const view: PanelContent = {
      ...model,
      what: opens ? `A wide view of ${model.placeName ?? 'the place'}, before anything happens.` : detailOf(model),
      source: '',
      people: [],
      shot: opens ? 'establishing' : 'detail',
      angle: 'eye-level',
      importance: opens ? 3 : 1,
      lettering: [],
      flags: { sceneStart: opens, reveal: false, action: false, splash: false },
      evidence: [
        { about: 'beat', words: '', rule: 'short-scene-filled-up', confidence: 0.5 },
        reading.setting.evidence,
      ],
    }
    if (opens) {
      model.flags = { ...model.flags, sceneStart: false }
      view.lettering = model.lettering.filter((line) => line.kind === 'caption').slice(0, 1)
      model.lettering = model.lettering.filter((line) => !view.lettering.includes(line))
      filled.unshift(view)
    } else filled.push(view)
  }
  return filled
}

const detailOf = ({ props, placeName }: PanelContent): string =>
  props[0] ? `A detail: the ${props[0]}.` : `A detail of ${placeName ?? 'the place'}, in the same light.`
