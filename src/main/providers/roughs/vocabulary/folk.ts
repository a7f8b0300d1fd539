import type { StagePerson } from '../../../../shared/domain/generation.ts'

/** What a noun for people tells about one of them. */
export interface Folk {
  gender: StagePerson['gender']
  age: number | null
  outfit: string
}

const folk = (gender: Folk['gender'], outfit = '', age: number | null = null): Folk => ({ gender, age, outfit })

/** Singular nouns for people who may be nobody of the cast. */
export const FOLK: ReadonlyMap<string, Folk> = new Map(
  Object.entries({
    man: folk('male'),
    woman: folk('female'),
    gentleman: folk('male', 'black coat, top hat'),
    lady: folk('female', 'dress, hat'),
    boy: folk('male', 'shorts', 9),
    girl: folk('female', 'dress', 9),
    child: folk('unknown', '', 8),
    baby: folk('unknown', 'white robe', 4),
    clerk: folk('male', 'white shirt, black waistcoat'),
    mover: folk('male', 'overalls, flat cap'),
    porter: folk('male', 'blue jacket, peaked cap'),
    guard: folk('male', 'navy coat, peaked cap'),
    policeman: folk('male', 'navy coat, helmet'),
    soldier: folk('male', 'red coat, peaked cap'),
    sailor: folk('male', 'blue jumper, knitted cap'),
    fisherman: folk('male', 'navy jumper, flat cap'),
    fitter: folk('male', 'blue overalls, flat cap'),
    workman: folk('male', 'brown overalls, flat cap'),
    passenger: folk('unknown', 'coat, hat'),
    customer: folk('unknown', 'coat'),
    villager: folk('unknown'),
    neighbour: folk('unknown'),
    townspeople: folk('unknown', 'coat'),
    waiter: folk('male', 'white shirt, black waistcoat'),
    footman: folk('male', 'red tailcoat'),
    courtier: folk('unknown', 'purple robe'),
    juror: folk('unknown', 'black robe'),
    gardener: folk('male', 'green apron, straw hat'),
    nurse: folk('female', 'white dress, white bonnet'),
    doctor: folk('unknown', 'black coat'),
    driver: folk('male', 'coat, peaked cap'),
    conductor: folk('male', 'navy coat, peaked cap'),
    baker: folk('unknown', 'white apron'),
    cook: folk('unknown', 'white apron, bonnet'),
    bandsman: folk('male', 'red jacket, peaked cap'),
    musician: folk('unknown', 'red jacket'),
    priest: folk('male', 'black robe'),
    stranger: folk('unknown', 'black coat, hat'),
    people: folk('unknown', 'coat'),
  }),
)

/** Words for many at once, and who they are made of. */
export const CROWDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    crowd: 'people',
    queue: 'people',
    audience: 'people',
    throng: 'people',
    everybody: 'people',
    everyone: 'people',
    people: 'people',
    band: 'bandsman',
    jury: 'juror',
    army: 'soldier',
    faces: 'people',
    crew: 'sailor',
    townspeople: 'people',
  }),
)

export const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({ two: 2, both: 2, pair: 2, couple: 2, three: 3, four: 4, five: 5, six: 6, several: 3, some: 3 }),
)
