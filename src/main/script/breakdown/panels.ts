import type { Mood, PanelContent, PanelPerson, Pose, Shot } from '../../../shared/domain/index.ts'
import type { Beat } from './beats.ts'
import type { BreakdownContext } from './context.ts'
import { type Voice, withExpressions } from './derived-expressions.ts'
import { importanceOf } from './importance.ts'
import { balloonKind, caption, letteringOf } from './lettering.ts'
import { CLIMACTIC, ENTERING } from './lexicon/verb-classes.ts'
import { momentMood, moodIn } from './mood.ts'
import { type Setting, zoneStoodIn } from './place.ts'
import { propsOf } from './props.ts'
import type { SceneReading } from './read-scene.ts'
import { peopleOf } from './roles.ts'
import { chooseShot } from './shots.ts'
import { nameOf, stageDocument, stageTalk, stageView } from './staging.ts'
import { type Sentence, wordsBetween } from './story.ts'
import { countWords } from './tokens.ts'
import { type NameBook, visibleText } from './visible-action.ts'
import { weatherIn } from './weather.ts'

/** What runs through the panels of a scene. */
interface Thread {
  setting: Setting
  mood: Mood | null
  shots: Shot[]
  poses: Map<string, Pose>
}

/** Words in the text of a panel that an artist still reads in one go. */
const LONGEST_WHAT = 45

/** Of these kept for how the talk is staged, and for where a scene opens. */
const TALK_WORDS = 9
const VIEW_WORDS = 7

/** Fills the panels that the cuts made of a scene. */
export function panelsOf(
  cuts: readonly Beat[][],
  reading: SceneReading,
  opening: string | null,
  context: BreakdownContext,
): PanelContent[] {
  const thread: Thread = { setting: reading.setting, mood: reading.mood, shots: [], poses: new Map() }
  const panels = cuts.map((beats, n) => panelOf(beats, n, reading, thread, context))
  if (opening && panels[0]) panels[0].lettering.unshift(caption(opening))
  const sizes = importanceOf(
    panels.map((panel, n) => ({
      sceneStart: n === 0,
      sceneEnd: n === panels.length - 1,
      climaxes: cuts[n]!.filter((beat) => beat.climax).length,
      reveal: panel.flags.reveal,
      entrance: cuts[n]!.some((beat) => beat.entrance),
      hasPunchLine: hasPunchLine(cuts[n]!),
      talk: isTalk(sentencesOf(cuts[n]!)),
      hasPeople: panel.people.some((person) => person.role !== 'mentioned'),
    })),
  )
  panels.forEach((panel, n) => {
    panel.importance = sizes[n]!
    panel.flags.splash = sizes[n] === 5
  })
  return panels
}

const sentencesOf = (beats: readonly Beat[]): Sentence[] => beats.flatMap((beat) => beat.sentences)

const isTalk = (sentences: readonly Sentence[]): boolean => {
  const spoken = sentences.filter((sentence) => sentence.kind === 'speech').length
  return spoken > 0 && spoken >= sentences.length * 0.6
}

/** A paragraph of a few words, standing alone: the author leans on it. */
const hasPunchLine = (beats: readonly Beat[]): boolean =>
  beats.some((beat) => {
    const only = beat.sentences.length === 1 ? beat.sentences[0]! : null
    return only?.kind === 'narration' && only.start === 0 && beat.words <= 9
  })

function panelOf(
  beats: readonly Beat[],
  n: number,
  reading: SceneReading,
  thread: Thread,
  context: BreakdownContext,
): PanelContent {
  const sentences = sentencesOf(beats)
  const first = sentences[0]!
  const narration = sentences.filter((sentence) => sentence.kind === 'narration')
  const told = narration.map((sentence) => sentence.text).join(' ')
  thread.setting = zoneStoodIn(standing(narration, reading), thread.setting, context.bible) ?? thread.setting
  const people = withExpressions(peopleOf(sentences, reading, thread.poses), {
    voices: voicesIn(sentences, reading),
    mood: momentMood(sentences.map((sentence) => sentence.text).join(' '), thread.mood),
    isAnimal: (id) => reading.cast.members.get(id)?.animal ?? false,
  })
  const { what, unseen } = whatOf(sentences, people, reading, thread.setting, n === 0)
  const mood = moodIn(told)
  const weather = weatherIn(told)
  const props = propsOf(sentences)
  const flags = {
    sceneStart: n === 0,
    reveal: beats.some((beat) => beat.reveal),
    action: beats.some((beat) => beat.climax),
    splash: false,
  }
  const talk = isTalk(sentences)
  const document = sentences.some((sentence) => sentence.kind === 'document')
  const shot = chooseShot(
    { what, people, sceneStart: n === 0, talk, action: flags.action, reveal: flags.reveal, document, props },
    thread.shots,
  )
  thread.shots.push(shot.shot)
  return {
    what,
    source: sourceOf(sentences, reading),
    line: first.line,
    people,
    placeId: thread.setting.placeId,
    placeName: thread.setting.placeName,
    timeOfDay: reading.timeOfDay,
    weather: weather?.weather ?? reading.weather,
    mood: mood && mood.evidence.confidence >= 0.7 ? mood.mood : thread.mood,
    shot: shot.shot,
    angle: shot.angle,
    importance: 2,
    props,
    lettering: letteringOf(sentences, unseen, reading),
    flags,
    evidence: [
      { about: 'beat', words: '', rule: beats[0]!.reason, confidence: 0.7 },
      thread.setting.evidence,
      shot.evidence,
      ...speakerEvidence(sentences, reading),
    ],
  }
}

/** The lines of known speakers, as far as they stand in these sentences. */
function voicesIn(sentences: readonly Sentence[], reading: SceneReading): Voice[] {
  return reading.utterances.flatMap((utterance, n): Voice[] => {
    const personId = reading.speakers[n]?.id
    const spoken = utterance.sentences.filter((sentence) => sentences.includes(sentence))
    if (!personId || !spoken.length) return []
    const { verb, thought } = utterance
    const text = spoken.map((sentence) => sentence.text).join(' ')
    return [{ personId, text, verb, balloon: balloonKind(text, verb, thought) }]
  })
}

/** What the narration says of where people of the scene are: their clauses and nothing else. */
function standing(narration: readonly Sentence[], reading: SceneReading): string {
  return narration
    .flatMap((sentence) =>
      sentence.clauses
        .filter((clause) => clause.aspect !== 'perfect' && clause.aspect !== 'modal' && !clause.bodyPart)
        .filter((clause) => reading.presence.spans.has(reading.references.of(sentence, clause)?.id ?? ''))
        .map((clause) => wordsBetween(sentence, clause.first, clause.last)),
    )
    .join('. ')
}

function speakerEvidence(sentences: readonly Sentence[], reading: SceneReading): PanelContent['evidence'] {
  return reading.utterances.flatMap((utterance, n) => {
    const speaker = reading.speakers[n]!
    if (!utterance.sentences.some((sentence) => sentences.includes(sentence))) return []
    return [
      {
        about: `speaker:${speaker.id ?? 'unknown'}`,
        words: speaker.words,
        rule: speaker.rule,
        confidence: speaker.confidence,
        ...(speaker.instead?.length && { instead: speaker.instead }),
      },
    ]
  })
}

/** The words of the script, exactly as they stand, paragraphs apart. */
function sourceOf(sentences: readonly Sentence[], reading: SceneReading): string {
  const parts: string[] = []
  for (const paragraph of new Set(sentences.map((sentence) => sentence.paragraph))) {
    const here = sentences.filter((sentence) => sentence.paragraph === paragraph)
    parts.push(reading.story.paragraphs[paragraph]!.slice(here[0]!.start, here.at(-1)!.end))
  }
  return parts.join('\n\n')
}

/** The picture in words: what the narration shows, then how the talk is staged; never empty. */
function whatOf(
  sentences: readonly Sentence[],
  people: readonly PanelPerson[],
  reading: SceneReading,
  setting: Setting,
  sceneStart: boolean,
): { what: string; unseen: Sentence[] } {
  const names: NameBook = {
    references: reading.references,
    cast: reading.cast,
    present: reading.presence.present,
    nameOf: (id) => nameOf(id, reading),
    lastSubject: null,
  }
  const unseen: Sentence[] = []
  const visible: Shown[] = []
  for (const sentence of sentences) {
    const told = visibleText(sentence, names)
    if (told.unseen) unseen.push(sentence)
    if (told.text) visible.push({ text: told.text, words: countWords(told.text), weight: weightOf(sentence) })
  }
  const staged = sentences.some(({ kind }) => kind === 'speech') ? TALK_WORDS : 0
  const shown = strongest(visible, LONGEST_WHAT - staged - (sceneStart ? VIEW_WORDS : 0))
  const named = shown.join(' ')
  const talk = stageTalk(sentences, reading, named, people)
  const parts = [...shown, ...(talk ? [talk] : [])]
  if (!parts.length && sentences.some((sentence) => sentence.kind === 'document'))
    parts.push(stageDocument(sentences, reading))
  if (!parts.length || (sceneStart && !mentionsPlace(named, setting))) {
    const view = stageView(people, setting, reading, parts.length > 0)
    if (view) parts.unshift(view)
  }
  return { what: parts.join(' '), unseen }
}

/** What one sentence shows. */
interface Shown {
  text: string
  words: number
  weight: number
}

/** Turning points before deeds, deeds before things that only are. */
function weightOf({ clauses }: Sentence): number {
  const verbs = clauses.filter(({ link }) => link !== 'subordinate').map(({ verb }) => verb)
  if (verbs.some((verb) => CLIMACTIC.has(verb) || ENTERING.has(verb))) return 2
  return clauses.some(({ subject }) => subject !== null && subject.kind !== 'thing') ? 1 : 0
}

/** As many sentences as there is room for, the weightiest first, told in the script's order; one at least. */
function strongest(visible: readonly Shown[], room: number): string[] {
  const chosen = new Set<Shown>()
  let left = room
  for (const shown of visible.toSorted((a, b) => b.weight - a.weight)) {
    if (chosen.size > 0 && shown.words > left) continue
    chosen.add(shown)
    left -= shown.words
  }
  return visible.filter((shown) => chosen.has(shown)).map(({ text }) => text)
}

const mentionsPlace = (text: string, setting: Setting): boolean => {
  const words = (setting.placeName ?? '')
    .toLowerCase()
    .split(/[\s,-]+/)
    .filter((word) => word.length > 3)
  return words.some((word) => text.toLowerCase().includes(word))
}
