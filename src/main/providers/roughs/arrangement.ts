import type { Stage, StagePerson } from '../../../shared/domain/generation.ts'
import type { Expression, PanelPerson, Pose, Role } from '../../../shared/domain/panel.ts'
import { type Acting, actingOf } from './acting.ts'
import type { Colour } from './colour.ts'
import { type Build, buildOf } from './figure/build.ts'
import { measure } from './figure/figure.ts'
import { STANCES } from './figure/stances.ts'
import { isNear } from './framing.ts'
import { mentions, wordsOf } from './reading.ts'
import { FOLK } from './vocabulary/folk.ts'
import { COLOURS } from './vocabulary/looks.ts'
import { type Species, speciesOf } from './vocabulary/species.ts'
import { walkOnsOf } from './walk-ons.ts'

/** Someone to be drawn, before it is known where. */
export interface Player {
  personId: string
  role: Role
  pose: Pose
  expression: Expression
  body: { build: Build } | { animal: Species }
  /** Heights above the ground and extent, in heads of a grown-up. */
  headAt: number
  /** How far the head is in front of the feet. */
  headX: number
  headSize: number
  top: number
  halfWidth: number
}

/** A player with a place in the picture, in pixels. */
export interface Placed {
  player: Player
  x: number
  ground: number
  /** Pixels of a grown-up's head at this distance. */
  head: number
  flip: boolean
  turn: number
}

/** More would only be a crowd of hats. */
const MOST = 7

/** Who is to be seen: the panel's people and those few its words add, and the crowd behind them. */
export interface Company {
  players: Player[]
  crowd: Player[]
}

/** From near, arms flung out and bodies laid flat only cover the faces the shot is about. */
const FROM_NEAR: Partial<Record<Pose, Pose>> = {
  lie: 'lean',
  push: 'hold',
  pull: 'hold',
  reach: 'hold',
  climb: 'lean',
  run: 'walk',
  fall: 'lean',
  swim: 'stand',
}

/** Everyone to be seen: mentioned people stay out, unknown ones are drawn from their id alone. */
export function companyOf(stage: Stage): Company {
  const known = new Map(stage.people.map((person) => [person.personId, person]))
  const near = isNear(stage.panel.shot)
  const most = stage.panel.shot === 'extreme-close-up' ? 1 : MOST
  const { figures, viewerId } = stage.composition
  const composed = new Set([...figures.map(({ personId }) => personId), viewerId])
  const drawn = stage.panel.people.filter((person) => person.role !== 'mentioned')
  const inPicture = drawn.filter(({ personId }) => composed.has(personId))
  const players = (inPicture.length > 0 ? inPicture : drawn)
    .slice(0, most)
    .map((person) =>
      playerOf(person, dressed(known.get(person.personId) ?? stranger(person.personId)), actingOf(stage, person), near),
    )
  const walkOns = walkOnsOf(stage)
  if (walkOns.people.length === 0) return { players, crowd: [] }
  const alike = { role: 'passive' as const, pose: 'stand' as const, expression: 'neutral' as const, evidence: [] }
  const noun = walkOns.people[0]!.name
  const about = stage.panel.what.split(/(?<=[.!?])\s+/).find((sentence) => wordsOf(sentence).includes(noun)) ?? ''
  const acting = walkOns.crowd
    ? alike
    : actingOf({ ...stage, panel: { ...stage.panel, what: about, people: [] } }, { ...alike, personId: noun })
  const others = walkOns.people.map((person) => playerOf({ ...alike, personId: person.personId }, person, acting, near))
  if (walkOns.crowd || players.length > 2) return { players, crowd: others }
  return { players: [...players, ...others].slice(0, MOST), crowd: [] }
}

/** A walk-on without a description is dressed as its noun goes: soldiers in red coats, clerks in waistcoats. */
function dressed(person: StagePerson): StagePerson {
  const folk =
    person.appearance === '' && person.outfit === ''
      ? wordsOf(person.name)
          .map((word) => FOLK.get(word))
          .find(Boolean)
      : undefined
  return folk ? { ...person, outfit: folk.outfit, age: folk.age, gender: folk.gender } : person
}

function stranger(personId: string): StagePerson {
  const name = personId.replaceAll('-', ' ')
  return { personId, name, kind: 'person', gender: 'unknown', age: null, appearance: '', outfit: '' }
}

function playerOf(
  { personId, role }: Pick<PanelPerson, 'personId' | 'role'>,
  person: StagePerson,
  { pose: asked, expression }: Acting,
  near: boolean,
): Player {
  const animal = speciesOf(kindOf(person))
  if (animal && person.outfit.trim() === '') {
    // From near, a standing animal is a wall of fur; sitting it shows its face.
    const seen = near && animal.plan === 'quadruped' && asked !== 'lie' && asked !== 'run' ? 'sit' : asked
    return animalPlayer({ personId, role, pose: seen, expression }, coloured(animal, person))
  }
  const build = buildOf({ ...person, kind: kindOf(person) })
  const pose = near ? (FROM_NEAR[asked] ?? asked) : asked
  const size = build.species ? Math.min(1, 0.55 + build.species.size * 0.12) : build.headSize
  const { joints, top, left, right } = measure(build, pose)
  const lying = STANCES[pose].turn !== 0
  return {
    personId,
    role,
    pose,
    expression,
    body: { build },
    headAt: lying ? 0.7 * size : -joints.head[1] * size,
    headX: lying ? 0 : joints.head[0] * size,
    headSize: size,
    top: pose === 'fall' ? 4.4 * size : lying ? 1.4 * size : -top * size,
    halfWidth: (lying ? 2.7 : Math.min(1.5, Math.max(-left, right))) * size,
  }
}

/** A walk-on nobody described is what it is called: a duck that speaks is a duck. */
function kindOf({ kind, name, appearance, outfit }: StagePerson): string {
  return kind === 'person' && appearance === '' && outfit === '' && name === name.toLowerCase() ? name : kind
}

function coloured(animal: Species, person: StagePerson): Species {
  const build = buildOf(person)
  const low = mentions(person.appearance, 'low')
  return {
    ...animal,
    colour: build.species?.colour ?? animal.colour,
    legs: low ? animal.legs * 0.5 : animal.legs,
    size: low ? animal.size * 0.8 : animal.size,
    oddEar: colourOfOneEar(person.appearance),
  }
}

/** "One white ear". */
function colourOfOneEar(appearance: string): Colour | null {
  const word = /\bone (\p{L}+) ear\b/iu.exec(appearance)?.[1]?.toLowerCase()
  return word === undefined ? null : (COLOURS.get(word) ?? null)
}

/** An animal nobody plays: a noun of the panel's words. */
function animalPlayer(who: Pick<Player, 'personId' | 'role' | 'pose' | 'expression'>, animal: Species): Player {
  const low = who.pose === 'lie' || who.expression === 'asleep'
  return {
    ...who,
    body: { animal },
    headAt: animal.size * (low ? 0.4 : 0.95),
    headX: animal.size * (low ? 0.8 : animal.plan === 'quadruped' ? (who.pose === 'sit' ? 0.28 : 0.6) : 0.2),
    headSize: animal.size * 0.55,
    top: animal.size * (low ? 0.8 : 1.35),
    halfWidth: animal.size * (who.pose === 'sit' && animal.plan === 'quadruped' ? 0.6 : 0.95),
  }
}
