import { describe, expect, it } from 'vitest'
import { context, prose } from './fixtures.ts'
import { readScene } from './read-scene.ts'
import { visibleText } from './visible-action.ts'

/** The text as the artist gets it. */
function shown(text: string): string {
  const reading = readScene(prose(text), context())
  const names = {
    references: reading.references,
    cast: reading.cast,
    present: reading.presence.present,
    nameOf: (id: string) => reading.cast.members.get(id)?.called ?? `the ${id}`,
    lastSubject: null,
  }
  return reading.story.sentences
    .map((sentence) => visibleText(sentence, names).text)
    .filter(Boolean)
    .join(' ')
}

describe('what can be seen', () => {
  it.each([
    ['Ruth took the lamp and ran.', 'Ruth takes the lamp and runs.', 'irregular verbs'],
    [
      'Max carried the box, dropped it and stopped.',
      'Max carries the box, drops it and stops.',
      'regular verbs in a row',
    ],
    ['The boats were red and lay on the sand.', 'lie on the sand.', 'plural subjects'],
    ['The children waved at Art.', 'The children wave at Art.', 'irregular plurals'],
    ['Art was sitting on the step.', 'Art is sitting on the step.', 'progressives'],
    ['Her hands shook. May wept.', 'May weeps.', 'people named after'],
    ['Art came up with his collar turned against the rain.', 'with his collar turned against the rain.', 'participles'],
    ['The door opened like a mouth.', 'The door opens.', 'comparisons'],
    ['Wei put down the cup because he was tired of it.', 'Wei puts down the cup.', 'reasons'],
    ['Wei put on his hat as if he were going out.', 'Wei puts on his hat.', 'unreal comparisons'],
  ])('is told in the present: %s', (text, expected) => {
    expect(shown(text)).toContain(expected)
  })

  it.each([
    'Ruth thought about the summer.',
    'Ruth remembered the boat.',
    'May had gone to Carrow in the spring.',
    'It was the third week of March.',
    'Art would have laughed.',
    'Max was twelve.',
  ])('is nothing of a thought, of the past or of a date: %s', (text) => {
    expect(shown(text)).toBe('')
  })

  it('names whom a leading pronoun means', () => {
    expect(shown('Ruth opened the door. Max was on the stairs. He waved.')).toBe(
      'Ruth opens the door. Max is on the stairs. He waves.',
    )
    expect(shown('Max sat on the floor.\n\nRuth opened the door. "Here," said Max. He stood.')).toContain('Max stands.')
  })
})

describe('what cannot stand alone', () => {
  it.each([
    ['When the wind dropped, Ruth thought of home.', 'The wind drops.', 'a clause of time becomes the sentence'],
    ['Ruth did, as people do when a child asks.', '', 'a verb that only points back'],
    ['Ruth found she did not know.', '', 'a verb without what it is about'],
    [
      'Ruth sat in the dark, because she did not want to go down and have it be true.',
      'Ruth sits in the dark.',
      'an infinitive with «have»',
    ],
    [
      'Art was so much frightened that he ran off.',
      'Art is so much frightened.',
      'degrees between the parts of a verb',
    ],
    ['Ruth had stopped feeling it, which she supposed was a bad sign.', '', 'what somebody supposed is not they'],
    [
      'A rattle that ran down the wall woke Max.',
      'A rattle that runs down the wall wakes Max.',
      'clauses behind a noun',
    ],
    [
      'Ruth looked at the knot of hair skewered with a pencil.',
      'Ruth looks at the knot of hair skewered with a pencil.',
      'participles behind a noun',
    ],
    ['Nor did Ruth think it strange.', '', 'questions and denials turned round'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})
