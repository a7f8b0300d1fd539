import { composePanels } from '../../../comic/composition.ts'
import type { RoughLook } from '../../../shared/domain/art-style.ts'
import type { GenerationRequest, Stage, StagePerson } from '../../../shared/domain/generation.ts'

export const INK: RoughLook = {
  technique: 'ink',
  screentone: true,
  colour: 'full',
  tint: '#2f4a6b',
  tintStrength: 0,
  lineWeight: 1,
}

export const HARBOUR_MASTER: StagePerson = {
  personId: 'harbour-master',
  name: 'Ada Quill',
  kind: 'person',
  gender: 'female',
  age: 44,
  appearance: 'tall, grey bun, round spectacles',
  outfit: 'green coat with brass buttons, red scarf',
}

export const BOY: StagePerson = {
  personId: 'pip',
  name: 'Pip',
  kind: 'person',
  gender: 'male',
  age: 9,
  appearance: 'curly black hair',
  outfit: 'striped jersey, shorts',
}

export const DOG: StagePerson = {
  personId: 'rex',
  name: 'Rex',
  kind: 'dog',
  gender: 'male',
  age: null,
  appearance: 'brown',
  outfit: '',
}

/** A stage with two people on a quay; `panel` replaces what a test is about. */
export function stageOf(panel: Partial<Stage['panel']> = {}, changes: Partial<Omit<Stage, 'panel'>> = {}): Stage {
  const whole: Stage['panel'] = {
    what: 'Ada and Pip wait on the quay.',
    people: [
      { personId: 'harbour-master', role: 'acting', expression: 'neutral', pose: 'stand', evidence: [] },
      { personId: 'pip', role: 'acting', expression: 'smile', pose: 'stand', evidence: [] },
    ],
    placeId: null,
    placeName: 'the quay',
    timeOfDay: 'day',
    weather: null,
    mood: null,
    shot: 'full',
    angle: 'eye-level',
    importance: 3,
    props: [],
    flags: { sceneStart: false, reveal: false, action: false, splash: false },
    ...panel,
  }
  const scene = { id: 'a', sceneId: 's', povId: null, content: { ...whole, lettering: [] } }
  return {
    panel: whole,
    people: [HARBOUR_MASTER, BOY],
    composition: composePanels([scene], 'ltr').get('a')!,
    place: null,
    look: INK,
    ...changes,
  }
}

export function requestOf(
  stage: Stage | null,
  size: { width: number; height: number } = { width: 320, height: 240 },
): GenerationRequest {
  return {
    prompt: '',
    negativePrompt: '',
    provider: 'roughs',
    providerModel: 'roughs-1',
    ...size,
    quality: null,
    seed: 11,
    references: [],
    artStyle: { id: 'ink', version: 1 },
    language: 'en',
    index: 0,
    stage,
  }
}
