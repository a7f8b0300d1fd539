import type {
  Angle,
  Lettering,
  PanelContent,
  PanelPerson,
  SceneContent,
  ScriptPanel,
  ScriptScene,
  Shot,
} from '../../../shared/domain/index.ts'
import { authoredPeople, authoredScene } from './authored-people.ts'
import { type Cast, castOf } from './cast.ts'
import { type BreakdownContext, everybody, overridesOf } from './context.ts'
import { readDate, yearOf } from './date.ts'
import { type Voice, withExpressions } from './derived-expressions.ts'
import { marksOfTags, stripEmphasis } from './emphasis.ts'
import { ANGLE_PATTERNS, SHOT_PATTERNS } from './lexicon/camera.ts'
import { CLIMACTIC, REVEALING } from './lexicon/verb-classes.ts'
import { momentMood, moodIn } from './mood.ts'
import { overrideRoles, overrideSetting } from './overrides.ts'
import { readPlace, type Setting, zoneStoodIn } from './place.ts'
import { propsIn } from './props.ts'
import { describeProvisional } from './provisional-people.ts'
import { resolveSpeaker } from './speaker-names.ts'
import { readStory, type Story } from './story.ts'
import { readTimeOfDay, timeInWords } from './time-of-day.ts'
import { sentenceSpans } from './tokens.ts'
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
  const cast = castOf(everybody(context), context.chapter.number, yearOf(date))
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
  /** Who was seen in the scene so far, the latest first. */
  let previous: PanelPerson[] = []
  const stories = scene.panels.map((panel) => storyOf(panel.prompt, panel.line, cast))
  const letterings = scene.panels.map((panel) =>
    panel.lettering.map((line) => resolveSpeaker({ ...line, text: marksOfTags(line.text) }, cast)),
  )
  const together = authoredScene(stories, letterings.flat(), cast, everybody(context), date)
  const isAnimal = (id: string) => cast.members.get(id)?.animal ?? false
  const panels = scene.panels.map((panel, n): PanelContent => {
    const story = stories[n]!
    const lettering = letterings[n]!
    if (!oneScene) {
      here = rows.some((row) => row.about === 'place')
        ? here
        : readPlace(null, story, { ...context, previousScene: undefined })
      previous = []
      sky = authorWeather ? sky : null
    }
    sky = weatherIn(panel.prompt)?.weather ?? sky
    here = zoneStoodIn(panel.prompt, here, context.bible) ?? here
    const around = oneScene ? together : authoredScene([story], lettering, cast, everybody(context), date)
    const shown = authoredPeople(story, lettering, previous, around, readShot(panel.shot ?? '').shot === 'extreme-long')
    const mood = momentMood(
      [panel.prompt, ...lettering.map(({ text }) => stripEmphasis(text))].join(' '),
      settled.values.mood,
    )
    const people = withExpressions(shown.people, { voices: voicesOf(lettering), mood, isAnimal })
    const seen = people.filter((person) => person.role !== 'mentioned')
    previous = [...seen, ...previous.filter((person) => !seen.some(({ personId }) => personId === person.personId))]
    return panelOf(panel, n, {
      story,
      ...shown,
      people,
      lettering,
      setting: here,
      scene: { ...settled.values, weather: sky },
    })
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
    panels: describeProvisional(panels, context.provisional ?? []),
    evidence: [settled.values.setting.evidence, ...settled.evidence],
  }
  return overrideRoles(content, rows)
}

const voicesOf = (lettering: readonly Lettering[]): Voice[] =>
  lettering.flatMap(({ speakerId, text, balloon }) =>
    speakerId === null ? [] : [{ personId: speakerId, text: stripEmphasis(text), balloon, verb: '' }],
  )

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
  return readStory({ paragraphs: [text], pieces }, cast, 'present')
}

interface PanelParts {
  story: Story
  people: PanelPerson[]
  onlyParts: boolean
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
    (parts.onlyParts ? 'detail' : seen.length === 0 ? 'long' : seen.length === 2 ? 'two-shot' : 'medium')
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
      ...(panel.begins !== undefined && { pageStart: true }),
      ...(panel.begins === 'spread' && { spread: true }),
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
