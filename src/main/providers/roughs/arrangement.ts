import type { Stage, StagePerson } from '../../../shared/domain/generation.ts'
import type { Expression, PanelPerson, Pose, Role } from '../../../shared/domain/panel.ts'
import { type Acting, actingOf } from './acting.ts'
import { type Build, buildOf } from './figure/build.ts'
import { measure } from './figure/figure.ts'
import { STANCES } from './figure/stances.ts'
import type { Framing } from './framing.ts'
import { hashText } from './random.ts'
import { type Species, speciesOf } from './vocabulary/species.ts'

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

/** Everyone to be seen: mentioned people stay out, unknown ones are drawn from their id alone. */
export function playersOf(stage: Stage): Player[] {
  const known = new Map(stage.people.map((person) => [person.personId, person]))
  return stage.panel.people
    .filter((person) => person.role !== 'mentioned')
    .slice(0, MOST)
    .map((person) => playerOf(person, known.get(person.personId) ?? stranger(person.personId), actingOf(stage, person)))
}

function stranger(personId: string): StagePerson {
  const name = personId.replaceAll('-', ' ')
  return { personId, name, kind: name, gender: 'unknown', age: null, appearance: name, outfit: '' }
}

function playerOf(
  { personId, role }: Pick<PanelPerson, 'personId' | 'role'>,
  person: StagePerson,
  { pose, expression }: Acting,
): Player {
  const animal = speciesOf(kindOf(person))
  if (animal && person.outfit.trim() === '')
    return animalPlayer({ personId, role, pose, expression }, coloured(animal, person))
  const build = buildOf({ ...person, kind: kindOf(person) })
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
  return build.species ? { ...animal, colour: build.species.colour } : animal
}

/** An animal nobody plays: a noun of the panel's words. */
function animalPlayer(who: Pick<Player, 'personId' | 'role' | 'pose' | 'expression'>, animal: Species): Player {
  const low = who.pose === 'lie' || who.expression === 'asleep'
  return {
    ...who,
    body: { animal },
    headAt: animal.size * (low ? 0.4 : 0.95),
    headX: animal.size * (low ? 0.8 : animal.plan === 'quadruped' ? 0.6 : 0.2),
    headSize: animal.size * 0.55,
    top: animal.size * (low ? 0.8 : 1.35),
    halfWidth: animal.size * 0.95,
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
