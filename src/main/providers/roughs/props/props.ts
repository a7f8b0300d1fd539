import { vocabulary } from '../reading.ts'
import type { Sheet } from '../sheet.ts'
import { LARGE_PROPS } from './large.ts'
import type { Prop } from './prop.ts'
import { SMALL_PROPS } from './small.ts'

const PROPS = { ...SMALL_PROPS, ...LARGE_PROPS }
export type PropName = keyof typeof PROPS

export const propOf = (name: PropName): Prop => PROPS[name]

/** Draws a thing standing on the origin, its larger side about 1. */
export function drawProp(sheet: Sheet, name: PropName): void {
  PROPS[name].draw(sheet)
}

/** Every noun that means a thing we can draw. Folded singular; `+` joins two words. */
export const PROP_NOUNS: ReadonlyMap<string, PropName> = vocabulary<PropName>({
  letter: 'letter note telegram message', envelope: 'envelope postcard', paper: 'paper page document list contract form sheet scroll poster',
  book: 'book log logbook diary notebook journal ledger bible volume', newspaper: 'newspaper', map: 'map chart plan', pen: 'pen nib quill', pencil: 'pencil chalk brush paintbrush',
  key: 'key', lantern: 'lantern', candle: 'candle candlestick taper', torch: 'torch flashlight', lamp: 'lamp oil+lamp',
  cup: 'cup teacup mug tea coffee', teapot: 'teapot kettle pot', bottle: 'bottle flask wine vial', jar: 'jar', bowl: 'bowl basin', plate: 'plate dish tray tart saucer',
  cake: 'cake pie', bread: 'bread loaf bun', apple: 'apple fruit orange', egg: 'egg', mushroom: 'mushroom toadstool', watch: 'watch pocket+watch compass', coin: 'coin penny money gold shilling',
  ring: 'ring', cards: 'card playing+card', knife: 'knife dagger razor', sword: 'sword sabre', pistol: 'pistol gun revolver rifle', hammer: 'hammer mallet', saw: 'saw', wrench: 'wrench spanner tool file',
  axe: 'axe hatchet', shovel: 'shovel spade', broom: 'broom mop', cane: 'cane stick crutch staff bar crank lever', rope: 'rope line hawser string', chain: 'chain link', telescope: 'telescope spyglass binocular', camera: 'camera',
  telephone: 'telephone phone radio wireless', bell: 'bell', glove: 'glove mitten bandage', fan: 'fan', mirror: 'mirror', flower: 'flower bouquet daisy blossom', rose: 'rose', crown: 'crown', pipe: 'pipe cigarette cigar hookah',
  lens: 'lens great+lens', feather: 'feather', button: 'button', pan: 'pan saucepan frying+pan', handkerchief: 'handkerchief cloth rag towel scarf shawl', ticket: 'ticket stamp',
  table: 'table desk counter workbench', chair: 'chair stool', armchair: 'armchair sofa couch throne', bench: 'bench pew', bed: 'bed cot bunk hammock', stove: 'stove oven range', cauldron: 'cauldron', barrel: 'barrel cask drum',
  crate: 'crate', box: 'box case cabinet parcel package tin', chest: 'chest trunk', bag: 'bag satchel rucksack knapsack sack purse toolbag', suitcase: 'suitcase luggage', basket: 'basket', bucket: 'bucket pail', umbrella: 'umbrella parasol',
  bicycle: 'bicycle bike', wheel: 'wheel cog gear', cart: 'cart wagon carriage wheelbarrow', car: 'car automobile taxi truck van', ladder: 'ladder', clock: 'clock barometer', picture: 'picture painting portrait', photograph: 'photograph photo',
  window: 'window', door: 'door doorway', gate: 'gate fence', sign: 'sign signboard', flag: 'flag banner', hat: 'hat cap bowler bonnet', coat: 'coat jacket cloak', shoe: 'shoe boot slipper clog', boat: 'boat dinghy rowboat canoe raft punt', sailboat: 'sailboat sail yacht',
  ship: 'ship steamer trawler liner vessel ferry', anchor: 'anchor', net: 'net', tree: 'tree oak pine', rock: 'rock stone boulder', fire: 'fire flame bonfire campfire', smoke: 'smoke steam', moon: 'moon', sun: 'sun', star: 'star',
  lightning: 'lightning', gull: 'gull seagull bird', balloon: 'balloon kite', statue: 'statue', fountain: 'fountain', grave: 'grave tombstone headstone', piano: 'piano organ',
})
