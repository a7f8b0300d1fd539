const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Verbs that carry a quotation, in their base form. */
export const SAYING = words(`
say ask reply answer tell cry shout call whisper murmur mutter mumble exclaim remark add continue go begin
agree repeat report announce bellow roar yell scream shriek snap growl grumble snarl hiss sigh groan moan
sob laugh chuckle giggle gasp breathe plead beg insist declare demand inquire enquire observe interrupt
protest object admit confess suggest propose warn promise explain boast joke tease whine wail bark bawl
croak drawl echo finish retort return respond rejoin put venture volunteer read recite quote state urge
comment conclude correct counter command order note offer persist ponder pray prompt rasp reason remind
scold sing sneer splutter stammer stutter swear thunder wonder think reflect muse grunt shrill quaver
bleat squeak pant gulp guess chime concede conceal assure reassure
`)

/** Of these a quotation is said softly, loudly, or not aloud at all. */
export const WHISPERING = words('whisper murmur mutter breathe mumble hiss')
export const SHOUTING = words('shout yell scream bellow roar bawl cry shriek thunder exclaim call')
export const THINKING = words('think wonder reflect muse ponder')

/** Voices that show: a picture can be of somebody doing it. */
export const VOICED = words(
  'bark growl snarl laugh chuckle giggle sob cry scream yell shout roar sigh groan moan gasp sing whisper wail whine shriek pant gulp bleat',
)

/** What goes on inside a head: never a picture. */
export const MENTAL = words(`
think know believe suppose remember forget wonder wish hope want mean intend understand realise realize
recall recognise recognize imagine expect doubt decide guess learn like love hate prefer dislike feel seem
appear notice consider regret trust fear mind need care matter belong own deserve depend cost consist
concern contain remain exist prove teach try use happen become deal please surprise astonish puzzle
interest owe suspect assume dream plan hear smell taste resolve judge envy pity respect
`)

/** Coming and going. */
export const MOTION = words(`
come go walk run enter leave arrive return climb step cross descend ascend approach follow lead hurry rush
march stride creep crawl slip stumble stagger wander trot gallop ride drive sail row swim fly jump leap hop
dash race sprint scramble limp tiptoe shuffle back retreat advance withdraw flee escape pass burst push
skurry scurry bound plod trudge head move rise fall drop dive sink slide swing turn spin roll drift float
emerge vanish disappear land board disembark tumble
`)

/** Coming into the picture. */
export const ENTERING = words('enter arrive come appear emerge return approach burst board')
/** Going out of it. */
export const LEAVING = words('leave depart go vanish disappear flee escape withdraw')

/** Staying in a place in some way. */
export const POSTURE = words(
  'sit stand lie kneel crouch lean hang squat perch rest sprawl huddle recline wait sleep stay',
)

/** A hand at work, a body moving: what a pencil draws best. */
export const HANDLING = words(`
take hold put set lay pull push lift raise lower carry bring drag haul open close shut lock unlock break
throw toss hurl catch grab grasp grip seize snatch clutch drop pour fill light strike hit kick punch slap
knock press turn wind unwind wrap unwrap tie untie fold unfold cut tear rip write draw paint read point
wave beckon nod shake bow kneel hug embrace kiss touch stroke pat rub wipe wash brush comb dress button
unbutton eat drink bite chew lick swallow pick place hand give pass offer show reach stretch bend dig
build hammer saw sew knit cook stir serve sweep count deal play shoot aim fire draw sheathe swing stab
slash fight wrestle push struggle load unload feed milk steer row cast hook reel fasten loosen remove
don doff wear polish dust sharpen splint bandage bind free release squeeze smash crush bury hide uncover
search examine inspect study poke prod tap drum scratch trace sign stamp seal unseal slide swing spin bale
bail pump ring blow whistle
`)

/** A face doing something. */
export const FACING = words(`
smile grin laugh frown scowl glare stare look gaze glance peer watch wink blink squint weep cry sob blush
pale sneer pout grimace yawn sigh gasp shudder tremble shiver wince flinch start stiffen swallow sniff
listen snore snort
`)

/** Turning points that deserve room. */
export const CLIMACTIC = words(`
fall crash explode burst shatter smash break strike hit shoot stab fight attack leap jump plunge collapse
scream shriek kill die drown burn blaze vanish appear reveal discover rescue catch seize escape chase race
run whirl fling hurl swing kiss embrace collide sink erupt spark stop
`)

/** Something comes to light. */
export const REVEALING = words(
  'reveal discover uncover unwrap unfold find show appear emerge open recognise recognize unmask',
)

/** Things make these noises; as a subject's verb they become a sound effect. */
export const SOUNDING: Readonly<Record<string, string>> = {
  bang: 'BANG',
  boom: 'BOOM',
  buzz: 'BZZZ',
  chime: 'DING',
  clang: 'CLANG',
  clank: 'CLANK',
  clatter: 'CLATTER',
  click: 'CLICK',
  cough: 'KOFF',
  crack: 'CRACK',
  crackle: 'CRACKLE',
  crash: 'CRASH',
  creak: 'CREAK',
  crunch: 'CRUNCH',
  explode: 'BOOM',
  gurgle: 'GLUG',
  hiss: 'HISSS',
  hoot: 'HOOT',
  jingle: 'JINGLE',
  knock: 'KNOCK KNOCK',
  patter: 'PITTER PATTER',
  peal: 'DONG',
  ping: 'PING',
  plop: 'PLOP',
  pop: 'POP',
  rap: 'RAP RAP',
  rattle: 'RATTLE',
  ring: 'RING',
  rumble: 'RRRUMBLE',
  rustle: 'RUSTLE',
  scrape: 'SCRAPE',
  screech: 'SCREEE',
  shatter: 'CRASH',
  shriek: 'SHRIEK',
  sizzle: 'SSSS',
  slam: 'SLAM',
  sneeze: 'ATCHOO',
  snore: 'ZZZ',
  splash: 'SPLASH',
  squeak: 'SQUEAK',
  thud: 'THUD',
  thump: 'THUMP',
  thunder: 'BOOM',
  tick: 'TICK TICK',
  tinkle: 'TINK',
  toll: 'DONG',
  whistle: 'FWEEE',
}
/** Nouns of noise as they stand after «a», «the», «with a»: `a thud`. */
export const SOUND_NOUNS = words(
  'bang boom clang clank clatter click crack crash creak crunch hiss knock ping plop pop rap rattle rumble scrape screech slam splash squeak thud thump tick whistle',
)
