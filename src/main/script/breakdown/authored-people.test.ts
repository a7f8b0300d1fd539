import { describe, expect, it } from 'vitest'
import type { Bible, Lettering, PanelContent, ScriptPanel } from '../../../shared/domain/index.ts'
import { readAuthoredPanels } from './authored-panels.ts'
import { BIBLE, context, person, promptPanel, prose } from './fixtures.ts'

const look = (appearance: string, outfit: string) => ({
  label: '',
  from: null,
  until: null,
  chapters: [],
  appearance,
  outfit,
})
const bible: Bible = {
  ...BIBLE,
  people: [
    ...BIBLE.people,
    person('orla', 'Orla', { gender: 'female', looks: [look('two plaits', 'green coat')] }),
    person('bran', 'Bran', { gender: 'male', always: 'grey beard', looks: [look('', 'blue coat')] }),
  ],
}

const says = (speakerName: string, text: string): Lettering => ({
  kind: 'dialogue',
  balloon: 'speech',
  speakerId: null,
  speakerName,
  text,
  sure: true,
})

function read(...panels: (string | ScriptPanel)[]): PanelContent[] {
  const cut = panels.map((panel) => (typeof panel === 'string' ? promptPanel(panel) : panel))
  return readAuthoredPanels(prose('', { panels: cut, title: 'The loft', paragraphs: [] }), context({ bible })).panels
}

const shown = (panel: PanelContent | undefined) =>
  panel?.people.filter(({ role }) => role !== 'mentioned').map(({ personId }) => personId)

describe('people of an authored panel under a common noun', () => {
  it('are walk-ons with the script’s words for them', () => {
    expect(read('A bearded man in a red coat waits.')[0]?.people).toMatchObject([
      { personId: 'man', description: 'bearded man in a red coat', role: 'acting' },
    ])
  })

  it('are as many as are counted', () => {
    expect(shown(read('Three men carry a fourth.')[0])).toEqual(['man', 'man-2', 'man-3', 'man-4'])
  })

  it('are somebody of the scene whose looks have the same words, with less confidence', () => {
    const [panel] = read('A girl with two plaits and a bearded man at a window.', 'Orla and Bran.')
    expect(shown(panel)).toEqual(['orla', 'bran'])
    expect(panel?.people[0]?.description).toBeUndefined()
    const [evidence] = panel!.people[0]!.evidence
    expect(evidence).toMatchObject({ rule: 'words-of-their-description' })
    expect(evidence!.confidence).toBeLessThan(0.7)
  })

  it('are strangers when nobody of the scene fits', () => {
    expect(shown(read('A girl with two plaits.', 'Ruth.')[0])).toEqual(['girl'])
  })

  it('are the only voice whose face is not named', () => {
    expect(shown(read(promptPanel('A man, far off.', { lettering: [says('MAX', 'Here.')] }))[0])).toEqual(['max'])
  })

  it('are who was seen before when the script means somebody known', () => {
    const panels = read('A man with a lantern.', 'The man sits on a box.', 'A woman comes in.')
    expect(panels.map(shown)).toEqual([['man'], ['man'], ['woman']])
    expect(panels[1]?.people[0]).toMatchObject({ description: 'man with a lantern', pose: 'sit' })
  })

  it('are those named when the text says «both men»', () => {
    expect(shown(read('Both men look up: Max in alarm, Art in wonder.')[0])).toEqual(['max', 'art'])
  })

  it('are the animals of the bible, and no others', () => {
    expect(shown(read('A dog barks. A cat runs off.')[0])).toEqual(['rex'])
  })
})

describe('people seen before', () => {
  it('are meant by pronouns and by «both of them»', () => {
    const panels = read('Ruth and Max.', 'Both of them look up.', 'She laughs.', 'A door.', 'His hand on the bolt.')
    expect(panels.map(shown)).toEqual([['ruth', 'max'], ['ruth', 'max'], ['ruth'], [], ['max']])
  })

  it('stay seated until they move', () => {
    const panels = read('Ruth sits by the fire.', 'Ruth, close.', 'Ruth crosses the room.', 'Ruth, close.')
    expect(panels.map(({ people }) => people[0]?.pose)).toEqual(['sit', 'sit', 'walk', 'stand'])
  })

  it('are not in what they see', () => {
    expect(shown(read('Ruth.', 'What she sees: a black sea.')[1])).toEqual([])
  })
})

describe('parts of people', () => {
  it('are a detail, unless the author says otherwise', () => {
    const [hands, boots] = read("Ruth's two small hands on a crank.", 'Ruth at a crank.')
    expect([hands?.shot, boots?.shot]).toEqual(['detail', 'medium'])
    expect(read(promptPanel("Ruth's hands.", { shot: 'close-up' }))[0]?.shot).toBe('close-up')
  })

  it('do not show a voice that is heard from afar', () => {
    const far = promptPanel('The tower, tiny.', { shot: 'extreme long', lettering: [says('MAX', 'Here.')] })
    expect(shown(read(far)[0])).toEqual([])
  })
})

describe('faces in an authored panel', () => {
  it.each([
    ['Ruth, puzzled.', 'worried'],
    ['Ruth, no longer amused.', 'neutral'],
    ['Ruth at the door. A sudden grin.', 'smile'],
  ])('%s', (text, expression) => {
    expect(read(text)[0]?.people[0]?.expression).toBe(expression)
  })

  it('come from their own lines where nothing is told', () => {
    const [panel] = read(promptPanel('Ruth at the door.', { lettering: [says('RUTH', 'Thank you.')] }))
    expect(panel?.people[0]).toMatchObject({ expression: 'smile' })
    expect(panel?.people[0]?.evidence.at(-1)).toMatchObject({ about: 'expression', rule: 'words-of-the-line' })
  })
})
