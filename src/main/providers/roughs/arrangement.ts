import type { Stage, StagePerson } from '../../../shared/domain/generation.ts'
import type { Expression, PanelPerson, Pose, Role } from '../../../shared/domain/panel.ts'
import { type Acting, actingOf } from './acting.ts'
import type { Colour } from './colour.ts'
import { type Build, buildOf } from './figure/build.ts'
import { measure } from './figure/figure.ts'
import { STANCES } from './figure/stances.ts'
import { type Framing, isNear } from './framing.ts'
import { hashText } from './random.ts'
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
  const players = stage.panel.people
    .filter((person) => person.role !== 'mentioned')
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

/** Gives everyone a place: side by side and turned to each other, feet on one ground, passive people a step behind. */
export function arrange(
  players: readonly Player[],
  framing: Framing,
  width: number,
  height: number,
  seed: number,
  alone: 'left' | 'right',
): Placed[] {
  if (players.length === 0) return []
  const biggest = Math.max(...players.map((player) => player.headSize))
  const tallest = Math.max(...players.map((player) => player.headAt))
  // A cat alone in a close-up fills it as a person would.
  const wanted =
    framing.anchor.on === 'head'
      ? framing.head / Math.max(0.45, biggest)
      : Math.min(framing.head * Math.max(1, 3.2 / Math.max(...players.map((p) => p.top))), framing.head * 2)
  const breadth =
    players.reduce((sum, player) => sum + player.halfWidth * 2, 0) *
    wanted *
    (framing.anchor.on === 'head' ? 0.7 : 0.96)
  const head = Math.min(wanted, (wanted * width * 0.96) / breadth)
  const ground =
    framing.anchor.on === 'ground'
      ? framing.anchor.y * height
      : framing.anchor.y * height + tallest * head * framing.squash
  const distance = (player: Player) => (player.role === 'passive' && players.length > 1 ? 0.9 : 1)
  const widths = players.map(
    (player) => player.halfWidth * 2 * head * distance(player) * (framing.anchor.on === 'head' ? 0.92 : 1),
  )
  const total = widths.reduce((sum, w) => sum + w, 0)
  const gap =
    players.length > 1
      ? Math.max(-0.15 * (total / players.length), Math.min((width * 0.94 - total) / players.length, head * 1.1))
      : 0
  const span = total + gap * (players.length - 1)
  const aside =
    players.length === 1 ? (alone === 'left' ? -1 : 1) * Math.min(0.11 * width, Math.max(0, (width - total) / 2)) : 0
  let at = width / 2 - span / 2 + aside
  return players.map((player, i) => {
    const w = widths[i]!
    const x = at + w / 2
    at += w + gap
    const middle = width / 2
    const facesLeft =
      players.length === 1
        ? alone === 'right'
        : x > middle + 1 || (Math.abs(x - middle) <= 1 && (hashText(player.personId) ^ seed) % 2 === 0)
    const k = distance(player)
    const step = framing.anchor.on === 'ground' ? (1 - k) * head * 2.4 : (1 - k) * tallest * head * 0.55
    // Near shots are about faces, so the face and not the feet takes the place.
    const ahead = framing.anchor.on === 'head' ? player.headX * head * 0.85 * (facesLeft ? -1 : 1) : 0
    return {
      player,
      x: x - ahead,
      ground: ground - step - Math.max(0, tallest - player.headAt) * head * framing.squash * framing.lift,
      head: head * k,
      flip: facesLeft,
      turn: players.length === 1 ? 0.2 + ((hashText(player.personId) + seed) % 4) * 0.1 : 0.5,
    }
  })
}
