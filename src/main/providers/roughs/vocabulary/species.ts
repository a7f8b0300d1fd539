import type { Colour } from '../colour.ts'
import { vocabulary, wordsOf } from '../reading.ts'

export type BodyPlan =
  | 'quadruped'
  | 'hopper'
  | 'bird'
  | 'caterpillar'
  | 'snake'
  | 'fish'
  | 'frog'
  | 'turtle'
  | 'insect'
  | 'seal'

export interface Species {
  name: string
  plan: BodyPlan
  colour: Colour
  /** Height at the back, or of the whole animal when upright, in heads of a grown-up. */
  size: number
  ears: 'pointed' | 'floppy' | 'long' | 'round' | 'small' | 'none'
  snout: 'short' | 'long' | 'flat' | 'beak'
  tail: 'long' | 'bushy' | 'stub' | 'hair' | 'none'
  /** Length of legs next to the body, 0.2–1. */
  legs: number
  extra: 'horns' | 'antlers' | 'mane' | 'whiskers' | 'spines' | 'shell' | 'comb' | null
  /** One ear of another colour. */
  oddEar?: Colour | null
}

const species = (
  plan: BodyPlan,
  colour: Colour,
  size: number,
  ears: Species['ears'] = 'none',
  snout: Species['snout'] = 'short',
  tail: Species['tail'] = 'none',
  legs = 0.5,
  extra: Species['extra'] = null,
): Omit<Species, 'name'> => ({ plan, colour, size, ears, snout, tail, legs, extra })

const SPECIES: Record<string, Omit<Species, 'name'>> = {
  dog: species('quadruped', '#7b5f45', 1.7, 'floppy', 'long', 'long', 0.6),
  collie: species('quadruped', '#2e2c30', 1.7, 'pointed', 'long', 'bushy', 0.6),
  wolf: species('quadruped', '#6b6c70', 2, 'pointed', 'long', 'bushy', 0.7),
  fox: species('quadruped', '#b9622b', 1.3, 'pointed', 'long', 'bushy', 0.5),
  cat: species('quadruped', '#7d7468', 1.1, 'pointed', 'flat', 'long', 0.5, 'whiskers'),
  lion: species('quadruped', '#c99a4e', 2.6, 'round', 'short', 'long', 0.6, 'mane'),
  tiger: species('quadruped', '#d0832f', 2.5, 'round', 'short', 'long', 0.6, 'whiskers'),
  bear: species('quadruped', '#5a4030', 2.8, 'round', 'short', 'stub', 0.5),
  horse: species('quadruped', '#7a4f34', 4.2, 'pointed', 'long', 'hair', 1, 'mane'),
  donkey: species('quadruped', '#85807a', 3.2, 'long', 'long', 'long', 0.9),
  cow: species('quadruped', '#8a5f43', 3.6, 'floppy', 'long', 'long', 0.65, 'horns'),
  sheep: species('quadruped', '#e2dccb', 2, 'floppy', 'short', 'stub', 0.5),
  goat: species('quadruped', '#cfc7b6', 2.2, 'floppy', 'long', 'stub', 0.7, 'horns'),
  pig: species('quadruped', '#dba79a', 1.8, 'floppy', 'flat', 'stub', 0.35),
  deer: species('quadruped', '#9a6a41', 3.2, 'pointed', 'long', 'stub', 1, 'antlers'),
  elephant: species('quadruped', '#8b8c90', 5.5, 'floppy', 'long', 'long', 0.6),
  gryphon: species('quadruped', '#a0602f', 3.2, 'pointed', 'beak', 'long', 0.7, 'mane'),
  mouse: species('hopper', '#8d8a88', 0.62, 'round', 'long', 'long', 0.3, 'whiskers'),
  rat: species('hopper', '#6c625c', 0.7, 'round', 'long', 'long', 0.3, 'whiskers'),
  rabbit: species('hopper', '#d9d3c8', 1.2, 'long', 'short', 'stub', 0.3, 'whiskers'),
  hare: species('hopper', '#a58057', 1.5, 'long', 'short', 'stub', 0.4, 'whiskers'),
  squirrel: species('hopper', '#a45a2c', 0.8, 'pointed', 'short', 'bushy', 0.3, 'whiskers'),
  hedgehog: species('hopper', '#6b5442', 0.6, 'small', 'long', 'none', 0.2, 'spines'),
  guinea: species('hopper', '#b98d58', 0.6, 'small', 'flat', 'none', 0.2),
  monkey: species('hopper', '#6f4e35', 1.8, 'round', 'flat', 'long', 0.4),
  bird: species('bird', '#5d6f80', 0.6, 'none', 'beak', 'stub', 0.3),
  gull: species('bird', '#e6e3da', 0.8, 'none', 'beak', 'stub', 0.3),
  crow: species('bird', '#26262c', 0.8, 'none', 'beak', 'stub', 0.3),
  owl: species('bird', '#8a6a48', 0.9, 'pointed', 'beak', 'stub', 0.15),
  duck: species('bird', '#c8b78a', 0.8, 'none', 'beak', 'stub', 0.15),
  goose: species('bird', '#e6e1d3', 1.4, 'none', 'beak', 'stub', 0.3),
  hen: species('bird', '#a8592f', 0.9, 'none', 'beak', 'bushy', 0.3, 'comb'),
  dodo: species('bird', '#8f93a0', 2.3, 'none', 'beak', 'bushy', 0.3),
  flamingo: species('bird', '#dd8f96', 3, 'none', 'beak', 'stub', 1.2),
  eagle: species('bird', '#6f4e35', 1.4, 'none', 'beak', 'stub', 0.3),
  parrot: species('bird', '#3f8a55', 0.8, 'none', 'beak', 'bushy', 0.2),
  caterpillar: species('caterpillar', '#5fa08c', 1.3),
  worm: species('caterpillar', '#c08a7c', 0.5),
  snake: species('snake', '#63804f', 0.8),
  fish: species('fish', '#7f9fae', 0.8),
  whale: species('fish', '#4d6472', 4),
  frog: species('frog', '#5f8f4f', 0.7),
  lizard: species('snake', '#6a8f4c', 0.6),
  turtle: species('turtle', '#7a8a5c', 1.2, 'none', 'short', 'stub', 0.2, 'shell'),
  crab: species('turtle', '#b4553c', 0.5, 'none', 'short', 'none', 0.2, 'shell'),
  insect: species('insect', '#4a4550', 0.5),
  butterfly: species('insect', '#c98442', 0.6),
  seal: species('seal', '#6b7178', 1.4),
}

const NAMES = vocabulary({
  dog: 'dog puppy hound terrier spaniel retriever',
  collie: 'collie sheepdog',
  wolf: 'wolf',
  fox: 'fox',
  cat: 'cat kitten tabby',
  lion: 'lion',
  tiger: 'tiger leopard panther',
  bear: 'bear',
  horse: 'horse pony mare stallion unicorn',
  donkey: 'donkey mule',
  cow: 'cow bull ox calf',
  sheep: 'sheep lamb',
  goat: 'goat',
  pig: 'pig boar hog',
  deer: 'deer stag fawn reindeer',
  elephant: 'elephant',
  gryphon: 'gryphon griffin',
  mouse: 'mouse dormouse',
  rat: 'rat',
  rabbit: 'rabbit bunny',
  hare: 'hare',
  squirrel: 'squirrel',
  hedgehog: 'hedgehog',
  guinea: 'guinea guinea+pig hamster',
  monkey: 'monkey ape',
  bird: 'bird sparrow robin canary pigeon dove lory magpie',
  gull: 'gull seagull albatross tern',
  crow: 'crow raven jackdaw rook',
  owl: 'owl',
  duck: 'duck drake',
  goose: 'goose swan',
  hen: 'hen chicken cock rooster turkey',
  dodo: 'dodo',
  flamingo: 'flamingo heron stork',
  eagle: 'eagle hawk falcon eaglet',
  parrot: 'parrot',
  caterpillar: 'caterpillar',
  worm: 'worm',
  snake: 'snake serpent',
  fish: 'fish salmon cod',
  whale: 'whale dolphin shark',
  frog: 'frog toad',
  lizard: 'lizard gecko newt salamander',
  turtle: 'turtle tortoise mock+turtle',
  crab: 'crab lobster',
  insect: 'insect beetle bee fly ant spider gnat',
  butterfly: 'butterfly moth',
  seal: 'seal walrus',
})

/** The animal a bible's noun means, or null for people and everything unknown. */
export function speciesOf(kind: string): Species | null {
  const words = wordsOf(kind)
  for (const word of [words.join(' '), ...words.toReversed()]) {
    const name = NAMES.get(word)
    if (name) return { name: word === 'dormouse' ? 'dormouse' : name, ...SPECIES[name]! }
  }
  return null
}

/** All nouns that mean an animal, for reading them out of a sentence. */
export const ANIMAL_NOUNS: ReadonlyMap<string, string> = NAMES
