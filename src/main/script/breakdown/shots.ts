import type { Angle, Evidence, PanelPerson, Shot } from '../../../shared/domain/index.ts'

/** What the choice of a shot looks at. */
export interface ShotSubject {
  what: string
  people: readonly PanelPerson[]
  sceneStart: boolean
  /** Nothing but talk in it. */
  talk: boolean
  action: boolean
  reveal: boolean
  document: boolean
  props: readonly string[]
}

export interface ShotChoice {
  shot: Shot
  angle: Angle
  evidence: Evidence
}

/** Shots a talk goes through, so that no two neighbours look alike. */
const TALK_SHOTS: readonly Shot[] = ['two-shot', 'medium-close-up', 'over-the-shoulder', 'close-up']
const BIG_POSES = new Set(['run', 'climb', 'fall', 'fight', 'push', 'pull', 'dance', 'swim', 'row'])
const STRONG_FACES = new Set(['cry', 'afraid', 'angry', 'surprised', 'laugh', 'sad', 'worried', 'disgusted'])
const SMALL_DEEDS = /\b(?:finger|fingers|hand|hands|thumb|palm|eye|eyes|button|coin|key|ring|pencil|match|lip|lips)\b/i

/**
 * Chooses the framing a panel's content asks for, and another one when the panel before had the same.
 * @param before shots of the panels before, nearest last
 */
export function chooseShot(subject: ShotSubject, before: readonly Shot[]): ShotChoice {
  const wishes = wishesFor(subject, before)
  const last = before.at(-1)
  const chosen = wishes.find((wish) => wish.shot !== last) ?? wishes[0]!
  return {
    shot: chosen.shot,
    angle: angleOf(subject, chosen.shot),
    evidence: { about: 'shot', words: '', rule: chosen.rule, confidence: 0.6 },
  }
}

interface Wish {
  shot: Shot
  rule: string
}

function wishesFor(subject: ShotSubject, before: readonly Shot[]): Wish[] {
  const seen = subject.people.filter((person) => person.role !== 'mentioned')
  const acting = seen.filter((person) => person.role === 'acting')
  const wishes: Wish[] = []
  const wish = (shot: Shot, rule: string) => wishes.push({ shot, rule })
  if (subject.sceneStart) wish(seen.length && !subject.props.length ? 'long' : 'establishing', 'scene-opens')
  if (subject.document) wish('detail', 'document')
  if (!seen.length) wish(subject.props.length === 1 ? 'detail' : 'long', 'nobody-in-it')
  if (seen.length >= 4) wish('long', 'many-people')
  if (acting.some((person) => BIG_POSES.has(person.pose))) wish('full', 'whole-body-in-motion')
  if (subject.action) wish('medium-long', 'action')
  if (acting.some((person) => STRONG_FACES.has(person.expression)) && acting.length === 1)
    wish('close-up', 'strong-expression')
  if (subject.reveal && acting.length === 1) wish('medium-close-up', 'reveal')
  if (subject.talk && seen.length >= 2) {
    const at = before.filter((shot) => TALK_SHOTS.includes(shot)).length
    wish(TALK_SHOTS[at % TALK_SHOTS.length]!, 'talk')
    wish(TALK_SHOTS[(at + 1) % TALK_SHOTS.length]!, 'talk')
  }
  if (SMALL_DEEDS.test(subject.what) && seen.length <= 1) wish('close-up', 'small-deed')
  wish(seen.length === 2 ? 'two-shot' : 'medium', 'people-in-it')
  wish(seen.length >= 2 ? 'medium-long' : 'medium-close-up', 'change-of-framing')
  wish('medium', 'change-of-framing')
  return wishes
}

function angleOf({ what, sceneStart }: ShotSubject, shot: Shot): Angle {
  if (
    /\b(?:looks?|stares?|gazes?|glances?|peers?) (?:straight )?up\b|\btowers? (?:over|above)\b|\boverhead\b/i.test(what)
  )
    return 'low'
  if (
    /\b(?:looks?|stares?|gazes?|peers?) (?:straight )?down\b|\bon the (?:floor|ground)\b|\bfar below\b|\b(?:lies|falls)\b/i.test(
      what,
    )
  )
    return 'high'
  if (shot === 'establishing' && sceneStart && /\b(?:sea|village|town|valley|city|forest|roofs)\b/i.test(what))
    return 'high'
  return 'eye-level'
}
