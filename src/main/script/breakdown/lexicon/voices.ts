import type { Expression, Mood } from '../../../../shared/domain/index.ts'
import { spread } from './feelings.ts'

type Look = Exclude<Expression, 'neutral'>

/** What a said-verb puts on the face of whoever speaks. */
export const SAID_LOOKS = spread<Exclude<Look, 'asleep'>>({
  smile: 'joke tease boast chime assure reassure',
  laugh: 'laugh chuckle giggle',
  sad: 'sigh moan confess groan lament',
  cry: 'sob wail weep whimper',
  angry: 'snap retort snarl growl roar bellow rage storm bawl thunder bark',
  afraid: 'shriek scream squeak quaver stammer',
  surprised: 'exclaim gasp gulp cry',
  worried: 'plead beg whisper whine stutter falter protest',
  stern: 'order command grumble scold warn demand interrupt insist declare',
  thoughtful: 'muse wonder ponder reflect mutter murmur mumble conclude',
  determined: 'vow swear urge persist',
  disgusted: 'sneer',
})

/** What a line itself says about the face behind it, first that fits. */
export const LINE_LOOKS: readonly { pattern: RegExp; look: Look }[] = [
  { pattern: /\bha[,!]? ha\b|\bhee hee\b|\bho ho\b/i, look: 'laugh' },
  { pattern: /\b(?:help|look out|watch out|run)[!,]/i, look: 'afraid' },
  {
    pattern: /\b(?:i'm|i’m|i am|so|very) (?:so |very )?(?:sorry|ashamed)\b|\b(?:is|are|was|were) (?:dead|gone|lost)\b/i,
    look: 'sad',
  },
  { pattern: /\bi(?:'m| am|’m) (?:afraid|scared|frightened)\b|\bplease\b/i, look: 'worried' },
  {
    pattern:
      /\b(?:thank you|thanks|well done|welcome|my (?:dear|love|darling)|darling|good (?:girl|boy|lad|morning|evening))\b/i,
    look: 'smile',
  },
  { pattern: /\b(?:how dare|damn|liar|thief|rubbish|nonsense|hold your tongue|get out)\b/i, look: 'angry' },
  { pattern: /^(?:no|don['’]t|stop|never|then don['’]t|you (?:must|will|shall))\b/i, look: 'stern' },
  { pattern: /\bi(?:['’]ll| will| shall| can| mean to| won['’]t)\b/i, look: 'determined' },
  { pattern: /\b(?:perhaps|i suppose|i wonder|i think|i remember|let me (?:see|think))\b/i, look: 'thoughtful' },
]

/** Faces in a mood that nothing else tells apart; calm shows none. */
export const MOOD_LOOKS: Readonly<Partial<Record<Mood, Look>>> = {
  tense: 'worried',
  joyful: 'smile',
  sad: 'sad',
  angry: 'stern',
  fearful: 'afraid',
  mysterious: 'thoughtful',
  tender: 'smile',
  comic: 'smile',
  solemn: 'stern',
}

/** An outcry in each mood. */
export const OUTCRY_LOOKS: Readonly<Partial<Record<Mood, Look>>> = {
  tense: 'determined',
  joyful: 'laugh',
  comic: 'laugh',
  tender: 'laugh',
  sad: 'cry',
  angry: 'angry',
  fearful: 'afraid',
  mysterious: 'surprised',
}

/** How somebody looks who listens to a face like this. */
export const LISTENING_LOOKS: Readonly<Partial<Record<Expression, Look>>> = {
  smile: 'smile',
  laugh: 'smile',
  sad: 'sad',
  cry: 'worried',
  angry: 'worried',
  afraid: 'worried',
  surprised: 'surprised',
  stern: 'worried',
  determined: 'thoughtful',
  worried: 'thoughtful',
}
