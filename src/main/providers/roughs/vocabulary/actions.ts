import type { Expression, Pose } from '../../../../shared/domain/panel.ts'
import { vocabulary } from '../reading.ts'

/** Present forms are folded by the reader (`climbs`); the ones it cannot fold are made here (`climbing`). */
function withIng(verbs: string): string {
  return verbs
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((verb) => {
      if (verb.includes('+')) return [verb]
      const stem = /[^aeiou]e$/.test(verb)
        ? verb.slice(0, -1)
        : /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb)
          ? verb + verb.at(-1)
          : verb
      return [verb, `${stem}ing`]
    })
    .join(' ')
}

const forms = <T extends string>(lists: Partial<Record<T, string>>) =>
  vocabulary<T>(
    Object.fromEntries(Object.entries(lists).map(([value, verbs]) => [value, withIng(verbs as string)])) as Partial<
      Record<T, string>
    >,
  )

/** Verbs that show in the whole body. What a person merely feels or says moves nobody. */
export const ACTIONS: ReadonlyMap<string, Pose> = forms<Pose>({
  stand: 'stand wait stare watch stop stay',
  sit: 'sit perch seated ride pedal',
  walk: 'walk step stroll march stride wander trudge cross follow enter arrive pace hobble tiptoe',
  run: 'run hurry rush dash race chase leap jump bound gallop flee sprint scamper hop trot',
  lie: 'lie lying sprawl recline',
  kneel: 'kneel',
  crouch: 'crouch crawl creep squat huddle hunch stoop cower hide',
  climb: 'climb clamber scramble',
  carry: 'carry haul lug hug clutch cradle hoist',
  push: 'push shove wind crank press heave shoulder roll',
  pull: 'pull drag tug ring yank lash tow buckle tie winch',
  hold: 'hold lift show raise grip offer unfold pour pin dry shake hang wipe unscrew turn+over hand+over wave+away weigh brush',
  point: 'point',
  reach: 'reach stretch grab snatch catch grope',
  lean: 'lean bend peer peep bow+over',
  bow: 'bow curtsey',
  wave: 'wave beckon salute',
  fight: 'fight punch hit kick slap hammer strike',
  read: 'read',
  write: 'write draw+up scribble sign jot',
  eat: 'eat drink chew sip munch nibble',
  dance: 'dance twirl skip',
  row: 'row paddle',
  swim: 'swim wade float',
  fall: 'tumble slip trip fall+over fall+down fall+through fall+into fall+out',
  'turn-away': 'turn+away turn+her+back',
})

/** Words for what shows in a face, whoever's. */
export const FEELINGS: ReadonlyMap<string, Expression> = forms<Expression>({
  smile: 'smile grin beam proudly cheerful cheerfully happy happily pleased kindly twinkle gleeful gleefully lovingly',
  laugh: 'laugh giggle chuckle laughter guffaw',
  sad: 'sad sadly sigh droop mournful mournfully gloomy lonely unhappy miserable sorrow sorrowful dismally',
  cry: 'cry weep sob tear tearful wet+eye crying',
  angry:
    'angry angrily furious furiously glare scowl indignant indignation rage shout roar cross+ly crossly scarlet fume',
  afraid: 'afraid frightened terrified fear fearful scared tremble horror dread panic shiver',
  surprised:
    'surprised surprise astonished astonishment amazed amazement gasp startled eye+wide wide+eye agape gape stare',
  worried: 'worried worry anxious anxiously nervous nervously uneasy uneasily fret hesitate',
  stern: 'stern sternly frown severe severely grave gravely strict solemnly',
  thoughtful: 'thoughtful thoughtfully ponder wonder consider think muse',
  asleep: 'asleep sleep doze snore slumber dozing',
  determined: 'determined firmly grit resolute stubborn chin+up',
  disgusted: 'disgust disgusted dislike sneer grimace',
})
