import { describe, expect, it } from 'vitest'
import type { CorrectionReport } from '../services/correcting.ts'
import { guess } from '../services/script-view/guess.ts'
import type { LineView, PanelView, SceneView } from '../services/script-view.ts'
import { correctionView } from './correction-view.ts'
import { scriptView } from './script-view.ts'

const why = (rule: string, confidence = 0.9, words = '') => ({ about: '', rule, confidence, words })

const line = (speaker: string | null, text: string, unsure = false): LineView => ({
  id: `line-${text}`,
  kind: 'dialogue',
  balloon: 'speech',
  text,
  speakerId: speaker,
  voice: speaker,
  isOwn: false,
  ...guess(speaker, why('taking-turns', unsure ? 0.52 : 0.9)),
})

const PANEL: PanelView = {
  id: 'p1',
  panel: 1,
  strip: null,
  line: 5,
  what: 'Nell waits.',
  source: 'Nell waited.',
  shot: 'medium',
  angle: 'eye-level',
  importance: 3,
  place: guess('The tower', why('opening-line')),
  timeOfDay: 'night',
  weather: null,
  mood: null,
  people: [
    {
      id: 'nell',
      role: 'acting',
      expression: 'smile',
      pose: 'sit',
      ...guess('Nell', why('name', 0.97, 'Nell waited')),
    },
  ],
  lettering: [line('Nell', 'You are late.'), line('Ed', 'I know.', true)],
  stale: false,
}

const SCENE: SceneView = {
  id: 's2',
  chapterId: 'c35',
  chapter: '3.5',
  scene: 2,
  title: null,
  file: 'one.md',
  line: 3,
  placeId: 'tower',
  place: guess('The tower', why('author', 1, 'tower')),
  timeOfDay: guess('night', why('chapter-title', 0.5, 'The Night')),
  weather: guess(null, undefined),
  mood: guess(null, undefined),
  date: guess('1931', undefined),
  povId: 'nell',
  pov: guess('Nell', why('acts-and-thinks-most', 0.8)),
  present: [{ id: 'nell', ...guess('Nell', why('speaks', 0.97, 'said Nell')) }],
  mentioned: [],
  corrections: [{ about: 'time-of-day', value: 'night', person: null, line: null, fits: true }],
  panels: [PANEL],
}

describe('the script on a terminal', () => {
  const text = scriptView([SCENE], 100)

  it('has each guess with its words and rule, and marks the unsure ones', () => {
    expect(text[0]).toBe('Chapter 3.5, scene 2 (one.md:3)')
    expect(text).toContain('  place       The tower [your correction]')
    expect(text).toContain('? time        night [“The Night”, chapter-title 0.50]')
    expect(text).toContain('  date        1931')
    expect(text).toContain('    Nell: acting, smile, sit [“Nell waited”, name]')
    expect(text).toContain('    Nell: “You are late.” [taking-turns]')
    expect(text).toContain('  ? Ed: “I know.” [taking-turns 0.52]')
    expect(text).toContain('  corrected   time: night')
    expect(text.join('\n')).not.toContain('weather')
  })

  it('closes with what there is and how much of it is unsure', () => {
    expect(text.at(-1)).toBe('1 scene · 1 panel · 2 spoken lines. Unsure: 1 of the speakers, 1 other guess.')
  })

  it('keeps to its columns', () => {
    for (const row of scriptView([{ ...SCENE, panels: [{ ...PANEL, what: 'Nell waits. '.repeat(30) }] }], 60))
      expect(row.length).toBeLessThanOrEqual(60)
  })
})

describe('a correction on a terminal', () => {
  const report: CorrectionReport = {
    about: 'time-of-day',
    chapter: '1',
    scene: 2,
    line: null,
    person: null,
    value: 'dusk',
    scenes: [{ scene: 2, changes: [{ what: 'time', before: 'night', after: 'dusk' }] }],
    panels: [1, 2].map((panel) => ({
      panelId: `p${panel}`,
      scene: 2,
      panel,
      state: 'changed',
      changes: [{ what: 'time', before: 'night', after: 'dusk' }],
    })),
    stale: 1,
  }

  it('tells the same change in several panels once', () => {
    expect(correctionView(report, 100)).toEqual([
      'Chapter 1, scene 2, time: dusk, as you say.',
      '  scene 2, time: night → dusk',
      '  scene 2, panels 1, 2, time: night → dusk',
      '2 panels read otherwise.',
      '1 panel with pictures older than the script; generate refreshes only these.',
    ])
  })

  it('says so when nothing changes for it', () => {
    const nothing = { ...report, value: null, scenes: [], panels: [], stale: 0 }
    expect(correctionView(nothing, 100)).toEqual([
      'Chapter 1, scene 2, time: as the script is read, again.',
      'No panel is read otherwise for it.',
    ])
  })
})
