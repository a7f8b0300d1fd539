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
