/** Panels written by hand for looking at the roughs: a lighthouse in 1926, a wonderland, a tram town in the mountains. */
import type { RoughLook } from '../src/shared/domain/art-style.ts'
import type { Stage, StagePerson } from '../src/shared/domain/generation.ts'
import type { Angle, Expression, Mood, Pose, Role, Shot, TimeOfDay, Weather } from '../src/shared/domain/panel.ts'

export const LOOKS: Record<string, RoughLook> = {
  pencil: { technique: 'pencil', screentone: false, colour: 'grey', tint: '#cfc7b8', tintStrength: 0, lineWeight: 1 },
  ink: { technique: 'ink', screentone: true, colour: 'full', tint: '#2f4a6b', tintStrength: 0, lineWeight: 1 },
  noir: { technique: 'noir', screentone: true, colour: 'spot', tint: '#f0c346', tintStrength: 1, lineWeight: 1 },
  gouache: {
    technique: 'gouache',
    screentone: false,
    colour: 'full',
    tint: '#e8c9a0',
    tintStrength: 0.06,
    lineWeight: 1,
  },
  manga: { technique: 'ink', screentone: true, colour: 'grey', tint: '#888888', tintStrength: 0, lineWeight: 0.85 },
  watercolor: {
    technique: 'gouache',
    screentone: false,
    colour: 'full',
    tint: '#cfe3e6',
    tintStrength: 0.28,
    lineWeight: 1.2,
  },
  cyberpunk: {
    technique: 'ink',
    screentone: false,
    colour: 'full',
    tint: '#c02fd0',
    tintStrength: 0.42,
    lineWeight: 1.1,
  },
  'ligne-claire': {
    technique: 'ink',
    screentone: false,
    colour: 'full',
    tint: '#fff2d8',
    tintStrength: 0.05,
    lineWeight: 0.72,
  },
  'classic-comic': {
    technique: 'ink',
    screentone: true,
    colour: 'full',
    tint: '#ffd84a',
    tintStrength: 0.14,
    lineWeight: 1.35,
  },
}

const person = (
  personId: string,
  name: string,
  gender: StagePerson['gender'],
  age: number | null,
  appearance: string,
  outfit: string,
  kind = 'person',
): StagePerson => ({
  personId,
  name,
  kind,
  gender,
  age,
  appearance,
  outfit,
})

const CAST: Record<string, StagePerson> = Object.fromEntries(
  [
    person(
      'nell-marrick',
      'Nell',
      'female',
      14,
      'copper-brown hair, grey eyes, freckles, small and quick; two plaits tied with string',
      "father's navy guernsey with the sleeves rolled, grey wool skirt, black sea-boots",
    ),
    person(
      'thomas-marrick',
      'Thomas',
      'male',
      51,
      'broad, slow-moving, iron-grey beard',
      'dark blue Board uniform coat with crossed-keys buttons, white-topped cap',
    ),
    person(
      'art-penhale',
      'Art',
      'male',
      16,
      'black curly hair, dark eyes, lanky',
      'tan canvas smock, rope belt, bare feet, flat cap',
    ),
    person('ed-voss', 'Ed', 'male', 30, 'thin face, pale eyes, fair moustache', 'dark blue Board jacket'),
    person(
      'may-trewin',
      'May',
      'female',
      50,
      'small, round, round steel spectacles, grey bun',
      'lilac shawl, black dress',
    ),
    person(
      'cassian-reave',
      'Reave',
      'male',
      44,
      'very tall, long upper lip, quiet hands',
      'black bowler, long black coat with an astrakhan collar, silver-topped cane, red scarf',
    ),
    person('bosun', 'Bosun', 'male', null, 'black-and-white collie, left ear torn', '', 'collie'),
    person(
      'alice',
      'Alice',
      'female',
      8,
      'long fair hair, serious grey eyes',
      'blue dress, white pinafore apron, black headband',
    ),
    person(
      'white-rabbit',
      'White Rabbit',
      'male',
      null,
      'white, pink eyes, thin for a rabbit',
      'checked waistcoat in bottle green, silver watch on a bootlace',
      'rabbit',
    ),
    person('caterpillar', 'Caterpillar', 'unknown', null, 'sea-green with orange feet', '', 'caterpillar'),
    person('cheshire-cat', 'Cheshire Cat', 'unknown', null, 'grey tabby, a great many teeth', '', 'cat'),
    person(
      'hatter',
      'Hatter',
      'male',
      45,
      'long nose, ginger hair like a used brush',
      'rust-red tailcoat with chalk marks, a stack of three unfinished hats, bow tie',
    ),
    person(
      'march-hare',
      'March Hare',
      'male',
      null,
      'brown, lean, straw in his ears',
      'butter-yellow bow tie, green jacket',
      'hare',
    ),
    person(
      'queen',
      'Queen of Hearts',
      'female',
      50,
      'square, crimson to the hairline, broad, black hair in a bun',
      'playing-card gown, black and red, crown',
    ),
    person('mouse', 'Mouse', 'male', null, 'grey, wet, dignified', '', 'mouse'),
    person(
      'lena',
      'Lena',
      'female',
      29,
      'dark skin, black curly hair, tall',
      'mustard yellow coat, green scarf, brown boots',
    ),
    person(
      'otto',
      'Otto',
      'male',
      63,
      'bald, white moustache, stout, spectacles',
      'navy uniform jacket with buttons, peaked cap',
    ),
    person('mika', 'Mika', 'male', 9, 'blond hair, rosy', 'red jumper, grey shorts, knitted cap'),
    person(
      'frau-albin',
      'Frau Albin',
      'female',
      72,
      'white hair in a bun, small',
      'plum cardigan, grey skirt, headscarf',
    ),
    person('jonas', 'Jonas', 'male', 34, 'auburn beard, side parting', 'green jacket, white shirt, tie'),
  ].map((one) => [one.personId, one]),
)

type Who = readonly [id: string, pose?: Pose, expression?: Expression, role?: Role]

interface Extra {
  time?: TimeOfDay
  weather?: Weather
  mood?: Mood
  angle?: Angle
  props?: string[]
  action?: boolean
}

const place = (id: string, name: string, signature: string, light: string, indoors: boolean | null) => ({
  id,
  name,
  signature,
  light,
  indoors,
})

const STACK = place(
  'gannet-stack',
  'Gannet Stack',
  'white tower on black rock two miles off the village; ninety-six steps',
  'two long and a dark',
  null,
)
const QUAY = place(
  'pellow-quay',
  'Pellow Quay',
  'slate roofs stepping down to a stone slip; tarred boats with tan sails',
  'amber windows',
  false,
)
const HALL = place(
  'hall',
  'The hall of doors',
  'long, low, a row of hanging lamps, locked doors on both sides',
  'lamps in a row, amber pools',
  true,
)
const KITCHEN = place(
  'duchess-kitchen',
  "The Duchess's kitchen",
  'smoke, a cauldron, flying pans',
  'red from the fire',
  true,
)
const TEA = place(
  'tea-table',
  'The tea-table',
  'a table much too large, set under a tree before a house with chimneys',
  'long gold shadows',
  false,
)
const CROQUET = place('croquet-ground', 'The croquet-ground', 'rose trees with wet red paint', 'hard noon', false)
const TOWN = place('bergen', 'Hinterrain', 'a mountain town with a red tram', 'thin clear light', false)

function stage(
  shot: Shot,
  what: string,
  where: Stage['place'],
  zone: string | null,
  who: readonly Who[],
  extra: Extra = {},
): Stage {
  return {
    panel: {
      what,
      people: who.map(([personId, pose = 'stand', expression = 'neutral', role = 'acting']) => ({
        personId,
        role,
        expression,
        pose,
        evidence: [],
      })),
      placeId: where === null ? null : zone === null ? where.id : `${where.id}/${zone}`,
      placeName: where === null ? zone : where.name,
      timeOfDay: extra.time ?? null,
      weather: extra.weather ?? null,
      mood: extra.mood ?? null,
      shot,
      angle: extra.angle ?? 'eye-level',
      importance: 3,
      props: extra.props ?? [],
      flags: { sceneStart: false, reveal: false, action: extra.action ?? false, splash: false },
    },
    people: who.map(([personId]) => CAST[personId]!).filter(Boolean),
    place: where,
    look: LOOKS.ink!,
  }
}

export const FIXTURES: readonly Stage[] = [
  stage(
    'establishing',
    'A white lighthouse on a black rock, two miles of bad-tempered sea between it and a fishing village.',
    STACK,
    null,
    [],
    { time: 'dusk', weather: 'cloud' },
  ),
  stage(
    'long',
    'Father and daughter on either side of a huge lens, small as figures in a snow globe.',
    STACK,
    'lamp-room',
    [['thomas-marrick'], ['nell-marrick']],
    { time: 'evening', weather: 'rain' },
  ),
  stage('detail', "Nell's two small hands on a brass crank.", STACK, 'lamp-room', [['nell-marrick', 'hold']], {
    time: 'evening',
    props: ['crank'],
  }),
  stage(
    'medium',
    'The great lens begins to turn. Nell tips her head back to watch.',
    STACK,
    'lamp-room',
    [['nell-marrick', 'stand', 'surprised']],
    { time: 'evening', angle: 'low' },
  ),
  stage(
    'medium',
    'Thomas hangs an oily rag among a whole wall of tools.',
    STACK,
    'store-room',
    [['thomas-marrick', 'reach', 'stern']],
    { time: 'evening' },
  ),
  stage(
    'medium-close-up',
    'Nell at the glass, half her face lit white by the passing beam.',
    STACK,
    'lamp-room',
    [['nell-marrick', 'point', 'thoughtful']],
    { time: 'night', weather: 'storm' },
  ),
  stage(
    'two-shot',
    'Two-shot from behind, father and daughter, dark shapes against the bright water.',
    STACK,
    'gallery',
    [
      ['thomas-marrick', 'turn-away'],
      ['nell-marrick', 'turn-away'],
    ],
    { time: 'dusk' },
  ),
  stage(
    'close-up',
    'Thomas in profile, trying to be stern.',
    STACK,
    'lamp-room',
    [['thomas-marrick', 'stand', 'smile']],
    { time: 'evening' },
  ),
  stage(
    'full',
    'A black-and-white dog lies on the top of a spiral stair, looking innocent.',
    STACK,
    'stair',
    [['bosun', 'lie']],
    { time: 'evening' },
  ),
  stage(
    'detail',
    'Boots on the stone treads, going up. Rainwater runs off them.',
    STACK,
    'stair',
    [['ed-voss', 'climb']],
    { time: 'night' },
  ),
  stage(
    'full',
    'Ed standing, wet through, an oil lantern in his free hand.',
    STACK,
    'watch-room',
    [['ed-voss', 'hold', 'worried']],
    { time: 'night', props: ['lantern'], mood: 'tense' },
  ),
  stage('close-up', 'Thomas studies him.', STACK, 'watch-room', [['thomas-marrick', 'stand', 'stern']], {
    time: 'night',
    mood: 'tense',
  }),
  stage(
    'medium',
    'Nell steps between the two men with her chin up.',
    STACK,
    'watch-room',
    [
      ['thomas-marrick', 'stand', 'angry'],
      ['nell-marrick', 'stand', 'determined'],
      ['ed-voss', 'stand', 'worried', 'passive'],
    ],
    { time: 'night' },
  ),
  stage(
    'medium',
    'A very tall man sits behind the table like a judge.',
    QUAY,
    'dredger',
    [['cassian-reave', 'sit', 'stern']],
    { time: 'evening', props: ['hat', 'lamp'] },
  ),
  stage(
    'extreme-close-up',
    'Reave, half in shadow. An unhurried smile.',
    QUAY,
    'dredger',
    [['cassian-reave', 'stand', 'smile']],
    { time: 'evening', mood: 'mysterious' },
  ),
  stage('detail', 'A gold coin drops into the hat.', QUAY, 'dredger', [], { time: 'evening', props: ['coin', 'hat'] }),
  stage(
    'over-the-shoulder',
    'Reave pushes the hat across the table.',
    QUAY,
    'dredger',
    [
      ['cassian-reave', 'stand', 'smile'],
      ['ed-voss', 'stand', 'worried', 'passive'],
    ],
    { time: 'evening' },
  ),
  stage(
    'medium-long',
    'Nell sits in a chair writing in the log book with the dog at her feet.',
    STACK,
    'watch-room',
    [
      ['nell-marrick', 'write', 'thoughtful'],
      ['bosun', 'lie', 'asleep', 'passive'],
    ],
    { time: 'night', props: ['book', 'candle'] },
  ),
  stage('full', 'Nell runs down the steps with a candle.', STACK, 'stair', [['nell-marrick', 'run', 'afraid']], {
    time: 'night',
    props: ['candle'],
    action: true,
    mood: 'fearful',
  }),
  stage(
    'full',
    'Thomas lies on the stone floor, the dog beside him.',
    STACK,
    'watch-room',
    [
      ['thomas-marrick', 'lie', 'asleep'],
      ['bosun', 'sit', 'worried'],
    ],
    { time: 'night', mood: 'sad' },
  ),
  stage(
    'two-shot',
    'Father and daughter, face to face over a candle.',
    STACK,
    'watch-room',
    [
      ['thomas-marrick', 'stand', 'sad'],
      ['nell-marrick', 'stand', 'determined'],
    ],
    { time: 'night', mood: 'tender' },
  ),
  stage(
    'full',
    'Nell pushes the great lens round with her whole weight.',
    STACK,
    'lamp-room',
    [['nell-marrick', 'push', 'determined']],
    { time: 'night', weather: 'storm', action: true },
  ),
  stage('extreme-long', 'A steamer far out under the clouds.', null, 'open sea', [], {
    time: 'night',
    weather: 'cloud',
    props: ['ship'],
  }),
  stage(
    'long',
    'Art rows home over the flat water.',
    null,
    'the sea off the quay',
    [['art-penhale', 'row', 'neutral']],
    { time: 'dawn' },
  ),
  stage(
    'medium',
    'May at the post office counter reads a letter through her spectacles.',
    QUAY,
    'post-office',
    [['may-trewin', 'read', 'worried']],
    { time: 'morning', props: ['letter'] },
  ),
  stage(
    'full',
    'The slipway. Art waves a cap, Nell laughs.',
    QUAY,
    'slipway',
    [
      ['art-penhale', 'wave', 'laugh'],
      ['nell-marrick', 'stand', 'laugh'],
    ],
    { time: 'afternoon', props: ['boat', 'gull'], mood: 'joyful' },
  ),
  stage(
    'medium-close-up',
    'Art and Nell on the quay, not looking at each other.',
    QUAY,
    'slipway',
    [
      ['art-penhale', 'stand', 'smile'],
      ['nell-marrick', 'stand', 'thoughtful'],
    ],
    { time: 'dawn' },
  ),
  stage('close-up', 'Nell screams at the sea.', STACK, 'gallery', [['nell-marrick', 'stand', 'angry']], {
    time: 'night',
    weather: 'storm',
    mood: 'angry',
  }),

  stage(
    'full',
    'Alice sits on the bank with a book, bored. A white rabbit runs by.',
    null,
    'a river bank in a meadow',
    [
      ['alice', 'sit', 'thoughtful'],
      ['white-rabbit', 'run', 'worried'],
    ],
    { time: 'afternoon', props: ['book'] },
  ),
  stage(
    'medium',
    'The Rabbit takes a watch out of its waistcoat.',
    null,
    'a meadow',
    [['white-rabbit', 'hold', 'worried']],
    { time: 'afternoon', props: ['watch'] },
  ),
  stage(
    'full',
    'Alice falls down the rabbit hole past shelves and jars.',
    null,
    'the rabbit hole',
    [['alice', 'fall', 'surprised']],
    { props: ['jar'], mood: 'mysterious' },
  ),
  stage('long', 'Alice alone in the hall of doors.', HALL, null, [['alice', 'stand', 'worried']], {
    props: ['table', 'key'],
  }),
  stage('detail', 'A tiny golden key on the glass table.', HALL, null, [], { props: ['key'] }),
  stage('close-up', 'Alice cries.', HALL, null, [['alice', 'stand', 'cry']], { mood: 'sad' }),
  stage(
    'medium',
    'The mouse lectures Alice at the edge of the pool.',
    null,
    'a beach',
    [
      ['mouse', 'stand', 'stern'],
      ['alice', 'kneel', 'thoughtful'],
    ],
    { time: 'day' },
  ),
  stage(
    'medium-long',
    'The Caterpillar looks down from a mushroom.',
    null,
    'the wood',
    [
      ['caterpillar', 'sit', 'stern'],
      ['alice', 'reach', 'neutral'],
    ],
    { time: 'day', props: ['mushroom'] },
  ),
  stage(
    'medium',
    'The Duchess nurses in the smoke; pans fly.',
    KITCHEN,
    null,
    [
      ['queen', 'sit', 'angry'],
      ['alice', 'stand', 'surprised', 'passive'],
    ],
    { props: ['cauldron', 'pan'] },
  ),
  stage('close-up', 'The Cat grins.', null, 'the forest', [['cheshire-cat', 'lie', 'smile']], {
    time: 'dusk',
    mood: 'mysterious',
  }),
  stage(
    'long',
    'The Hatter, the March Hare and Alice at a table under a tree before the house.',
    TEA,
    null,
    [
      ['hatter', 'sit', 'laugh'],
      ['alice', 'sit', 'stern'],
      ['march-hare', 'sit', 'surprised'],
    ],
    { time: 'afternoon', props: ['teapot', 'table'] },
  ),
  stage('medium', 'The Hatter lifts his cup.', TEA, null, [['hatter', 'eat', 'laugh']], {
    time: 'afternoon',
    props: ['cup'],
    mood: 'comic',
  }),
  stage(
    'medium-long',
    'The Queen points: off with her head!',
    CROQUET,
    null,
    [
      ['queen', 'point', 'angry'],
      ['alice', 'stand', 'determined'],
      ['white-rabbit', 'bow', 'afraid', 'passive'],
    ],
    { time: 'day', props: ['rose'], mood: 'angry' },
  ),
  stage('full', 'Alice dances with the flamingo in the garden.', CROQUET, null, [['alice', 'dance', 'laugh']], {
    time: 'day',
    props: ['flamingo'],
  }),
  stage(
    'full',
    'High above the court, Alice is small before the throne.',
    null,
    'the court',
    [
      ['queen', 'sit', 'stern'],
      ['alice', 'stand', 'worried'],
    ],
    { angle: 'birds-eye' },
  ),
  stage('point-of-view', 'Alice looks at the letter in her hands.', HALL, null, [['alice', 'read']], {
    props: ['letter'],
  }),

  stage('establishing', 'The town between two peaks in the snow, a red tram climbing.', TOWN, null, [], {
    time: 'morning',
    weather: 'snow',
  }),
  stage(
    'medium-long',
    'Lena waits at the tram stop with a suitcase.',
    TOWN,
    'street',
    [['lena', 'stand', 'thoughtful']],
    { time: 'morning', props: ['suitcase'] },
  ),
  stage(
    'full',
    'Otto leans out of the red tram and waves.',
    TOWN,
    'tram',
    [
      ['otto', 'wave', 'smile'],
      ['mika', 'run', 'laugh'],
    ],
    { time: 'day' },
  ),
  stage(
    'two-shot',
    'Inside the tram Lena and Jonas talk.',
    TOWN,
    'tram',
    [
      ['lena', 'sit', 'smile'],
      ['jonas', 'sit', 'surprised'],
    ],
    { time: 'evening' },
  ),
  stage('close-up', 'Otto counts under his breath.', TOWN, 'tram', [['otto', 'stand', 'worried']], { time: 'day' }),
  stage('medium', 'Frau Albin in the market with a basket.', TOWN, 'market', [['frau-albin', 'carry', 'stern']], {
    time: 'morning',
    props: ['basket'],
  }),
  stage(
    'full',
    'Jonas and Lena fight on the roof.',
    TOWN,
    'rooftop',
    [
      ['jonas', 'fight', 'angry'],
      ['lena', 'fight', 'determined'],
    ],
    { time: 'night', angle: 'dutch', mood: 'tense', action: true },
  ),
  stage('full', 'Mika climbs the rock, seen from below.', TOWN, 'mountain', [['mika', 'climb', 'determined']], {
    time: 'day',
    angle: 'worms-eye',
  }),
  stage('long', 'Jonas carries a lantern through the tunnel.', TOWN, 'tunnel', [['jonas', 'walk', 'afraid']], {
    props: ['lantern'],
    mood: 'fearful',
  }),
  stage(
    'extreme-long',
    'Two figures cross the snow field.',
    TOWN,
    'snow field',
    [
      ['lena', 'walk'],
      ['mika', 'walk'],
    ],
    { time: 'dawn' },
  ),
  stage('medium', 'Jonas in the office on the telephone.', TOWN, 'office', [['jonas', 'sit', 'angry']], {
    time: 'day',
    props: ['telephone'],
  }),
  stage('close-up', 'Lena laughs.', TOWN, 'street', [['lena', 'stand', 'laugh']], { time: 'dusk', mood: 'joyful' }),
  stage(
    'medium',
    'Mika hugs his grandmother.',
    TOWN,
    'kitchen',
    [
      ['frau-albin', 'embrace', 'smile'],
      ['mika', 'embrace', 'cry'],
    ],
    { time: 'evening', mood: 'tender' },
  ),
  stage(
    'full',
    'Lena and Jonas on the bridge in the fog.',
    TOWN,
    'bridge',
    [
      ['lena', 'walk', 'sad'],
      ['jonas', 'lean', 'thoughtful'],
    ],
    { time: 'evening', weather: 'fog', mood: 'sad' },
  ),
  stage('long', 'The city seen from the ridge at night.', null, 'the city', [['lena', 'turn-away']], { time: 'night' }),
  stage('medium', 'Something has changed.', null, null, [], { mood: 'solemn' }),
  stage('medium', 'A stranger nods.', null, null, [['fitter', 'stand', 'smile']], {}),
  stage(
    'full',
    'The workshop: Otto kneels with a hammer by the wheel.',
    TOWN,
    'workshop',
    [['otto', 'kneel', 'determined']],
    { time: 'evening', props: ['hammer', 'wheel'] },
  ),
]
