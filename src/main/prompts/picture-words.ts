import type { Angle, Expression, Mood, Pose, Shot, TimeOfDay, Weather } from '../../shared/domain/panel.ts'

/** How a shot is said to an illustrator: the name, and how much of a person it shows. */
export const SHOT_WORDS: Readonly<Record<Shot, { name: string; figure: string }>> = {
  'extreme-close-up': { name: 'extreme close-up', figure: 'the face fills the frame' },
  'close-up': { name: 'close-up', figure: 'head and shoulders fill the frame' },
  'medium-close-up': { name: 'medium close-up', figure: 'from the chest up' },
  medium: { name: 'medium shot', figure: 'from the waist up' },
  'medium-long': { name: 'medium long shot', figure: 'from the knees up' },
  full: { name: 'full shot', figure: 'head to toe' },
  long: { name: 'long shot', figure: 'small in the surroundings' },
  'extreme-long': { name: 'extreme long shot', figure: 'tiny in a vast view' },
  establishing: { name: 'wide establishing shot', figure: 'small in the whole place' },
  detail: { name: 'detail shot', figure: 'only the part that matters in frame' },
  'two-shot': { name: 'two-shot', figure: 'both in frame' },
  'over-the-shoulder': { name: 'over-the-shoulder shot', figure: 'the nearer one seen from behind' },
  'point-of-view': { name: 'point-of-view shot', figure: "seen through the viewer's own eyes" },
}

/** Empty where the view needs no word. */
export const ANGLE_WORDS: Readonly<Record<Angle, string>> = {
  'eye-level': '',
  low: 'low angle, looking up',
  high: 'high angle, looking down',
  'birds-eye': "bird's-eye view, straight down",
  'worms-eye': "worm's-eye view from the ground",
  dutch: 'tilted horizon',
}

/** Words for the time of day, and how a sentence already says so. */
export const TIME_WORDS: Readonly<Record<TimeOfDay, { word: string; said: RegExp }>> = {
  dawn: { word: 'at dawn', said: /\b(?:dawn|sunrise|daybreak)\b/i },
  morning: { word: 'in the morning', said: /\bmorning\b/i },
  day: { word: 'by day', said: /\b(?:by day|daylight|noon|midday)\b/i },
  afternoon: { word: 'in the afternoon', said: /\bafternoon\b/i },
  dusk: { word: 'at dusk', said: /\b(?:dusk|sunset|twilight)\b/i },
  evening: { word: 'in the evening', said: /\bevening\b/i },
  night: { word: 'at night', said: /\b(?:night|midnight|moonlight)\b/i },
}

/** Under the sky, and seen from within walls; and how a sentence already says so. */
export const WEATHER_WORDS: Readonly<Record<Weather, { outdoors: string; indoors: string; said: RegExp }>> = {
  clear: { outdoors: 'clear sky', indoors: '', said: /\b(?:clear|cloudless|blue) sk(?:y|ies)\b/i },
  cloud: { outdoors: 'overcast sky', indoors: '', said: /\b(?:overcast|clouds?|cloudy)\b/i },
  rain: { outdoors: 'rain', indoors: 'rain outside', said: /\b(?:rain(?:s|ing|y|drops)?|drizzl\w+|downpour)\b/i },
  storm: { outdoors: 'storm', indoors: 'storm outside', said: /\b(?:(?:thunder)?storms?|stormy|gale)\b/i },
  snow: { outdoors: 'snow', indoors: 'snow outside', said: /\b(?:snow(?:s|ing|y|flakes)?|blizzard)\b/i },
  fog: { outdoors: 'fog', indoors: 'fog outside', said: /\b(?:fog|foggy|mist|misty|haze)\b/i },
  wind: { outdoors: 'strong wind', indoors: '', said: /\b(?:wind|windy|gale)\b/i },
}

export const MOOD_WORDS: Readonly<Record<Mood, string>> = {
  calm: 'calm, quiet mood',
  tense: 'tense mood',
  joyful: 'joyful mood',
  sad: 'sad mood',
  angry: 'angry, heated mood',
  fearful: 'fearful mood',
  mysterious: 'mysterious mood',
  tender: 'tender mood',
  comic: 'light, comic mood',
  solemn: 'solemn mood',
}

/** A word for the state, and the stem by which a sentence already says so. */
export const EXPRESSION_WORDS: Readonly<Record<Expression, { word: string; said: RegExp }>> = {
  neutral: { word: '', said: /^$/ },
  smile: { word: 'smiling', said: /\b(?:smil|grin|beam)/i },
  laugh: { word: 'laughing', said: /\b(?:laugh|chuckl|giggl)/i },
  sad: { word: 'sad', said: /\b(?:sad|sorrow|griev|mourn)/i },
  cry: { word: 'crying', said: /\b(?:cry|cries|cried|weep|wept|sob|tears?\b)/i },
  angry: { word: 'angry', said: /\b(?:anger|angr|furious|rage|scowl|glare)/i },
  afraid: { word: 'afraid', said: /\b(?:afraid|fear|terr|fright|scared)/i },
  surprised: { word: 'surprised', said: /\b(?:surpris|astonish|amaz|startl|gasp)/i },
  worried: { word: 'worried', said: /\b(?:worr|anxious|frown)/i },
  stern: { word: 'stern', said: /\b(?:stern|severe|grim)/i },
  thoughtful: { word: 'thoughtful', said: /\b(?:thought|ponder|consider|think)/i },
  asleep: { word: 'asleep', said: /\b(?:sle(?:ep|pt)|doz|snor)/i },
  determined: { word: 'determined', said: /\b(?:determin|resol)/i },
  disgusted: { word: 'disgusted', said: /\b(?:disgust|revolt|wrinkl)/i },
}

export const POSE_WORDS: Readonly<Record<Pose, { word: string; said: RegExp }>> = {
  stand: { word: '', said: /^$/ },
  sit: { word: 'sitting', said: /\b(?:sit|sat\b|seat)/i },
  walk: {
    word: 'walking',
    said: /\b(?:walk|step|stroll|stride|strode|pac|march|cross|wander|c[ao]me|go(?:es)?\b|went)/i,
  },
  run: { word: 'running', said: /\b(?:r[ua]n|rush|race|sprint|hurr|dash|bolt)/i },
  lie: { word: 'lying down', said: /\b(?:l(?:ie|ies|ay|ying)\b|sprawl)/i },
  kneel: { word: 'kneeling', said: /\b(?:kne)/i },
  crouch: { word: 'crouching', said: /\b(?:crouch|squat|stoop|duck)/i },
  reach: { word: 'reaching out', said: /\b(?:reach|stretch|take|took|grab|grasp)/i },
  point: { word: 'pointing', said: /\bpoint/i },
  hold: { word: 'holding something', said: /\b(?:h[oe]ld|grip|clutch|clasp)/i },
  carry: { word: 'carrying something', said: /\b(?:carr|bear|bring|brought|lug)/i },
  push: { word: 'pushing', said: /\b(?:push|shov|lean|press)/i },
  pull: { word: 'pulling', said: /\b(?:pull|haul|drag|tug|hoist)/i },
  climb: { word: 'climbing', said: /\b(?:climb|clamber|scrambl|ladder|stairs?)/i },
  fall: { word: 'falling', said: /\b(?:f[ae]ll|tumbl|trip|stumbl|plung)/i },
  lean: { word: 'leaning', said: /\blean/i },
  wave: { word: 'waving', said: /\bwav/i },
  embrace: { word: 'embracing', said: /\b(?:embrac|hug|arms around|cling)/i },
  fight: { word: 'fighting', said: /\b(?:fight|fought|str[iu]k|punch|hit|wrestl|struggl)/i },
  read: { word: 'reading', said: /\bread/i },
  write: { word: 'writing', said: /\b(?:writ|wrote|scribbl|sign)/i },
  eat: { word: 'eating', said: /\b(?:eat|ate\b|chew|bit|dr[iau]nk|sip)/i },
  'turn-away': { word: 'turned away', said: /\b(?:turn|back to)/i },
  row: { word: 'rowing', said: /\b(?:row|oar)/i },
  swim: { word: 'swimming', said: /\bsw[iau]m/i },
  dance: { word: 'dancing', said: /\bdanc/i },
  bow: { word: 'bowing', said: /\b(?:bow|curts)/i },
}

/** Never drawn: lettering is set over the picture later. */
export const NO_TEXT: readonly string[] = ['text', 'speech balloons', 'captions']

/** Last words of zones that lie within walls: their pictures leave out what a place's signature says of its outside. */
export const INDOOR_NOUNS: ReadonlySet<string> = new Set(
  `attic bakery bar barn bathroom bedroom cabin cellar chamber chapel church classroom clinic compartment corridor
  counter dungeon factory foyer hall hallway home hut interior kitchen laboratory library lobby loft office pantry
  parlour parlor prison room saloon scullery shaft shed shop stair staircase stairs store stove studio study table
  tavern vault ward workbench workshop`.split(/\s+/),
)
