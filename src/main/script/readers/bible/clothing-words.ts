/** Nouns of what people wear or carry, singular; and of what they are made of. For telling outfit from appearance. */
const WORN = `
anorak apron armour armor bag bandage bandana bathrobe beads belt beret bib bicycle blazer blindfold blouse boa bonnet
boot boiler-suit bowler bow-tie bracelet braces breastplate breeches brooch buckle button cane cap cape cardigan cassock
cloak clog clothes coat collar corduroys corset costume cravat crown cuff cufflink doublet dress dungarees earring
ear-ring epaulette fez fleece frock fur glasses glove goggles gown guernsey habit hat headband headdress headscarf helmet
hood hoodie jacket jeans jersey jewel jumper jumpsuit kerchief kilt kimono kit knapsack lace leggings leotard livery
locket loafer mackintosh mantle mask medal mitten moccasin monocle neckerchief necklace net nightgown nightshirt oilskin
overalls overcoat pants parka pendant petticoat pinafore plimsoll pocket poncho poppy pullover pumps purse pyjamas
pajamas raincoat ribbon ring robe roll-neck ruff rucksack rug sandal sarong sari sash satchel scarf sea-boot shawl shirt
shirtsleeves shoe shorts skirt sleeve slipper smock sneaker sock specs spectacles spurs stick stocking stole stopwatch
suit sunglasses suspenders sweater sweatshirt tabard tailcoat tiara tie tights toolbag top-hat tracksuit trainers trousers
t-shirt tunic turban turtleneck tuxedo umbrella underwear uniform veil velvet vest visor waistcoat walking-stick watch
wellingtons wig bare-feet barefoot trumpet scroll lantern pencil clipboard teacup towel tuba hookah fan bow`

const BODY = `
arm back bald beak bear beard belly body bone braid breast brow brown-skin build bun cheek chest chin claw complexion
curl dimple ear eye eyebrow eyelash eyelid face feather feet fin finger fist flipper foot forehead freckle fringe fur
hair hairline hand head heel hip hoof hooves horn jaw joint knee knuckle leg lip mane mole moustache mouth mustache muzzle
nail neck nose nostril palm parting paw pigtail plait ponytail scale scar shell shoulder skin skull smile snout stubble
tail tattoo teeth temple thumb toe tongue tooth tuft tusk voice waist wart whisker wing wrinkle wrist`

function nouns(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/))
}

export const WORN_NOUNS = nouns(WORN)
export const BODY_NOUNS = nouns(BODY)
