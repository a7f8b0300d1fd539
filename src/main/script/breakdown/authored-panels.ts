import type {
  Angle,
  Lettering,
  PanelContent,
  PanelPerson,
  Pose,
  SceneContent,
  ScriptPanel,
  ScriptScene,
  Shot,
} from '../../../shared/domain/index.ts'
import { type Cast, castOf, type Mention } from './cast.ts'
import { type BreakdownContext, overridesOf } from './context.ts'
import { readDate, yearOf } from './date.ts'
import { bearingOf } from './expressions.ts'
import { ANGLE_PATTERNS, SHOT_PATTERNS } from './lexicon/camera.ts'
import { POSE_VERBS } from './lexicon/feelings.ts'
import { BODY_PARTS, GARMENTS } from './lexicon/function-words.ts'
import { CLIMACTIC, REVEALING } from './lexicon/verb-classes.ts'
import { moodIn } from './mood.ts'
import { overrideRoles, overrideSetting } from './overrides.ts'
import { readPlace, type Setting, zoneStoodIn } from './place.ts'
import { propsIn } from './props.ts'
import { type References, resolveReferences } from './references.ts'
import { readStory, type Sentence, type Story } from './story.ts'
import { readTimeOfDay, timeInWords } from './time-of-day.ts'
import { foldAccents, sentenceSpans, stripEmphasis } from './tokens.ts'
import { baseOfIng } from './verb-forms.ts'
import { weatherIn } from './weather.ts'

/** Free words for framing (`low angle, wide`) in the terms of the model; null when they say nothing known. */
export function readShot(text: string): { shot: Shot | null; angle: Angle | null } {
  const lower = text.toLowerCase()
  const framed = SHOT_PATTERNS.find(({ pattern }) => pattern.test(lower))
  const angled = ANGLE_PATTERNS.find(({ pattern }) => pattern.test(lower))
  return { shot: framed?.shot ?? null, angle: angled?.angle ?? framed?.angle ?? null }
}

const NOWHERE: Setting = {
  placeId: null,
  placeName: null,
  evidence: { about: 'place', words: '', rule: 'no-place-named', confidence: 0.3 },
}

/** Reads the panels of a strip or prompt script: the author cut them, only their content is understood. */
export function readAuthoredPanels(scene: ScriptScene, context: BreakdownContext): SceneContent {
  const rows = overridesOf(context)
  const all = scene.panels.map((panel) => panel.prompt).join(' ')
  const date = rows.find((row) => row.about === 'date')?.value ?? readDate(scene.slug, '', context)
  const cast = castOf(context.bible, context.chapter.number, yearOf(date))
  const whole = storyOf(all, 0, cast)
  const title = scene.slug?.place ?? scene.title
  // Prompts pasted together without a heading are no scene: nothing of one holds for the next.
  const oneScene = title !== null
  const setting = oneScene ? readPlace(title, whole, context) : NOWHERE
  const timeOfDay = oneScene
    ? (timeInWords(scene.slug?.time ?? scene.title ?? '') ?? readTimeOfDay(null, whole, context, true).time)
    : null
  const weather = oneScene ? (weatherIn(all)?.weather ?? null) : null
  const mood = oneScene ? (moodIn(all)?.mood ?? null) : null
  const settled = overrideSetting({ setting, timeOfDay, weather, mood }, rows, context.bible)
  const authorWeather = settled.evidence.some((evidence) => evidence.about === 'weather')
  let here = settled.values.setting
  let sky = authorWeather ? settled.values.weather : null
  let previous: PanelPerson[] = []
  const panels = scene.panels.map((panel, n): PanelContent => {
    const story = storyOf(panel.prompt, panel.line, cast)
    if (!oneScene) {
      here = rows.some((row) => row.about === 'place')
        ? here
        : readPlace(null, story, { ...context, previousScene: undefined })
      previous = []
      sky = authorWeather ? sky : null
    }
    sky = weatherIn(panel.prompt)?.weather ?? sky
    here = zoneStoodIn(panel.prompt, here, context.bible) ?? here
    const lettering = panel.lettering.map((line) => resolveSpeaker(line, cast))
    const people = peopleIn(story, lettering, previous, cast)
    previous = people.filter((person) => person.role !== 'mentioned')
    return panelOf(panel, n, { story, people, lettering, setting: here, scene: { ...settled.values, weather: sky } })
  })
  const present = [
    ...new Set(
      panels.flatMap((panel) =>
        panel.people.filter((person) => person.role !== 'mentioned').map((person) => person.personId),
      ),
    ),
  ]
  const referenced = [...new Set(panels.flatMap((panel) => panel.people.map((person) => person.personId)))].filter(
    (id) => !present.includes(id),
  )
  const content: SceneContent = {
    placeId: settled.values.setting.placeId,
    placeName: settled.values.setting.placeName,
    timeOfDay: settled.values.timeOfDay,
    mood: settled.values.mood,
    weather: settled.values.weather,
    date,
    povId: rows.find((row) => row.about === 'pov')?.value || null,
    present,
    referenced,
    panels,
    evidence: [settled.values.setting.evidence, ...settled.evidence],
  }
  return overrideRoles(content, rows)
}

/** A prompt is all narration; quotation marks in it are signs and labels. */
function storyOf(prompt: string, line: number, cast: Cast): Story {
  const text = stripEmphasis(prompt)
  const pieces = sentenceSpans(text).map((span) => ({
    kind: 'narration' as const,
    text: text.slice(span.start, span.end),
    paragraph: 0,
    line,
    start: span.start,
    end: span.end,
    quotation: -1,
    ends: true,
  }))
  return readStory({ paragraphs: [text], pieces }, cast)
}

/** `INÊS` or `ED` of a script is somebody of the bible; a name nobody bears stays as written. */
function resolveSpeaker(line: Lettering, cast: Cast): Lettering {
  if (line.kind !== 'dialogue' || line.speakerId || !line.speakerName) return line
  const wanted = foldAccents(line.speakerName).toLowerCase()
  const member =
    [...cast.members.values()].find((candidate) => foldAccents(candidate.name).toLowerCase() === wanted) ??
    namedBy(line.speakerName, cast)
  return member ? { ...line, speakerId: member.id } : line
}

function namedBy(speaker: string, cast: Cast) {
  const proper = speaker.toLowerCase().replace(/(^|[\s.'-])\p{L}/gu, (letter) => letter.toUpperCase())
  for (const name of [proper, `The ${proper}`, speaker.toLowerCase(), `${speaker.toLowerCase()}s`]) {
    const ids = cast.mentionsOf(name)
    if (ids.length === 1) return cast.members.get(ids[0]!)
  }
  return undefined
}

/** Everybody named stands in the picture, unless only talked of; a speaker acts, an unseen one is off-panel. */
function peopleIn(
  story: Story,
  lettering: readonly Lettering[],
  previous: readonly PanelPerson[],
  cast: Cast,
): PanelPerson[] {
  const references = resolveReferences(story, cast, pronounOwner(story, previous, cast), new Map())
  const people = new Map<string, PanelPerson>()
  const add = (personId: string, role: PanelPerson['role'], words: string, rule: string, confidence: number) => {
    const order = ['mentioned', 'passive', 'acting']
    const known = people.get(personId)
    if (known && order.indexOf(known.role) >= order.indexOf(role)) return
    const drawable = cast.members.get(personId)?.drawable ?? true
    people.set(
      personId,
      bear(personId, drawable ? role : 'mentioned', { about: role, words, rule, confidence }, story, references),
    )
  }
  for (const sentence of story.sentences) {
    for (const clause of sentence.clauses) {
      for (const reference of references.allOf(sentence, clause))
        add(reference.id, 'acting', sentence.text.slice(0, 60), reference.rule, reference.confidence)
    }
    for (const mention of sentence.mentions) {
      const words = sentence.text.slice(sentence.tokens[mention.first]!.start, sentence.tokens[mention.last]!.end)
      const opens = mention.first === 0 && !mention.possessive
      const [id] = mention.ids
      if (!id) continue
      if (!mention.possessive)
        add(id, opens ? 'acting' : 'passive', words, opens ? 'subject-of-the-picture' : 'named-in-prompt', 0.85)
      else if (showsThem(sentence, mention, people.size > 0)) add(id, 'passive', words, 'part-of-them-shown', 0.7)
      else add(id, 'mentioned', words, 'owner-of-a-thing', 0.7)
    }
  }
  for (const line of lettering) {
    if (line.speakerId && line.balloon !== 'off-panel')
      add(line.speakerId, 'acting', line.text.slice(0, 60), 'speaks-in-panel', 0.9)
  }
  return [...people.values()]
}

/** «Nell's two small hands», «Ed's blue jacket» show them; «in her father's coat» shows whoever wears it. */
function showsThem(sentence: Sentence, mention: Mention, others: boolean): boolean {
  const owned = sentence.tokens.slice(mention.last + 1, mention.last + 5).map((token) => token.lower)
  if (owned.some((word) => BODY_PARTS.has(word))) return true
  return !others && owned.some((word) => GARMENTS.has(word))
}

/** «She runs.» after a panel of one woman is about her. */
function pronounOwner(story: Story, previous: readonly PanelPerson[], cast: Cast): string | null {
  const words = story.sentences.flatMap((sentence) => sentence.tokens.map((token) => token.lower))
  const gender = words.some((word) => word === 'she' || word === 'her') ? 'female' : 'male'
  return previous.find((person) => cast.members.get(person.personId)?.gender === gender)?.personId ?? null
}

function bear(
  personId: string,
  role: PanelPerson['role'],
  evidence: PanelPerson['evidence'][number],
  story: Story,
  references: References,
): PanelPerson {
  if (role === 'mentioned') return { personId, role, expression: 'neutral', pose: 'stand', evidence: [evidence] }
  const bearing = bearingOf(personId, story.sentences, references, new Map())
  const pose = bearing.poseWords ? bearing.pose : (poseInPassing(personId, story) ?? bearing.pose)
  return { personId, role, expression: bearing.expression, pose, evidence: [evidence] }
}

/** «Nell climbing, small», «Ed, sitting on a drum»: prompts often have no finite verb. */
function poseInPassing(personId: string, story: Story): Pose | null {
  for (const { tokens, mentions } of story.sentences) {
    const mention = mentions.find((candidate) => candidate.ids.includes(personId) && !candidate.possessive)
    if (!mention) continue
    for (const token of tokens.slice(mention.last + 1, mention.last + 8)) {
      const base = baseOfIng(token.lower)
      const pose = base ? POSE_VERBS.get(base) : undefined
      if (pose) return pose
    }
  }
  return null
}

interface PanelParts {
  story: Story
  people: PanelPerson[]
  lettering: Lettering[]
  setting: Setting
  scene: Pick<SceneContent, 'timeOfDay' | 'weather' | 'mood'>
}

function panelOf(panel: ScriptPanel, n: number, parts: PanelParts): PanelContent {
  const marked = readShot(panel.shot ?? '')
  const inText = readShot(panel.prompt)
  const seen = parts.people.filter((person) => person.role !== 'mentioned')
  const shot =
    marked.shot ??
    (marked.angle ? null : inText.shot) ??
    (seen.length === 0 ? 'long' : seen.length === 2 ? 'two-shot' : 'medium')
  const verbs = parts.story.sentences.flatMap((sentence) => sentence.clauses.map((clause) => clause.verb))
  const importance = panel.importance ?? (n === 0 ? 3 : 2)
  return {
    what: panel.prompt,
    source: '',
    line: panel.line,
    people: parts.people,
    placeId: parts.setting.placeId,
    placeName: parts.setting.placeName,
    timeOfDay: timeInPrompt(panel.prompt) ?? parts.scene.timeOfDay,
    weather: parts.scene.weather,
    mood: moodIn(panel.prompt)?.mood ?? parts.scene.mood,
    shot,
    angle: marked.angle ?? inText.angle ?? 'eye-level',
    importance,
    props: propsIn(panel.prompt),
    lettering: parts.lettering,
    flags: {
      sceneStart: n === 0,
      reveal: verbs.some((verb) => REVEALING.has(verb)),
      action: verbs.some((verb) => CLIMACTIC.has(verb)),
      splash: importance === 5,
    },
    evidence: [
      parts.setting.evidence,
      {
        about: 'shot',
        words: panel.shot ?? '',
        rule: marked.shot || marked.angle ? 'author-framing' : 'people-in-it',
        confidence: marked.shot ? 0.95 : 0.6,
      },
    ],
  }
}

/** A prompt names its own light: «Night, rain, black ink». */
function timeInPrompt(prompt: string) {
  const match = /\b(dawn|sunrise|morning|noon|afternoon|dusk|sunset|twilight|evening|night|midnight)\b/i.exec(prompt)
  return match ? timeInWords(match[0]) : null
}
