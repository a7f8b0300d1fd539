import { describe, expect, it } from 'vitest'
import type { Override } from '../../../shared/domain/index.ts'
import { anchorOf } from '../../../shared/domain/index.ts'
import { breakDownScene } from './break-down-scene.ts'
import { BIBLE, context, person, prose } from './fixtures.ts'

const lines = (text: string, overrides: Override[] = []) =>
  breakDownScene(prose(text), context({ overrides })).panels.flatMap((panel) =>
    panel.lettering.filter((line) => line.kind === 'dialogue'),
  )
const speakers = (text: string, overrides: Override[] = []) => lines(text, overrides).map((line) => line.speakerId)

describe('who speaks', () => {
  it.each([
    ['a said-verb after the line', '"Go," said Ruth.', ['ruth']],
    ['a said-verb before the line', 'Ruth said: "Go."', ['ruth']],
    ['the name before its verb', '"Go," Ruth whispered.', ['ruth']],
    ['a role', '"Go," said the doctor.', ['ruth']],
    ['a deed in the same paragraph', 'Max took off his hat. "Go."', ['max']],
    ['a tag in the middle', '"Go," said May, "and run."', ['may']],
    ['a tag in the present tense', '"Go," says May. She is tired.', ['may']],
    ['a pronoun', 'Ruth opened the door. Max lay on the bed. "Go," she said.', ['ruth']],
  ])('is told by %s', (_, text, expected) => {
    expect(speakers(text)).toEqual(expected)
  })

  it('changes with every line between two people', () => {
    const text =
      '"Where is it?" said Ruth.\n\n"In the loft," said Max.\n\n"Since when?"\n\n"Since Sunday."\n\n"And you never said."'
    expect(speakers(text)).toEqual(['ruth', 'max', 'ruth', 'max', 'ruth'])
  })

  it('is not whoever the line calls by name, and is likely that one next', () => {
    const text = 'Ruth and Max sat at the table.\n\n"Pass the salt, Max."\n\n"Here."'
    expect(speakers(text)).toEqual(['ruth', 'max'])
  })

  it('is never a name that is only part of a word', () => {
    expect(speakers('"It is weird," said the stranger.')).toEqual([null])
  })

  it('is a stranger by what the script calls them', () => {
    expect(lines('A porter opened the door. "Tickets," said the porter.')[0]?.speakerName).toBe('the porter')
  })

  it('is anybody a tag names, whether the bible knows them or not', () => {
    expect(lines('"Stop," said Tranter. "Now."')[0]?.speakerName).toBe('Tranter')
    expect(lines('"Serpent!" said the Pigeon.')[0]?.speakerName).toBe('the pigeon')
    expect(lines('"Serpent!" said a voice.')[0]?.speakerName).toBe(null)
  })

  it.each([
    ['"No!" said the Dodo solemnly.', 'the dodo'],
    ['"No!" said the Lory very hastily, and ran.', 'the lory'],
    ['Ruth ate a little bit, and said: "No."', 'Ruth Calder'],
    ['On which Seven looked up and said: "No."', 'Seven'],
    ['"No?" a chorus of voices asked.', null],
  ])('is called without how they say it: %s', (text, name) => {
    expect(lines(text)[0]?.speakerName ?? null).toBe(name)
  })

  it('is whoever the noun of an alias means', () => {
    const bible = { ...BIBLE, people: [person('ames', 'Mr Ames', { aliases: ['the old gentleman'] })] }
    const { panels } = breakDownScene(prose('A gentleman came in. "Well," said the gentleman.'), context({ bible }))
    const spoken = panels.flatMap(({ lettering }) => lettering.filter(({ kind }) => kind === 'dialogue'))
    expect(spoken.map(({ speakerId }) => speakerId)).toEqual(['ames'])
  })

  it('is the stranger whom the next line names', () => {
    const text =
      'Ruth stood at the gate. A man waited by the wall. "It is late," said the man.\n\n"Wei? Is it you?" said Ruth.'
    expect(speakers(text)).toEqual(['wei', 'ruth'])
  })

  it('is no beast unless the script says so', () => {
    expect(speakers('Rex lay by the fire. Max came in.\n\n"Good morning."')).toEqual(['max'])
    expect(speakers('"Good morning," said Rex.')).toEqual(['rex'])
  })

  it('is marked unsure when two people may have said it', () => {
    const found = lines('Ruth, May and Max sat at the table.\n\n"It is late."')
    expect(found[0]?.sure).toBe(false)
  })

  it('is whom the author says', () => {
    const line = 'It is late.'
    const row: Override = { about: 'speaker', sceneKey: 's', anchor: anchorOf(line), personId: null, value: 'may' }
    expect(speakers(`Ruth and Max sat down.\n\n"${line}"`, [row])).toEqual(['may'])
  })
})

describe('balloons', () => {
  it.each([
    ['"Go," whispered Ruth.', 'whisper'],
    ['"Go!" shouted Ruth.', 'burst'],
    ['‘I am lost,’ thought Ruth.', 'thought'],
    ['"Go," said Ruth.', 'speech'],
  ])('take their shape from the manner: %s', (text, kind) => {
    expect(lines(text)[0]?.balloon).toBe(kind)
  })

  it('hold at most thirty words', () => {
    const long = Array.from({ length: 14 }, (_, i) => `This is sentence number ${i} of it.`).join(' ')
    const found = lines(`Ruth stood up. "${long}"`)
    expect(found.length).toBeGreaterThan(2)
    for (const line of found) expect(line.text.split(' ').length).toBeLessThanOrEqual(30)
    expect(found.map((line) => line.text).join(' ')).toBe(long)
  })
})
