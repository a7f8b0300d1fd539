import type { StagePerson } from '../../../../shared/domain/generation.ts'
import { type Colour, darken, mix } from '../colour.ts'
import { hashText, type Random, randomFrom } from '../random.ts'
import { findTerms, mentions, wordsOf } from '../reading.ts'
import {
  BEARDS,
  type Beard,
  CLOTHES,
  COLOURS,
  EYES,
  FAIR_SKINS,
  GARMENTS,
  type Garment,
  GREY_HAIR,
  HAIR_COLOURS,
  HAIR_STYLES,
  HATS,
  type HairStyle,
  type Hat,
  SKIN_WORDS,
  SKINS,
  TROUSERS,
} from '../vocabulary/looks.ts'
import { type Species, speciesOf } from '../vocabulary/species.ts'

/** How one person looks in every picture of the same look: silhouette, face, hair, clothes, colours. */
export interface Build {
  /** Height in heads; children have bigger heads for their height. */
  heads: number
  /** Size of the head next to a grown-up's. */
  headSize: number
  /** Half widths in heads. */
  shoulders: number
  waist: number
  hips: number
  skin: Colour
  face: {
    cheek: number
    jaw: number
    chin: number
    nose: 'small' | 'long' | 'hook' | 'round'
    eyeSize: number
    lash: boolean
    lines: boolean
  }
  eyes: Colour
  freckles: boolean
  blush: boolean
  spectacles: boolean
  /** Worn pushed up on the forehead. */
  goggles: boolean
  hair: { style: HairStyle; colour: Colour; fringe: number; streak: boolean }
  beard: { style: Beard; colour: Colour } | null
  hat: { style: Hat; colour: Colour } | null
  top: { garment: Garment; colour: Colour }
  /** A second thing over or under the top: waistcoat, apron, shawl … */
  over: { garment: Garment; colour: Colour } | null
  lower: { garment: 'skirt' | 'trousers' | 'shorts' | 'none'; colour: Colour }
  neck: { garment: 'scarf' | 'tie' | 'bow-tie' | 'collar'; colour: Colour; patchwork: boolean } | null
  feet: { garment: 'boots' | 'shoes' | 'barefoot'; colour: Colour }
  gloves: Colour | null
  buttons: Colour | null
  pattern: 'checked' | 'striped' | 'hearts' | null
  /** An animal's head on a person's body, for animals that wear clothes. */
  species: Species | null
}

const TOPS: readonly Garment[] = [
  'card',
  'armour',
  'coat',
  'tailcoat',
  'robe',
  'dress',
  'overalls',
  'jacket',
  'smock',
  'jumper',
  'waistcoat',
  'shirt',
]
const OVERS: readonly Garment[] = ['apron', 'shawl', 'cloak', 'waistcoat']
const NECKS: readonly Garment[] = ['scarf', 'bow-tie', 'tie', 'collar']
const UNTAILORED: readonly Garment[] = ['dress', 'robe', 'smock', 'card']

/** The colour said of the word at `at`: the nearest colour word before it, no further back than `after`. */
function colourBefore(words: readonly string[], at: number, after: number): Colour | null {
  for (let i = at - 1; i > Math.max(after, at - 6); i--) {
    const colour = COLOURS.get(words[i]!)
    if (!colour) continue
    const shade = words[i - 1]
    if (shade === 'dark' || shade === 'deep') return darken(colour, 0.28)
    if (shade === 'pale' || shade === 'light' || shade === 'faded') return mix(colour, '#efe6d4', 0.45)
    return colour
  }
  return null
}

function clothesOf(outfit: string): Map<Garment, Colour | null> {
  const words = wordsOf(outfit)
  const clothes = new Map<Garment, Colour | null>()
  let previous = -1
  for (const { value, at } of findTerms(outfit, GARMENTS)) {
    if (!clothes.has(value)) clothes.set(value, colourBefore(words, at, previous))
    previous = at
  }
  return clothes
}

const HAIR_WORDS = new Set(['hair', 'haired', 'plait', 'braid', 'bun', 'curl', 'curly', 'bob', 'ponytail', 'knot'])

function hairOf(
  text: string,
  gender: StagePerson['gender'],
  old: boolean,
  child: boolean,
  random: Random,
): Build['hair'] {
  const words = wordsOf(text)
  // "One long braid … white braid": the first that comes with a colour tells it.
  const said =
    words
      .flatMap((word, at) => (HAIR_WORDS.has(word) ? [colourBefore(words, at + 1, -1)] : []))
      .find((colour) => colour !== null) ?? null
  const blond = mentions(text, 'blond', 'blonde', 'fair') ? '#cfae68' : null
  const fallback = old ? random.pick(GREY_HAIR) : random.pick(HAIR_COLOURS)
  const female: readonly HairStyle[] = child
    ? ['bob', 'long', 'plaits', 'ponytail']
    : ['long', 'bob', 'bun', 'curly', 'ponytail', 'side']
  const male: readonly HairStyle[] = old
    ? ['ring', 'short', 'side', 'bald']
    : ['short', 'side', 'curly', 'crop', 'wild']
  const chosen = random.pick(
    gender === 'female' ? female : gender === 'male' ? male : [...male.slice(0, 3), ...female.slice(0, 2)],
  )
  let style = chosen
  const styles = findTerms(text, HAIR_STYLES).filter(({ value, term, at: place }) => {
    if (value !== 'short' && value !== 'long') return true
    return term !== 'shoulder' && words.slice(place, place + 5).some((word) => word === 'hair' || word === 'haired')
  })
  if (styles.length > 0)
    style = styles.find(({ value }) => value !== 'short' && value !== 'long')?.value ?? styles[0]!.value
  if (style === 'plait' && mentions(text, 'two', 'plaits') && /plaits|braids/i.test(text)) style = 'plaits'
  return {
    style,
    colour: said ?? blond ?? fallback,
    fringe: random.between(-1, 1),
    streak: mentions(text, 'streak'),
  }
}

const FLORID = new Set(['pink', 'rose', 'purple', 'violet', 'crimson', 'scarlet', 'mauve'])

function beardOf(text: string, hair: Colour): Build['beard'] {
  if (/clean-shaven/i.test(text)) return null
  const found = findTerms(text, BEARDS)[0]
  if (!found) return null
  const words = wordsOf(text)
  // Pink and purple before a beard are the face it grows in.
  const said = FLORID.has(words.slice(Math.max(0, found.at - 4), found.at).findLast((word) => COLOURS.has(word)) ?? '')
    ? null
    : colourBefore(words, found.at, -1)
  return { style: found.value, colour: said ?? hair }
}

/** Reads a person's look out of the bible's words; what they leave open follows from the id, so it never changes. */
export function buildOf(described: StagePerson): Build {
  // "No trousers, no collar" is what somebody does not wear.
  const person = { ...described, outfit: described.outfit.replace(/\bno \p{L}+/giu, '') }
  // Two sources, so that new clothes never change a face.
  const random = randomFrom(hashText(person.personId))
  const wardrobe = randomFrom(hashText(`${person.personId}: clothes`))
  const text = `${person.appearance} ${person.outfit}`
  const animal = speciesOf(person.kind)
  const girl = mentions(person.appearance, 'girl', 'boy', 'child', 'kid', 'toddler')
  const age = person.age ?? (girl ? 9 : mentions(text, 'old', 'elderly', 'aged') ? 70 : 35)
  const child = age < 13
  const teen = age >= 13 && age < 18
  const old = age >= 60
  const gender = person.gender
  const slight = gender === 'female' || child
  const build = mentions(text, 'broad', 'stout', 'heavy', 'fat', 'big', 'burly', 'square', 'round', 'large') ? 0.16 : 0
  const huge = mentions(text, 'enormous', 'huge', 'giant', 'gigantic')
  const broad = huge ? 0.26 : build
  const thin = mentions(text, 'thin', 'lanky', 'slim', 'lean', 'narrow', 'small', 'slender', 'gaunt') ? 0.09 : 0
  const tall = huge || mentions(text, 'tall') ? 0.5 : mentions(text, 'small', 'short', 'tiny') && !child ? -0.35 : 0

  const skin =
    SKIN_WORDS.get(findTerms(person.appearance, SKIN_WORDS)[0]?.term ?? '') ??
    random.pick(
      mentions(person.appearance, 'freckle', 'freckled', 'fair', 'blond', 'blonde', 'copper', 'ginger', 'red', 'auburn')
        ? FAIR_SKINS
        : SKINS,
    )
  const hair = hairOf(person.appearance, gender, old, child, random)
  const beard = beardOf(person.appearance, hair.colour)
  // Words that give only the beard its colour give it to the hair too.
  if (beard && beard.colour !== hair.colour && !mentions(person.appearance, 'hair', 'haired'))
    hair.colour = beard.colour
  const clothes = clothesOf(person.outfit)
  const first = (of: readonly Garment[]) => of.find((garment) => clothes.has(garment)) ?? null
  const fallbackTop: Garment =
    gender === 'female'
      ? wardrobe.pick(['dress', 'jumper', 'shirt', 'coat'])
      : wardrobe.pick(['jacket', 'jumper', 'shirt', 'coat'])
  const topColour = wardrobe.pick(CLOTHES)
  const garment = first(TOPS) ?? (clothes.has('skirt') ? 'shirt' : fallbackTop)
  const anyColour = COLOURS.get(findTerms(person.outfit, COLOURS)[0]?.term ?? '') ?? topColour
  const top = { garment, colour: clothes.get(garment) ?? anyColour }
  const overGarment = first(OVERS.filter((over) => over !== garment))
  const neckGarment = first(NECKS) as 'scarf' | 'tie' | 'bow-tie' | 'collar' | null
  const trousers = wardrobe.pick(TROUSERS)
  const longSkirt =
    (garment === 'shirt' || garment === 'jumper') &&
    gender === 'female' &&
    !clothes.has('trousers') &&
    (clothes.has('skirt') || wardrobe.next() < 0.5)
  const spoken = COLOURS.get(wordsOf(person.appearance)[0] ?? '') ?? null
  const lower: Build['lower'] =
    clothes.has('skirt') || longSkirt
      ? { garment: 'skirt', colour: clothes.get('skirt') ?? trousers }
      : clothes.has('shorts')
        ? { garment: 'shorts', colour: clothes.get('shorts') ?? trousers }
        : {
            garment: UNTAILORED.includes(garment) && garment !== 'smock' ? 'none' : 'trousers',
            colour: clothes.get('trousers') ?? (animal ? (spoken ?? animal.colour) : trousers),
          }
  const goggles = /goggles?\b[^,;.]*\b(?:forehead|brow|head|hat|up)\b/i.test(text)
  const hatWords = wordsOf(`${person.outfit} ${person.appearance}`)
  const hatTerm = findTerms(`${person.outfit} ${person.appearance}`, HATS).find(
    // "Bald crown" is a head and "hat in his hands" a thing to hold.
    ({ term, at }) => !(term === 'crown' && hatWords[at - 1] === 'bald') && hatWords[at + 1] !== 'in',
  )
  const reigns = mentions(person.name, 'queen', 'king') && !hatTerm

  return {
    heads: child ? 4.1 + Math.max(0, age - 4) * 0.06 : (teen ? 5 : 5.55) + tall - (old ? 0.1 : 0),
    headSize: child ? 0.82 + Math.max(0, age - 5) * 0.015 : teen ? 0.93 : 1 - (slight ? 0.03 : 0),
    shoulders: (child ? 0.56 : slight ? 0.68 : 0.84) + broad - thin,
    waist: (child ? 0.46 : slight ? 0.47 : 0.62) + broad * 1.6 - thin,
    hips: (child ? 0.48 : slight ? 0.62 : 0.6) + broad - thin * 0.7,
    skin: animal ? (spoken ?? animal.colour) : skin,
    face: {
      cheek: random.between(0.335, 0.385) + broad * 0.3 - thin * 0.3 + (child ? 0.02 : 0),
      jaw:
        (slight ? random.between(0.19, 0.24) : random.between(0.24, 0.31)) +
        broad * 0.35 +
        (mentions(person.appearance, 'square') ? 0.06 : 0),
      chin: random.between(0.48, 0.53) + (mentions(person.appearance, 'long') ? 0.03 : 0) - (child ? 0.03 : 0),
      nose: mentions(text, 'long nose', 'nose')
        ? 'long'
        : child
          ? 'small'
          : random.pick(slight ? ['small', 'small', 'long'] : ['long', 'hook', 'round', 'small']),
      eyeSize: child ? 1.25 : slight ? 1.1 : 0.95,
      lash: gender === 'female',
      lines: old || mentions(person.appearance, 'lined', 'wrinkle', 'wrinkled'),
    },
    eyes: COLOURS.get(wordBefore(person.appearance, 'eye') ?? '') ?? random.pick(EYES),
    freckles: mentions(person.appearance, 'freckle', 'freckled'),
    blush: child || random.next() < 0.35,
    spectacles:
      mentions(text, 'spectacles', 'glasses', 'monocle', 'spectacle') || (mentions(text, 'goggle') && !goggles),
    goggles,
    hair,
    beard,
    hat: hatTerm
      ? { style: hatTerm.value, colour: hatColour(hatTerm.value, hatWords, hatTerm.at) }
      : reigns
        ? { style: 'crown', colour: hatColour('crown', [], 0) }
        : null,
    top,
    over: overGarment
      ? {
          garment: overGarment,
          colour: clothes.get(overGarment) ?? (overGarment === 'apron' ? '#e6dfcf' : wardrobe.pick(CLOTHES)),
        }
      : null,
    lower,
    neck: neckGarment
      ? {
          garment: neckGarment,
          colour: clothes.get(neckGarment) ?? (neckGarment === 'collar' ? '#ece7db' : '#9c3b33'),
          patchwork: /patchwork[^,;.]*(?:scarf|muffler)/i.test(person.outfit),
        }
      : null,
    feet:
      clothes.has('barefoot') || (animal && !clothes.has('boots') && !clothes.has('shoes'))
        ? { garment: 'barefoot', colour: skin }
        : {
            garment: clothes.has('boots') || garment === 'coat' ? 'boots' : 'shoes',
            colour: clothes.get('boots') ?? clothes.get('shoes') ?? '#2c2725',
          },
    gloves: clothes.has('gloves') ? (clothes.get('gloves') ?? '#3a302c') : null,
    buttons: mentions(person.outfit, 'button')
      ? '#d7a742'
      : garment === 'coat' || garment === 'jacket'
        ? '#c9b78a'
        : null,
    pattern: mentions(person.outfit, 'checked', 'tartan', 'plaid', 'tweed', 'astrakhan')
      ? 'checked'
      : mentions(person.outfit, 'striped', 'stripe')
        ? 'striped'
        : garment === 'card' || mentions(person.outfit, 'heart')
          ? 'hearts'
          : null,
    species: animal ? { ...animal, colour: spoken ?? animal.colour } : null,
  }
}

function wordBefore(text: string, word: string): string | null {
  const words = wordsOf(text)
  return words[words.indexOf(word) - 1] ?? null
}

function hatColour(style: Hat, words: readonly string[], at: number): Colour {
  const said = colourBefore(words, at, -1)
  if (said) return said
  const usual: Partial<Record<Hat, Colour>> = {
    crown: '#d7a742',
    straw: '#d8bd6f',
    'peaked-cap': '#ece7db',
    bowler: '#26242a',
    'top-hat': '#26242a',
    wig: '#e4dfd2',
    bonnet: '#e6dfcf',
    fez: '#8c3030',
    helmet: '#8b8e92',
    bow: '#3f648f',
    band: '#2a2930',
    hats: '#6b4a3c',
    knitted: '#4a5f78',
  }
  return usual[style] ?? '#5d5648'
}
