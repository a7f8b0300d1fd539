import { describe, expect, it } from 'vitest'
import { isBible, readBible } from './bible.ts'

const people = (...lines: string[]) => readBible(['## People', ...lines].join('\n'), 'bible.md').bible.people
const person = (...lines: string[]) => people('### Mara "Mo" Kell', ...lines)[0]

describe('people of a bible', () => {
  it('reads id, years, role and what always holds', () => {
    expect(
      person('- id: mo', '- born: 9 June 1912, died about 1951', '- role: pilot', '- always: red hair'),
    ).toMatchObject({
      id: 'mo',
      name: 'Mara "Mo" Kell',
      born: 1912,
      died: 1951,
      role: 'pilot',
      always: 'red hair',
      kind: 'person',
      referencedOnly: false,
      count: 1,
    })
  })

  it('makes an id of the name, without accents, the nickname first', () => {
    expect(people('### Mara "Mo" Kell', '- age: 7', '### Inês Duarte', '- age: 8').map(({ id }) => id)).toEqual([
      'mo-kell',
      'ines-duarte',
    ])
  })

  it.each([
    ['7', 7],
    ['mid-40s', 45],
    ['late thirties', 38],
    ['seven', 7],
    ['about 16', 16],
  ])('reads the age “%s” as %i', (written, age) => {
    expect(person(`- age: ${written}`)?.age).toBe(age)
  })

  it('reads aliases with the years and chapters they hold for', () => {
    const aliases = person(
      '- aliases: Mo, the pilot (from 1938), the cadet (until 1930), the girl (chapter 4 only), young Mo (1901 only), Puss (by mistake)',
    )?.aliases
    const bound = { fromYear: null, untilYear: null, chapter: null }
    expect(aliases?.slice(0, 6)).toEqual([
      { text: 'Mo', ...bound },
      { text: 'the pilot', ...bound, fromYear: 1938 },
      { text: 'the cadet', ...bound, untilYear: 1930 },
      { text: 'the girl', ...bound, chapter: '4' },
      { text: 'young Mo', ...bound, fromYear: 1901, untilYear: 1901 },
      { text: 'Puss', ...bound },
    ])
  })

  it('adds the forms of a name, but no word that somebody else has', () => {
    const [mara, tom] = people('### Mara "Mo" Kell', '- id: mo', '### Thomas Kell', '- aliases: Tom, Kell')
    expect(mara?.aliases.map(({ text }) => text)).toEqual(['Mara Kell', 'Mo Kell', 'Mo', 'Mara'])
    expect(tom?.aliases.map(({ text }) => text)).toEqual(['Tom', 'Kell', 'Thomas Kell', 'Thomas'])
  })

  it('does not take White of a White Rabbit for a name', () => {
    expect(people('### White Rabbit', '- aliases: the Rabbit')[0]?.aliases.map(({ text }) => text)).toEqual([
      'the Rabbit',
      'White Rabbit',
    ])
  })

  it.each([
    ['- aliases: Miss Kell', 'female'],
    ["- aliases: the keeper's daughter", 'female'],
    ['- aliases: her father', 'male'],
    ['- always: limps when he is tired', 'male'],
    ["- role: Rosa's mother", 'female'],
    ["- always: wears her father's coat", 'female'],
    ['- gender: male', 'male'],
    ['- pronouns: she/her', 'female'],
    ['- always: tall', 'unknown'],
  ])('guesses from “%s” the gender %s', (line, gender) => {
    expect(people('### Kit Ardley', line)[0]?.gender).toBe(gender)
  })

  it.each([
    [['### White Rabbit', '- aliases: the Rabbit'], 'rabbit'],
    [['### Rex', '- appearance: an old collie, grey muzzle'], 'dog'],
    [['### Jack Fox', '- appearance: tall, thin'], 'person'],
    [['### Hatter', '- appearance: hair like a used brush, a neck like a snake'], 'person'],
    [['### May', '- always: small; a hat with a pheasant feather'], 'person'],
    [['### Unit 7', '- kind: a robot'], 'robot'],
  ])('tells what %j is drawn as', (lines, kind) => {
    expect(people(...lines)[0]?.kind).toBe(kind)
  })
})

describe('looks', () => {
  it('splits what is worn from what belongs to the body', () => {
    const looks = person(
      '- look 1926-1930 (age 14 to 18): small and quick; two plaits tied with string; father’s jersey with the sleeves rolled, wool skirt, boots',
    )?.looks
    expect(looks).toEqual([
      {
        label: '1926-1930 (age 14 to 18)',
        from: '1926',
        until: '1930',
        chapters: [],
        appearance: 'small and quick; two plaits tied with string',
        outfit: 'father’s jersey with the sleeves rolled, wool skirt, boots',
      },
    ])
  })

  it.each([
    [
      'iron-grey beard, dark blue coat, taken up to the knee',
      'iron-grey beard',
      'dark blue coat, taken up to the knee',
    ],
    [
      'hair in a knot with a pencil through it; grey trousers',
      'hair in a knot with a pencil through it',
      'grey trousers',
    ],
    ['blue pencil behind the ear, bald', 'bald', 'blue pencil behind the ear'],
    ['cheveux roux; manteau noir', 'cheveux roux', 'manteau noir'],
    ['enormous and shy', 'enormous and shy', ''],
  ])('tells in “%s” the outfit', (text, appearance, outfit) => {
    expect(person(`- look 1926: ${text}`)?.looks[0]).toMatchObject({ appearance, outfit })
  })

  it('lets a look of one date last until the next begins', () => {
    const looks = person(
      '- look 1926: black hat',
      '- look November 1931-1935: grey hat',
      '- look 1938 (60): no hat, wig',
    )?.looks
    expect(looks?.map(({ from, until }) => [from, until])).toEqual([
      ['1926', '1931-10'],
      ['1931-11', '1935'],
      ['1938', null],
    ])
  })

  it('cuts a look where a dated detail begins and ends', () => {
    const looks = person(
      '- look 1926-1930: jersey. 27 October to December 1926: white bandage; on 3 February 1928 a hat',
    )?.looks
    expect(looks?.map(({ from, until, outfit }) => [from, until, outfit])).toEqual([
      ['1926', '1926-10-26', 'jersey'],
      ['1926-10-27', '1926', 'jersey; white bandage'],
      ['1927', '1928-02-02', 'jersey'],
      ['1928-02-03', '1928-02-03', 'jersey; a hat'],
      ['1928-02-04', '1930', 'jersey'],
    ])
  })

  it('moves what is dated among the lasting features into the looks', () => {
    const found = person('- always: red hair; from March 1927 a scar on the chin', '- look 1926-1928: jersey')
    expect(found?.always).toBe('red hair')
    expect(found?.looks.map(({ from, appearance }) => [from, appearance])).toEqual([
      ['1926', ''],
      ['1927-03', 'a scar on the chin'],
    ])
  })

  it('gives “the same coat” the words of the coat before', () => {
    const looks = person(
      '- look 1926: black hat, long coat with a fur collar',
      '- look 1938: the same coat, worn thin; bare cane',
    )?.looks
    expect(looks?.[1]?.outfit).toBe('long coat with a fur collar, worn thin; bare cane')
  })

  it('binds states and outfits to their chapters, before the look that holds elsewhere', () => {
    const looks = person(
      '- appearance: brown hair',
      '- outfit: frock; as herald (chapters 4 and 5) a ruff',
      '- size states: chapter 1 ten inches; chapters 2 to 4 a mile',
    )?.looks
    expect(looks?.map(({ chapters, appearance, outfit }) => [chapters, appearance, outfit])).toEqual([
      [['4'], 'brown hair; a mile', 'frock; as herald a ruff'],
      [['5'], 'brown hair', 'frock; as herald a ruff'],
      [['1'], 'brown hair; ten inches', 'frock'],
      [['2', '3'], 'brown hair; a mile', 'frock'],
      [[], 'brown hair', 'frock'],
    ])
  })

  it('reports clauses it cannot place and leaves them out', () => {
    const { bible, diagnostics } = readBible(
      '## People\n### Mo\n- look 1931-1932: grey coat, black hat (lost in strip 052); on 31 December a rose',
      'b.md',
    )
    expect(bible.people[0]?.looks[0]?.outfit).toBe('grey coat, black hat')
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['bible-clause-unused', 3],
      ['bible-clause-unused', 3],
    ])
  })

  it('tells the year of birth by the age of a look', () => {
    expect(person('- look 1926 (age 14): jersey')?.born).toBe(1912)
  })
})

describe('groups', () => {
  it('reads two dogs of one entry, walk-ons and those who are only spoken of', () => {
    const found = people(
      '### Bosun and Mate',
      '- id: bosun — black-and-white collie, left ear torn; 1926-1927',
      '- id: mate — brown dog; 1953',
      '- trap: "mate" is also a word',
      '### Walk-ons',
      '- ze — deckhand of the *Santa Rita*, 16 in 1938, knitted cap',
      '- fitters — two, brown overalls (chapter 4, scene 1)',
      '- child: aliases: CHILD; six years old, round eyes, bobble hat',
      "- elder — Art's father, referenced only",
      '### Spoken of only',
      "- dinah — Alice's cat; never drawn in Wonderland",
    )
    expect(found.map(({ id, name, kind, count, referencedOnly }) => [id, name, kind, count, referencedOnly])).toEqual([
      ['bosun', 'Bosun', 'dog', 1, false],
      ['mate', 'Mate', 'dog', 1, false],
      ['ze', 'Ze', 'person', 1, false],
      ['fitters', 'Fitters', 'person', 2, false],
      ['child', 'Child', 'person', 1, false],
      ['elder', 'Elder', 'person', 1, true],
      ['dinah', 'Dinah', 'cat', 1, true],
    ])
    expect(found[0]?.looks).toMatchObject([
      { from: '1926', until: '1927', appearance: 'black-and-white collie, left ear torn' },
    ])
    expect(found[2]).toMatchObject({
      born: 1922,
      role: 'deckhand of the Santa Rita',
      looks: [{ outfit: 'knitted cap' }],
    })
    expect(found[3]?.aliases.map(({ text }) => text)).toContain('the fitter')
    expect(found[4]).toMatchObject({ age: 6, looks: [{ appearance: 'round eyes', outfit: 'bobble hat' }] })
    expect(found[5]?.aliases.map(({ text }) => text)).toContain("Art's father")
  })

  it('keeps people apart whose id stands twice', () => {
    const { bible, diagnostics } = readBible('## People\n### A\n- id: x\n### B\n- id: x', 'b.md')
    expect(bible.people.map(({ id }) => id)).toEqual(['x', 'x-2'])
    expect(diagnostics).toMatchObject([{ code: 'bible-id-twice', line: 4 }])
  })
})

describe('places of a bible', () => {
  it('reads zones, signature, light and chapters', () => {
    const { bible } = readBible(
      [
        '## People',
        '### Art Penhale',
        '- aliases: Art',
        '## Places',
        '### The Kettle',
        '- aliases: the cave',
        '- zones: ledge, dredger (inn, public bar and back room), art-kitchen',
        '- signature: black arch (gone from strip 005 on); a soft beach',
        '- from September 1953: a grey cabinet',
        '- light: one yellow lamp',
        '- chapters: 1, 7 (end)',
      ].join('\n'),
      'b.md',
    )
    expect(bible.places).toEqual([
      {
        id: 'kettle',
        name: 'The Kettle',
        aliases: ['the cave', 'The Kettle', 'Kettle'],
        zones: [
          { id: 'kettle/ledge', name: 'ledge', aliases: [] },
          { id: 'kettle/dredger', name: 'dredger', aliases: ['inn', 'public bar', 'back room'] },
          { id: 'kettle/art-kitchen', name: 'art kitchen', aliases: ["Art's kitchen"] },
        ],
        signature: 'black arch; a soft beach; from September 1953 a grey cabinet',
        light: 'one yellow lamp',
        indoors: null,
        chapters: ['1', '7'],
      },
    ])
  })
})

describe('other forms of a bible', () => {
  it('reads bold keys, wrapped lines and plain descriptions', () => {
    const text =
      '# Characters\n\n## Mo\n\nA tall woman with red hair,\nin a green coat.\n\n* **Aliases:** Moll,\n  Molly\n- **Age:** 40\n\n# Locations\n\n## Harbour\nFull of boats.\n'
    const { bible } = readBible(text, 'b.md')
    expect(bible.people[0]).toMatchObject({
      age: 40,
      looks: [{ appearance: 'A tall woman with red hair', outfit: 'in a green coat' }],
    })
    expect(bible.people[0]?.aliases.map((alias) => alias.text)).toEqual(['Moll', 'Molly', 'Mo'])
    expect(bible.places[0]).toMatchObject({ id: 'harbour', signature: 'Full of boats.', indoors: false })
  })

  it('tells people from places without sections, by their fields', () => {
    const { bible } = readBible('# Mo\n- id: mo\n- always: tall\n\n# Harbour\n- id: harbour\n- light: grey\n', 'b.md')
    expect([bible.people.map(({ id }) => id), bible.places.map(({ id }) => id)]).toEqual([['mo'], ['harbour']])
  })

  it('reports a field it does not know', () => {
    expect(readBible('## People\n### Mo\n- id: mo\n- shoe size: 40', 'b.md').diagnostics).toMatchObject([
      { code: 'bible-field-unused', line: 4 },
    ])
  })

  it('knows a bible from a story', () => {
    expect(isBible('# Cast\n\n## Mo\n- id: mo\n- always: tall\n')).toBe(true)
    expect(isBible('# Chapter 1: People\n\nShe wrote: age, 40.\n\n- a list\n- of things\n')).toBe(false)
    expect(isBible('# Chapter 1\n## Scene 1\n### Strip 001\nNELL: Hi.\n')).toBe(false)
  })
})
