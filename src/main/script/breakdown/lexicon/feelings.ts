import type { Expression, Mood, Pose } from '../../../../shared/domain/index.ts'

/** Words by what they stand for, turned round. */
export const spread = <T extends string>(table: Record<T, string>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(table) as [T, string][]).flatMap(([value, text]) =>
      text.split(/\s+/).map((word): [string, T] => [word, value]),
    ),
  )

/** Words (as they stand, or a verb's base form) that put a look on a face. */
export const EXPRESSION_WORDS = spread<Exclude<Expression, 'neutral'>>({
  smile:
    'kindly fondly warmly smile smiling grin grinning amused pleased cheerful happily smiled grinned gently tenderly',
  laugh: 'laugh laughing chuckle giggle laughter roar-with-laughter merrily',
  sad: 'despair despairing ruined sad sadly sorrow sorrowful mournful mournfully gloomily gloomy melancholy dejected wearily miserable sigh sighing grieve',
  cry: 'weep weeping sob sobbing tears tearful crying',
  angry:
    'angry angrily furious furiously rage fury glare glaring snarl scowl scowling indignant indignantly crossly savage savagely savage growl',
  afraid:
    'afraid frightened fear fearful terrified terror tremble trembling shudder scared panic nervous nervously alarm alarmed timidly timid cower horror',
  surprised:
    'scandalised shocked aghast agog surprised surprise astonished astonishment amazed amazement startled gasp gaping wide-eyed staring',
  worried:
    'pleading plea worried worry anxious anxiously uneasy uneasily puzzled troubled concern concerned doubtfully hesitate hesitated swallow swallowed wince',
  stern: 'stern sternly severe severely frown frowning grim grimly coldly gravely solemn solemnly severity curtly',
  thoughtful:
    'thoughtful thoughtfully ponder pondering considered consider musing dreamily absently study studied wonder weigh weighing',
  asleep: 'asleep sleeping snore snoring dozing slept sleep doze',
  determined:
    'bared upright determined resolute resolutely firmly defiant defiantly clenched gritted teeth-bared stubbornly',
  disgusted: 'disgusted disgust sneer contempt contemptuously contemptuous disdain scorn scornfully',
})

/** Nothing to read in a face without its owner's verb: these set it only as the subject's own verb or adverb. */
export const POSE_VERBS = spread<Exclude<Pose, 'stand'>>({
  sit: 'sit perch settle seat',
  walk: 'walk stride march step pace wander stroll tiptoe plod trudge limp shuffle cross enter follow approach come go',
  run: 'run race dash sprint rush hurry gallop scurry skurry trot chase flee',
  lie: 'lie sprawl recline sleep doze snore',
  kneel: 'kneel',
  crouch: 'crouch squat huddle cower stoop duck',
  reach: 'reach stretch grope grab snatch catch pick put set lay place give pass hand',
  point: 'point indicate aim',
  hold: 'hold grip grasp clutch hug-to raise lift show unfold unwrap polish wipe light strike pour offer',
  carry: 'carry bear bring haul lug',
  push: 'push press shove thrust slam',
  pull: 'pull drag tug heave draw yank',
  climb: 'climb clamber scramble mount',
  fall: 'fall tumble trip stumble collapse topple',
  lean: 'lean rest slump prop',
  wave: 'wave beckon salute',
  embrace: 'embrace hug kiss cuddle',
  fight: 'fight wrestle punch hit kick stab slash struggle attack',
  read: 'read',
  write: 'write sign scribble jot',
  eat: 'eat drink bite chew munch nibble sip lick',
  'turn-away': 'leave depart',
  row: 'row',
  swim: 'swim',
  dance: 'dance waltz caper',
  bow: 'bow curtsey curtsy',
})

/** Words that colour a scene. */
export const MOOD_WORDS = spread<Mood>({
  calm: 'calm calmly quiet quietly peace peaceful gentle gently warm soft softly comfortable',
  tense:
    'tense danger dangerous silence suddenly hurried knife gun pulse urgent urgently stopped threat burning smoking shout shouted ran gale storm broken',
  joyful:
    'joy joyful laugh laughed laughing happy delighted merry merrily cheer cheered smile smiled party dance danced glad bright feast',
  sad: 'despair despairing ruined sad sadly tears wept weep sob sobbed lonely alone lost mourn grave sorrow sorrowful sighed sigh dead died funeral',
  angry: 'terrible angry angrily furious rage fury hate shouted roared glared snapped savage savagely quarrel',
  fearful: 'fear afraid terror terrified frightened horror dread scream screamed trembling trembled alarm',
  mysterious:
    'strange mystery mysterious secret secretly whisper whispered whispering hidden curious stranger fog riddle unknown odd shadow shadows clue',
  tender: 'tender tenderly love loved kiss kissed embrace stroked stroking caress darling',
  comic: 'funny joke comic ridiculous absurd nonsense silly sneezed sneezing giggled foolish fool',
  solemn: 'solemn solemnly church prayer oath ceremony bowed trial court verdict gravely funeral coffin arrested',
})
