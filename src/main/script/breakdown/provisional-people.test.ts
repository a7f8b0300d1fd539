import { describe, expect, it } from 'vitest'
import type { Lettering, Person } from '../../../shared/domain/index.ts'
import { readAuthoredPanels } from './authored-panels.ts'
import { breakDownScene } from './break-down-scene.ts'
import { BIBLE, context, person, promptPanel, prose } from './fixtures.ts'
import { provisionalPeople } from './provisional-people.ts'

const NOBODY = { people: [], places: [] }
const says = (speakerName: string): Lettering => ({
  kind: 'dialogue',
  balloon: 'speech',
  speakerId: null,
  speakerName,
  text: 'Here.',
  sure: true,
})
const strips = (...panels: [prompt: string, ...speakers: string[]][]) =>
  prose('', {
    paragraphs: [],
    title: 'The quay',
    panels: panels.map(([prompt, ...speakers]) => promptPanel(prompt, { lettering: speakers.map(says) })),
  })
const chapter = (...scenes: ReturnType<typeof prose>[]) => [{ number: '1', scenes }]
const named = (people: readonly Person[]) => people.map(({ id, gender, role }) => [id, gender, role])

describe('people who speak without an entry in the bible', () => {
  it('are people of the story, with the gender their names, pronouns and nouns tell', () => {
    const scene = strips(
      ['Nell, 14, at the glass.', 'NELL'],
      ['Oriel lifts her lamp. She waits.', 'ORIEL'],
      ['Tarn, the keeper’s son, hangs up a rag.', 'TARN'],
      ['Quill at a desk.', 'QUILL'],
    )
    expect(named(provisionalPeople(NOBODY, chapter(scene)))).toEqual([
      ['nell', 'female', 'girl'],
      ['oriel', 'female', 'woman'],
      ['tarn', 'male', 'man'],
      ['quill', 'unknown', 'person'],
    ])
  })

  it('do not include people of the bible, voices out of things, or two names at once', () => {
    const scene = strips(['A room.', 'RUTH', 'RUTH CALDER', 'RADIO', 'TANNOY VOICE', 'ALL', 'MAX AND ART', 'WÉI'])
    expect(provisionalPeople(BIBLE, chapter(scene))).toEqual([])
  })

  it('go by their noun when the text does', () => {
    const scene = strips(['A fitter drops a spanner on the other fitter’s boot.', 'FITTER'])
    const [fitter] = provisionalPeople(NOBODY, chapter(scene))
    expect(fitter).toMatchObject({ id: 'fitter', role: 'fitter' })
    expect(fitter?.aliases.map(({ text }) => text)).toContain('the fitter')
  })

  it('never take the id of somebody else', () => {
    const bible = { people: [person('nell', 'Eleanor', { aliases: ['Eleanor'] })], places: [] }
    expect(provisionalPeople(bible, chapter(strips(['Nell waits.', 'NELL'])))[0]?.id).toBe('nell-2')
  })

  it('give way to an entry of the bible that fits them', () => {
    const bible = { people: [person('nell-marrick', 'Nell Marrick', { aliases: ['Nell'] })], places: [] }
    expect(provisionalPeople(bible, chapter(strips(['Nell waits.', 'NELL'])))).toEqual([])
  })

  it('are seen in panels that only name them, described by what is known', () => {
    const scene = strips(['Nell at the glass.'], ['Nell’s hand on the crank.', 'NELL'])
    const provisional = provisionalPeople(NOBODY, chapter(scene))
    const { panels } = readAuthoredPanels(scene, context({ bible: NOBODY, provisional }))
    expect(panels.map(({ people }) => people.map(({ personId, description }) => [personId, description]))).toEqual([
      [['nell', 'woman']],
      [['nell', 'woman']],
    ])
  })

  it('are found in prose by the verb beside their name, also under two words', () => {
    const scene = prose(
      '“No,” said Tobias. Then the old clock stopped.\n\nBy then Tobias sat down, and with Tobias sat the Mock Turtle.\n\n“Why?” said the Mock Turtle. Then the Mock Turtle wept.\n\n“Why?” said the Mock Turtle again, for the Mock Turtle was tired.',
    )
    const provisional = provisionalPeople(NOBODY, chapter(scene))
    expect(provisional.map(({ id }) => id).sort()).toEqual(['mock-turtle', 'tobias'])
    const content = breakDownScene(scene, context({ bible: NOBODY, provisional }))
    expect(content.present).toEqual(expect.arrayContaining(['mock-turtle', 'tobias']))
  })
})
