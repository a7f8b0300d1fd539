import { composePanels } from '../../../comic/composition.ts'
import type { RoughLook } from '../../../shared/domain/art-style.ts'
import type { Stage } from '../../../shared/domain/generation.ts'
import { SHOTS, type Shot, TIMES_OF_DAY, type TimeOfDay, WEATHERS, type Weather } from '../../../shared/domain/panel.ts'
import { spoken } from '../../imagery/prompt.ts'
import type { Target } from '../../imagery/target.ts'

/** What the built-in roughs stage of a target: who, where, when, and how near. */
export function stageOfTarget(
  target: Target,
  prompt: string,
  names: ReadonlyMap<string, string>,
  look: RoughLook,
): Stage {
  const { place, depicts } = target
  const parts = target.words()
  const people = [...new Set(depicts)]
  const setting = `${place.timeOfDay ?? ''} ${parts.setting} ${parts.lighting}`
  const panel: Stage['panel'] = {
    what: parts.description || prompt,
    people: people.map((personId) => ({
      personId,
      role: 'acting',
      expression: 'neutral',
      pose: 'stand',
      evidence: [],
    })),
    placeId: place.location === null ? null : [place.location, place.zone].filter(Boolean).join('/'),
    placeName: place.location === null ? null : spoken(place.zone ?? place.location),
    timeOfDay: wordIn<TimeOfDay>(setting, TIMES_OF_DAY),
    weather: wordIn<Weather>(parts.setting, WEATHERS),
    mood: null,
    shot: shotOf(parts.imageType),
    angle: 'eye-level',
    importance: 3,
    props: [],
    flags: { sceneStart: false, reveal: false, action: parts.imageType === 'action', splash: false },
  }
  const content = { ...panel, lettering: [] }
  const composition = composePanels([{ id: 'a', sceneId: 'a', povId: null, content }], 'ltr').get('a')!
  return {
    panel,
    composition,
    people: people.map((personId) => ({
      personId,
      name: names.get(personId) ?? spoken(personId),
      kind: 'person',
      gender: 'unknown',
      age: null,
      appearance: target.states.find(({ key }) => key === personId)?.text ?? '',
      outfit: '',
    })),
    place:
      place.location === null
        ? null
        : {
            id: place.location,
            name: spoken(place.zone ?? place.location),
            signature: '',
            light: parts.lighting,
            indoors: null,
          },
    look,
  }
}

function wordIn<Word extends string>(text: string, words: readonly Word[]): Word | null {
  const found: string[] = text.toLowerCase().match(/[a-z]+/g) ?? []
  return words.find((word) => found.includes(word)) ?? null
}

/** Kinds of pictures as authors call them, where they are no shot themselves. */
const SHOT_OF_KIND: Readonly<Record<string, Shot>> = {
  hero: 'full',
  action: 'full',
  beat: 'medium',
  mood: 'long',
  zone: 'establishing',
}

function shotOf(imageType: string): Shot {
  const kind = imageType.toLowerCase()
  return SHOTS.find((shot) => shot === kind) ?? SHOT_OF_KIND[kind] ?? 'medium'
}
