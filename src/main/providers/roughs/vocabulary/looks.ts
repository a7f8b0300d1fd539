import type { Colour } from '../colour.ts'
import { vocabulary } from '../reading.ts'

/** Colour words as authors use them for cloth and hair. */
export const COLOURS: ReadonlyMap<string, Colour> = new Map(
  Object.entries({
    black: '#2a2930',
    white: '#ece7db',
    cream: '#e8dcc0',
    ivory: '#ebe2cc',
    grey: '#8b8e92',
    gray: '#8b8e92',
    silver: '#b4b9bd',
    iron: '#6d7175',
    charcoal: '#3c3e44',
    red: '#b23a31',
    crimson: '#9c2436',
    scarlet: '#c3372b',
    rust: '#a0502c',
    maroon: '#6d2530',
    burgundy: '#6b2436',
    pink: '#d58f9b',
    rose: '#cc7f88',
    orange: '#d0752f',
    amber: '#d29a3a',
    yellow: '#dcb540',
    butter: '#ead07a',
    gold: '#d2a23e',
    golden: '#d2a23e',
    brass: '#c99a3e',
    mustard: '#bf9433',
    ochre: '#bb8a3c',
    tan: '#b98d58',
    sand: '#cdb487',
    beige: '#cfbd9d',
    straw: '#d8bd6f',
    brown: '#6f4e35',
    chestnut: '#73412a',
    copper: '#a8522a',
    auburn: '#8a3f25',
    ginger: '#b9622b',
    green: '#4f7551',
    bottle: '#2f5240',
    olive: '#6c6b3d',
    moss: '#667044',
    teal: '#2f7a7c',
    turquoise: '#3f9c9c',
    blue: '#3f648f',
    navy: '#2c4263',
    indigo: '#3a3b6e',
    sky: '#7fb0ca',
    azure: '#4f8fc0',
    denim: '#4a6687',
    lilac: '#9a86b0',
    lavender: '#a596bf',
    purple: '#644580',
    violet: '#6b4d8f',
    plum: '#6b3a58',
    mauve: '#95788f',
    blond: '#cfae68',
    blonde: '#cfae68',
    fair: '#c9a765',
    dark: '#3a3035',
    tartan: '#8c3a35',
    tweed: '#7c6e58',
    khaki: '#8d825b',
    copperbrown: '#94502e',
  }),
)

export type Garment =
  | 'coat'
  | 'jacket'
  | 'jumper'
  | 'shirt'
  | 'dress'
  | 'robe'
  | 'waistcoat'
  | 'smock'
  | 'overalls'
  | 'tailcoat'
  | 'apron'
  | 'shawl'
  | 'cloak'
  | 'skirt'
  | 'trousers'
  | 'shorts'
  | 'scarf'
  | 'tie'
  | 'bow-tie'
  | 'collar'
  | 'belt'
  | 'boots'
  | 'shoes'
  | 'barefoot'
  | 'gloves'
  | 'armour'
  | 'card'

export const GARMENTS = vocabulary<Garment>({
  coat: 'coat overcoat raincoat greatcoat duffel parka trenchcoat mackintosh oilskin uniform',
  jacket: 'jacket blazer pea+jacket suit tunic anorak tweed',
  jumper: 'jumper jersey guernsey sweater cardigan pullover roll+neck turtleneck hoodie fleece',
  shirt: 'shirt blouse top vest t+shirt',
  dress: 'dress frock gown pinafore sundress',
  robe: 'robe dressing+gown nightgown nightshirt kimono habit cassock toga',
  waistcoat: 'waistcoat gilet doublet',
  smock: 'smock poncho tabard kaftan',
  overalls: 'overall boiler+suit dungaree jumpsuit spacesuit',
  tailcoat: 'tailcoat frock+coat tails livery',
  apron: 'apron',
  shawl: 'shawl rug stole ermine',
  cloak: 'cloak cape mantle',
  skirt: 'skirt kilt petticoat',
  trousers: 'trousers pants jeans corduroys breeches leggings slacks',
  shorts: 'shorts',
  scarf: 'scarf neckerchief kerchief muffler',
  tie: 'tie necktie cravat',
  'bow-tie': 'bow+tie bowtie',
  collar: 'collar ruff',
  belt: 'belt sash',
  boots: 'boot wellington',
  shoes: 'shoe clog sandal slipper trainer',
  barefoot: 'barefoot bare+foot',
  gloves: 'glove mitten',
  armour: 'armour armor mail',
  card: 'playing+card card+robe card+soldier',
})

export type Hat =
  | 'flat-cap'
  | 'peaked-cap'
  | 'bowler'
  | 'top-hat'
  | 'brim'
  | 'straw'
  | 'crown'
  | 'knitted'
  | 'headscarf'
  | 'helmet'
  | 'fez'
  | 'wig'
  | 'bonnet'
  | 'hood'
  | 'beret'
  | 'hats'
  | 'bow'
  | 'band'

export const HATS = vocabulary<Hat>({
  'flat-cap': 'flat+cap cap tweed+cap',
  'peaked-cap': 's+cap peaked+cap topped+cap uniform+cap captain+cap officer+cap sailor+cap kepi',
  bowler: 'bowler bowler+hat derby',
  'top-hat': 'top+hat stovepipe',
  brim: 'hat fedora trilby shapeless+hat stetson sou+wester',
  straw: 'straw+hat sun+hat boater',
  crown: 'crown tiara coronet',
  knitted: 'knitted+cap woollen+cap wool+cap bobble+hat beanie woolly+hat',
  headscarf: 'headscarf head+scarf veil turban hijab',
  helmet: 'helmet',
  fez: 'fez',
  wig: 'wig',
  bonnet: 'bonnet nightcap mob+cap',
  hood: 'hood',
  beret: 'beret',
  hats: 'unfinished+hat three+hat',
  bow: 'ribbon hair+bow',
  band: 'hairband headband alice+band',
})

export type HairStyle =
  | 'short'
  | 'side'
  | 'bob'
  | 'long'
  | 'plaits'
  | 'plait'
  | 'bun'
  | 'curly'
  | 'wild'
  | 'bald'
  | 'ring'
  | 'ponytail'
  | 'crop'

export const HAIR_STYLES = vocabulary<HairStyle>({
  short: 'short',
  side: 'parting parted slick slicked combed',
  bob: 'bob bobbed',
  long: 'long loose flowing shoulder',
  plaits: 'plaits braids pigtails pigtail two+plait two+braid',
  plait: 'plait braid one+plait',
  bun: 'bun knot chignon topknot pinned',
  curly: 'curly curl frizzy afro',
  wild: 'wild brush tousled unruly messy spiky shock tangled',
  bald: 'bald shaven+head hairless',
  ring: 'bald+crown bald+top balding receding tonsure',
  ponytail: 'ponytail',
  crop: 'cropped crew buzz crewcut stubbly',
})

export type Beard = 'full' | 'short' | 'moustache' | 'goatee' | 'stubble'

export const BEARDS = vocabulary<Beard>({
  full: 'beard bearded',
  short: 'short+beard trimmed+beard sideburn',
  moustache: 'moustache mustache',
  goatee: 'goatee pointed+beard',
  stubble: 'stubble unshaven',
})

/** Hair of people whose words name none, in the order the hash picks from. */
export const HAIR_COLOURS: readonly Colour[] = [
  '#2f2723',
  '#5a3b29',
  '#7c4a2b',
  '#a0632f',
  '#c9a35c',
  '#3c2a2a',
  '#8e3f24',
  '#4a3a33',
]
export const GREY_HAIR: readonly Colour[] = ['#9a9a98', '#c4c0b6', '#7c7c7c']
export const SKINS: readonly Colour[] = ['#ecc4a2', '#e5b48e', '#f0cdb0', '#dba880', '#cc9469', '#b17d57', '#e9bd97']
/** For red and fair hair and for freckles. */
export const FAIR_SKINS: readonly Colour[] = ['#f0cdb0', '#ecc4a2', '#f2d3ba']
export const CLOTHES: readonly Colour[] = [
  '#3f5f84',
  '#7a4238',
  '#566b4a',
  '#86703f',
  '#5d4a6b',
  '#2f6668',
  '#8a5a3c',
  '#4a4f60',
  '#a05a4e',
  '#6a7d88',
]
export const TROUSERS: readonly Colour[] = ['#3b3f4c', '#574a40', '#48525a', '#5f5a48', '#35333c']
export const EYES: readonly Colour[] = ['#3d2c22', '#4a6a7c', '#4f6a4a', '#5a4330', '#6b7780']

/** How words for skin are painted. */
export const SKIN_WORDS: ReadonlyMap<string, Colour> = new Map(
  Object.entries({
    'dark brown': '#8a5a3c',
    'dark skinned': '#7d4f34',
    'dark skin': '#7d4f34',
    'black skin': '#6a4230',
    'brown skin': '#a06b45',
    'brown skinned': '#a06b45',
    'olive skin': '#cfa077',
    'olive skinned': '#cfa077',
    tanned: '#cf986b',
    sunburned: '#d98f70',
    sunburnt: '#d98f70',
    weathered: '#cb9a75',
    pale: '#f1d8c4',
    pallid: '#eadbcb',
    rosy: '#ecb89c',
    pink: '#efbfa6',
    crimson: '#dd8e78',
  }),
)
