/** Common nouns a pencil can draw, singular. Plurals are found through their singular. */
export const PROPS: ReadonlySet<string> = new Set(
  `
anchor apple apron armchair arrow axe badge bag ball balloon bandage banner barrel basin basket bat beam bed bell
bench bicycle bin bird biscuit blanket blotter boat bonfire book boot bottle bow bowl bowler box bracelet branch bread
bridge briefcase broom bucket bulb bullet burner bus butter button cabinet cage cake camera candle candlestick cane
cannon cap car card cards carpet cart case cat cauldron chain chair chalk chandelier chart chest chisel cigar
cigarette clock cloak coat coffin coin collar column comb compass computer cord corpse counter crank crate crown
crystal cup cupboard curtain cushion dagger dart desk diary dice dish dog door doorway drawer dress drum dustbin
easel egg envelope fan feather fence fiddle file fire fireplace fish flag flamingo flask flower flute fork fountain
frame freighter frock furnace garden gate gem ghost glass glasses globe glove goblet gramophone grave guitar gun hammer
hammock handkerchief harp hat hatch hedge hedgehog helmet hoe hook horn horse hourglass house hose hookah inkwell
jar jewel jug kettle key kite knife lace ladder lamp lantern leaf ledger lens letter lever lid lighthouse log
locket lute machine map mask mast match medal megaphone microphone mirror moon motorcycle mug mushroom necklace needle
net newspaper notebook oar oven paddle page painting pan paper parcel parchment pen pencil penknife pepper phone
photograph piano pie pillow pin pipe pistol pitcher plate platform playing-card plough pocket-watch pole portrait
post-box pot potion purse puddle pump quill radio raft rag rail railing raincoat rake range receipt revolver ribbon
rifle ring rock rocket roof rope rose rucksack rug sack saddle safe sail sandwich satchel saucepan saw scarf sceptre
scissors scroll shawl shelf shell shield ship shoe shovel sign signpost skeleton skirt skull slate sledge
snow snake sovereign spade spanner spear spectacles spider spoon spyglass staff stair star statue steps stick stone
stool stove streamer string suitcase sun sword table tank tart tea teacup teapot telegram telegraph telephone telescope
tent throne ticket tin toolbag torch towel toy train tray treasure tree trolley trumpet trunk tub umbrella vase
veil vial violin waistcoat wagon wall wallet wand watch wheel wheelbarrow whip whistle winch window wine wing wreath
lock bolt cobweb spire tower tombstone gravestone dragon sheep cow wolf raven crow gull owl cabin cottage castle pier
cliff cave wave lightning moonlight glove crate derrick trawler cable socket bolt typewriter machine-gun taxi lorry truck
motor cutlery saucer cigarette-case ashtray poker mantelpiece hearth log-book wardrobe blind pavement lamppost
bracken campfire ember embers spark sparks flame flames wreck keel rudder helm hull rigging lifeboat dinghy
`
    .trim()
    .split(/\s+/),
)
/** Irregular plurals among them. */
export const PROP_PLURALS: Readonly<Record<string, string>> = {
  knives: 'knife',
  leaves: 'leaf',
  shelves: 'shelf',
  wolves: 'wolf',
  loaves: 'loaf',
  scarves: 'scarf',
}
