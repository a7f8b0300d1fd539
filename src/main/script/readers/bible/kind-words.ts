/** What is drawn as something other than a person. Breeds and young stand for their species. */
const SPECIES = `
dog cat rabbit hare mouse rat horse pony donkey cow bull calf ox sheep goat pig fox wolf bear lion tiger leopard panther
deer stag otter badger hedgehog squirrel mole bat monkey ape gorilla elephant giraffe camel kangaroo dormouse turtle
tortoise frog toad lizard snake serpent crocodile fish shark whale dolphin seal octopus crab lobster snail caterpillar
butterfly bee spider ant bird gull crow raven owl eagle hawk falcon parrot pigeon dove sparrow robin duck goose swan
hen cock rooster chicken peacock penguin ostrich flamingo dodo gryphon griffin dragon unicorn phoenix troll goblin ogre
robot android automaton ghost skeleton mermaid centaur golem puppet doll scarecrow snowman`

const BREEDS: Record<string, string> = {
  collie: 'dog',
  terrier: 'dog',
  hound: 'dog',
  spaniel: 'dog',
  poodle: 'dog',
  dachshund: 'dog',
  labrador: 'dog',
  retriever: 'dog',
  mastiff: 'dog',
  sheepdog: 'dog',
  bulldog: 'dog',
  mongrel: 'dog',
  puppy: 'dog',
  pup: 'dog',
  tabby: 'cat',
  kitten: 'cat',
  tomcat: 'cat',
  mare: 'horse',
  stallion: 'horse',
  foal: 'horse',
  colt: 'horse',
  lamb: 'sheep',
  ram: 'sheep',
  ewe: 'sheep',
  piglet: 'pig',
  cub: 'bear',
  seagull: 'gull',
  duckling: 'duck',
}

const KINDS = new Map<string, string>([
  ...SPECIES.trim()
    .split(/\s+/)
    .map((species): [string, string] => [species, species]),
  ...Object.entries(BREEDS),
])

/** The species a noun names, or undefined. */
export function speciesOf(noun: string): string | undefined {
  return KINDS.get(noun.toLowerCase())
}
