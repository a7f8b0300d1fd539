import { describe, expect, it } from 'vitest'
import { readBible } from './bible.ts'
import { describeNames } from './describe-names.ts'
import { readProse } from './prose.ts'
import { readStrips } from './strips.ts'

const BIBLE = `## People
### Nell Marrick
- aliases: Nell
- always: red hair
### Ed Voss
- aliases: Ed
### Clara
- referenced only: a letter
## Places
### Pellow Quay
- aliases: Pellow
- signature: slate roofs
`
const bible = readBible(BIBLE, 'bible.md').bible
const namesIn = (text: string) =>
  describeNames([readProse(text, 'a.md')], bible).filter(({ code }) => code === 'name-unresolved')

describe('comparing the script with the bible', () => {
  it('reports a name that speaks often and has no entry', () => {
    const text = '# One\n\n“No,” said Tobias.\n\nNell saw Tobias and Tobias saw her.\n\nNell gave Tobias a rope.'
    expect(namesIn(text)).toMatchObject([
      {
        severity: 'warning',
        file: 'a.md',
        line: 3,
        message: '“Tobias” is named 4 times and has no entry in the bible.',
      },
    ])
  })

  it('reports nothing for people and places of the bible, months, titles, capitals and italics', () => {
    const line =
      'Then Nell said that in Pellow, one Sunday in March, Mr Voss had VERY old *Marchmont* ropes, and I’m sure of it. '
    expect(namesIn(`# One\n\n${line.repeat(8)}`)).toEqual([])
  })

  it('reports nothing for words that only begin sentences or also stand in small letters', () => {
    expect(
      namesIn(
        `# One\n\n${'Rain fell. “Hope,” said he. Nell saw the captain, and the Captain said so. A captain came. '.repeat(8)}`,
      ),
    ).toEqual([])
  })

  it('takes a town behind a preposition for no person', () => {
    expect(namesIn(`# One\n\n${'They went to Halifax and came from Halifax. '.repeat(8)}`)).toEqual([])
  })

  it('reports speakers of strips without an entry, whatever their accents', () => {
    const strips = readStrips('### Strip 001\nA boat.\nNELL: Ho.\nÉD: Ho.\nFITTER: Ho.', 's.txt')
    expect(describeNames([strips], bible).filter(({ code }) => code === 'name-unresolved')).toMatchObject([
      { message: '“FITTER” speaks once and has no entry in the bible.' },
    ])
  })

  it('reports people without a description, but not those who are never drawn', () => {
    expect(describeNames([], bible, 'cast.md')).toMatchObject([
      { code: 'name-undescribed', file: 'cast.md', message: '“Ed Voss” has no look and no outfit in the bible.' },
    ])
    expect(describeNames([], null)).toEqual([])
  })

  it('says in one line that nobody is described when there is no bible, and how to write one', () => {
    const strips = readStrips('### Strip 001\nA boat.\nNELL: Ho.\nED: Ho.\nNELL: Ho.\nALL: Ho.', 's.txt')
    expect(describeNames([strips], null)).toMatchObject([
      {
        severity: 'info',
        code: 'people-undescribed',
        file: 's.txt',
        message: 'There is no bible yet, so Nell and Ed are drawn with looks of the app’s own choosing.',
        remedy: expect.stringContaining('### Nell'),
      },
    ])
    const many = readStrips(
      `### Strip 001\nA boat.\n${['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((l) => `${l}${l}${l}: Ho.`).join('\n')}`,
      's.txt',
    )
    expect(describeNames([many], null)[0]?.message).toContain('Eee and 2 more are')
    expect(describeNames([readStrips('### Strip 001\nA boat.\nED: Ho.', 's.txt')], null)[0]?.message).toContain(
      'so Ed is drawn with a look',
    )
  })
})
