import { PEOPLE_NOUNS } from './function-words.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Nouns for family: somebody of the scene more often than a stranger. */
export const KIN: ReadonlySet<string> = new Set(
  words(
    'father mother daughter son brother sister husband wife grandfather grandmother uncle aunt nephew niece cousin parent twin',
  ),
)

/** Singular nouns for somebody in a picture, as authors write them in their own panels. */
export const FIGURE_NOUNS: ReadonlySet<string> = new Set([
  ...[...PEOPLE_NOUNS].filter((noun) => !noun.includes('-')),
  ...KIN,
  ...words(`
    actor admiral artist attendant bandsman bargeman barman beggar boatman bride bridegroom builder burglar bystander
    carpenter chauffeur chef chief citizen clown coachman colonel commuter companion customer cyclist dancer
    deckhand detective diver docker electrician fiddler figure fireman fisherman fisherwoman fishwife fitter foreman
    general gentlewoman grocer groom guest gunman herald hiker infant inmate jester jockey journalist juggler keeper kid
    labourer laborer lad lass librarian lodger major marine mate matron mayor miller miner mother mourner mover musician
    nanny navvy onlooker operator orderly painter passenger passer-by patient peasant pedestrian person photographer
    piper pirate player poet policewoman preacher prisoner professor publican refugee reporter robber runner salesman
    schoolboy schoolgirl schoolmaster scientist seaman servant signalman singer skipper spectator steward stoker
    stowaway surgeon swimmer tailor teenager toddler tourist tramp traveller traveler trooper typist usher vicar
    villager visitor waif warden washerwoman watchman wedding-guest worker workman workwoman writer youngster
  `),
])

/** Plurals that are not their singular with an `s`. */
export const FIGURE_PLURALS: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  folk: 'person',
  wives: 'wife',
  thieves: 'thief',
  crowd: 'person',
  onlookers: 'onlooker',
  'passers-by': 'passer-by',
}

export const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  both: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 6,
  eight: 6,
  several: 3,
  some: 3,
  few: 3,
  many: 5,
}

/** «carry a fourth»: one more of those just named. */
export const ORDINALS: ReadonlySet<string> = new Set(words('second third fourth fifth sixth'))

/** What shows somebody who is not there. */
export const DEPICTIONS: ReadonlySet<string> = new Set(
  words('photograph photo picture portrait painting drawing statue bust poster image sketch figurehead doll memory'),
)

export const YOUNG: ReadonlySet<string> = new Set(
  words('boy girl child kid lad lass schoolboy schoolgirl toddler baby infant youngster waif'),
)

export const COLOURS: ReadonlySet<string> = new Set(
  words('black white grey gray red blue green brown yellow purple pink navy scarlet crimson khaki tartan uniform'),
)
