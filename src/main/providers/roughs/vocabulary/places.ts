import { vocabulary } from '../reading.ts'

export const PLACE_KINDS = [
  'room', 'kitchen', 'bedroom', 'office', 'shop', 'workshop', 'tavern', 'hall', 'round-room', 'lamp-room', 'gallery', 'stair', 'lighthouse', 'sea', 'beach',
  'cliff', 'deck', 'harbour', 'street', 'city', 'rooftop', 'market', 'tram', 'tram-inside', 'forest', 'garden', 'meadow', 'mountain', 'snow', 'cave', 'bridge', 'open',
] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Kinds that have a roof. */
export const INDOOR_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>([
  'room', 'kitchen', 'bedroom', 'office', 'shop', 'workshop', 'tavern', 'hall', 'round-room', 'lamp-room', 'stair', 'tram-inside', 'cave',
])

/** Kinds an establishing view likes best. */
export const WIDE_KINDS: readonly PlaceKind[] = ['mountain', 'sea', 'harbour', 'city', 'lighthouse', 'forest', 'meadow', 'snow']

export const PLACE_NOUNS: ReadonlyMap<string, PlaceKind> = vocabulary<PlaceKind>({
  room: 'room parlour study library sitting+room living+room drawing+room dining+room indoors interior wall house+interior apartment flat',
  kitchen: 'kitchen scullery pantry larder',
  bedroom: 'bedroom nursery dormitory hospital ward nursing+home cabin sickroom',
  office: 'office bureau post+office bank classroom school cabinet schoolroom',
  shop: 'shop store bakery grocer pharmacy bookshop',
  workshop: 'workshop shed forge smithy garage depot store+room oil+store boathouse barn stable studio engine+room',
  tavern: 'tavern inn pub bar cafe dredger back+room restaurant',
  hall: 'hall court courtroom palace church chapel cathedral ballroom theatre corridor passage temple museum',
  'round-room': 'watch+room round+room tower+room turret',
  'lamp-room': 'lamp+room lantern+room light+room',
  gallery: 'gallery balcony parapet',
  stair: 'stair staircase stairwell step weight+shaft shaft spiral',
  lighthouse: 'lighthouse tower light+tower stack landing light+house',
  sea: 'sea ocean water wave horizon lake pool',
  beach: 'beach shore sand strand coast bay cove seaside slipway+beach',
  cliff: 'cliff ledge crag headland precipice rock',
  deck: 'deck ship boat trawler steamer aboard ferry hull wreck',
  harbour: 'harbour harbor quay village port pier jetty slipway slip dock wharf',
  street: 'street lane alley road town pavement square crossing stop tram+stop courtyard house doorstep',
  city: 'city skyline skyscraper avenue boulevard metropolis downtown',
  rooftop: 'rooftop roof chimney',
  market: 'market stall fair bazaar marketplace',
  tram: 'tram train streetcar station platform railway terminus funicular cable+car bus',
  'tram-inside': 'compartment tram+interior train+interior inside+tram carriage',
  forest: 'forest wood woods jungle thicket grove',
  garden: 'garden lawn croquet+ground croquet orchard park tea+table greenhouse rose+garden terrace yard',
  meadow: 'meadow field hill pasture grass bank countryside moor prairie riverbank river plain',
  mountain: 'mountain peak summit valley alp pass slope ridge glacier',
  snow: 'snow snowfield ice tundra',
  cave: 'cave cavern tunnel hole burrow underground cellar mine rabbit+hole cave+mouth crypt dungeon',
  bridge: 'bridge viaduct',
})
