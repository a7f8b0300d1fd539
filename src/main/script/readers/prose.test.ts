import { describe, expect, it } from 'vitest'
import { readProse, readProseBook } from './prose.ts'
import { isSceneBreak } from './scene-break.ts'

const only = (text: string, file = 'story.md') => readProse(text, file).chapters[0]

describe('reading prose', () => {
  it.each([
    ['# Chapter One: The Night', 'The Night', '1'],
    ['CHAPTER TWO\n\nThe Inspector Takes Tea', 'The Inspector Takes Tea', '2'],
    ['# Chapter 3 — Twelve Winters', 'Twelve Winters', '3'],
    ['Chapter Twenty-One\nThe Long Way Home', 'The Long Way Home', '21'],
    ['The Storm\n=========', 'The Storm', '1'],
  ])('takes number and title from “%s”', (heading, title, number) => {
    const chapter = only(`${heading}\n\nIt rained all day.\n`)
    expect(chapter).toMatchObject({ number, title, words: 4, line: 1 })
  })

  it('takes the number from the file name when the heading has none', () => {
    expect(only('# The Last Watch\n\nThey sent a girl.', 'chapter_04.md')).toMatchObject({
      number: '4',
      title: 'The Last Watch',
    })
  })

  it('does not take a first sentence for the title', () => {
    const chapter = only('CHAPTER TWO\n\nThey sent a girl.\n\nShe came last.')
    expect(chapter).toMatchObject({ title: '', words: 7 })
  })

  it('counts tokens with a letter or digit and nothing of headings, breaks and slug lines', () => {
    const chapter = only(
      '# One\n\nThe quay — 2 March 1927, morning\n\n“Well—” he said … 7 times.\n\n* * *\n\n— & —\n\nIt’s 5 p.m.',
    )
    expect(chapter?.scenes.map((scene) => scene.words)).toEqual([5, 3])
    expect(chapter?.scenes[0]?.slug).toMatchObject({ place: 'The quay', date: '1927-03-02', line: 3 })
  })

  it('joins the lines of a paragraph with one space and keeps emphasis and line numbers', () => {
    const chapter = only('# One\n\nShe *ran*  \n  home.\n\n\nThen slept.')
    expect(chapter?.scenes[0]?.paragraphs).toEqual([
      { line: 3, text: 'She *ran* home.' },
      { line: 7, text: 'Then slept.' },
    ])
  })

  it('takes each line for a paragraph where no empty lines divide them', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `This is sentence number ${index}.`)
    expect(only(lines.join('\n'))?.scenes[0]?.paragraphs).toHaveLength(12)
    const wrapped = Array.from({ length: 12 }, () => 'a line that was wrapped at the margin and')
    expect(only(wrapped.join('\n'))?.scenes[0]?.paragraphs).toHaveLength(1)
  })

  it.each(['* * *', '***', '⁂', '#', '# # #', '---', '- - -', '~~~', '§', '•••', '  * * *  ', '———', '<hr/>', '❦'])(
    'breaks scenes at “%s”',
    (mark) => {
      expect(only(`# One\n\nHere.\n\n${mark}\n\nThere.`)?.scenes).toHaveLength(2)
    },
  )

  it.each(['…', '-', '—', '"..."', '--', 'x', '* one', '4'])('leaves “%s” in the text', (line) => {
    expect(isSceneBreak(line)).toBe(false)
  })

  it('counts consecutive breaks as one and makes no scene of a break with no text after it', () => {
    const chapter = only('# One\n\n* * *\n\nHere.\n\n* * *\n\n* * *\n\nThere.\n\n***\n')
    expect(chapter?.scenes.map((scene) => [scene.number, scene.paragraphs[0]?.text])).toEqual([
      [1, 'Here.'],
      [2, 'There.'],
    ])
  })

  it('opens a scene at a slug line that no break announces', () => {
    const chapter = only('# One\n\nHere.\n\nThe quay — night\n\nThere.\n\nThe quay — the same night\n\nStill.')
    expect(chapter?.scenes).toHaveLength(3)
    expect(chapter?.scenes[1]).toMatchObject({ line: 5, slug: { place: 'The quay', time: 'night' } })
  })

  it('hands the date of one slug line on to “the same evening”', () => {
    const chapter = only('# One\n\nThe quay — 5 May 1931, noon\n\nHere.\n\n***\n\nThe inn — the same evening\n\nThere.')
    expect(chapter?.scenes[1]?.slug).toMatchObject({ date: '1931-05-05', time: 'the same evening' })
  })
})

describe('several chapters', () => {
  it('reads them from one file, with a title page, parts, prologue and interlude', () => {
    const document = readProse(
      [
        '# The Light',
        'by A. Keeper',
        '## Prologue',
        'Before.',
        '# Part One',
        '## Chapter 1: Oil',
        'One.',
        '### The stair, night',
        'Up.',
        '## Interlude',
        'Between.',
        '## Chapter 2: Wick',
        'Two.',
        '# Part Two',
        '## Chapter 1: Glass',
        'Three.',
        '## Epilogue',
        'After.',
      ].join('\n\n'),
      'book.md',
    )
    expect(document.chapters.map(({ number, title }) => [number, title])).toEqual([
      ['0', ''],
      ['1', 'Oil'],
      ['1.5', ''],
      ['2', 'Wick'],
      ['3', 'Glass'],
      ['4', ''],
    ])
    expect(document.chapters[1]?.scenes[1]).toMatchObject({ title: 'The stair, night', slug: { time: 'night' } })
    expect(document.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      'title-page-left-out',
      'chapters-counted-on',
    ])
  })

  it('takes the levels below a lone book title for chapters', () => {
    const document = readProse('# The Light\n\n## Oil\n\nOne.\n\n## Wick\n\nTwo.\n\n## Glass\n\nThree.', 'book.md')
    expect(document.chapters.map(({ number, title }) => [number, title])).toEqual([
      ['1', 'Oil'],
      ['2', 'Wick'],
      ['3', 'Glass'],
    ])
  })

  it('keeps two chapters of one number apart and warns', () => {
    const [one, two] = readProseBook([
      { file: 'a.md', text: '# Chapter 3: Oil\n\nOne.' },
      { file: 'b.md', text: '# Chapter 3: Wick\n\nTwo.' },
    ])
    expect([one?.chapters[0]?.number, two?.chapters[0]?.number]).toEqual(['3', '3.1'])
    expect(two?.diagnostics).toMatchObject([{ code: 'chapter-twice', severity: 'warning', file: 'b.md', line: 1 }])
  })

  it('lets the heading win over the file name and says so', () => {
    const document = readProse('# Chapter 5: Oil\n\nOne.', 'chapter_04.md')
    expect(document.chapters[0]?.number).toBe('5')
    expect(document.diagnostics[0]).toMatchObject({ code: 'chapter-number-differs', severity: 'info' })
  })

  it('skips front matter and takes title and number from it', () => {
    expect(only('---\ntitle: "The Oil"\nchapter: 7\n---\nOne two.', 'x.md')).toMatchObject({
      title: 'The Oil',
      number: '7',
      words: 2,
    })
  })
})

describe('notes', () => {
  it.each([
    'CRAFT NOTES',
    'CRAFT NOTES: WHAT IT HAS TO DO',
    '## Craft Notes',
    "AUTHOR'S NOTES",
    'Author’s Note',
    '**Notes for the artist**',
  ])('leaves out what stands under “%s” and reports it', (heading) => {
    const document = readProse(
      `# One\n\nStory here.\n\n${heading}\n\n## On names\n\nthree more words\n\n* * *\n\nlast\n`,
      'a.md',
    )
    const chapter = document.chapters[0]
    expect(chapter).toMatchObject({ words: 2, notes: { line: 5 } })
    expect(chapter?.scenes).toHaveLength(1)
    expect(document.diagnostics).toMatchObject([{ code: 'notes-left-out', line: 5 }])
  })

  it('ends notes at the next chapter', () => {
    const document = readProse('# Chapter 1\n\nOne.\n\nCRAFT NOTES\n\nPsst.\n\n# Chapter 2\n\nTwo.', 'a.md')
    expect(document.chapters.map((chapter) => chapter.words)).toEqual([1, 1])
  })

  it('leaves sentences that begin like a heading in the story', () => {
    expect(only("# One\n\nAuthor's notes lay all over the desk.\n\nCraft notes were burnt.")?.words).toBe(11)
  })

  it('takes the list of headings from the author', () => {
    const text = '# One\n\nStory.\n\nMAKING OF\n\nPsst.\n\nCRAFT NOTES\n\nMore.'
    expect(readProse(text, 'a.md', { noteHeadings: ['Making of'] }).chapters[0]).toMatchObject({
      words: 1,
      notes: { heading: 'MAKING OF' },
    })
  })

  it('warns of a last scene far longer than its fellows and names the line that looks like a heading', () => {
    const scene = 'word '.repeat(50)
    const long = `${scene}\n\nWhat I Learned\n\n${'word '.repeat(100)}`
    const document = readProse(`# One\n\n${scene}\n\n***\n\n${scene}\n\n***\n\n${long}`, 'a.md')
    expect(document.diagnostics).toMatchObject([{ code: 'last-scene-long', severity: 'warning', line: 13 }])
    expect(document.diagnostics[0]?.remedy).toContain('What I Learned')
    expect(readProse(`# One\n\n${scene}\n\n***\n\n${scene}\n\n***\n\n${scene}${scene}`, 'a.md').diagnostics).toEqual([])
  })
})

describe('chapters that say no more than their number', () => {
  const titles = (...lines: string[]) =>
    readProse(lines.join('\n\n'), 'story.txt').chapters.map(({ number, title, scenes }) => [
      number,
      title,
      scenes.length,
    ])

  it('are found where they count on, and where a file begins with one', () => {
    expect(titles('I', 'Nell ran.', 'II', 'THE WRECK', 'Tom cried.')).toEqual([
      ['1', '', 1],
      ['2', 'THE WRECK', 1],
    ])
    expect(titles('1. The Quay', 'Nell ran.', '2. The Sea', 'Tom cried.', 'Epilogue', 'It began again.')).toEqual([
      ['1', 'The Quay', 1],
      ['2', 'The Sea', 1],
      ['3', '', 1],
    ])
    expect(titles('IV', 'Nell ran.')).toEqual([['4', '', 1]])
  })

  it('are scenes in a story that names its chapters, and nothing in a list or by themselves', () => {
    expect(titles('Chapter 1', '1', 'Nell ran.', '2', 'Tom cried.')).toEqual([['1', '', 2]])
    expect(titles('She wrote:', '1. Milk', '2. Bread', '3. Eggs', 'Then she left.')).toEqual([['1', '', 1]])
    expect(titles('It was the year', '1984', 'and nothing more.', 'Seven', 'of them came.')).toEqual([['1', '', 1]])
  })
})

it('no story is taken for a title page: before an epilogue, and below what front matter names', () => {
  const story = 'Nell ran to the boat in the storm.'
  const wreck = readProse(`${story}\n\nEpilogue\n\nIt began again.`, 'wreck.txt')
  expect(wreck.chapters.map(({ words }) => words)).toEqual([8, 3])
  const named = readProse(`---\ntitle: The Storm\nchapter: 3\n---\n\n${story}\n\n## Letters\n\nDear Tom.`, 'storm.md')
  expect(named.chapters[0]).toMatchObject({ number: '3', title: 'The Storm', words: 8 })
  const titled = readProse('The Long Quay\n\nA novel\n\nChapter 3\n\nNell ran.', 'three.txt')
  expect(titled.chapters.map(({ number }) => number)).toEqual(['3'])
})

it.each([
  ['Erstes Kapitel', 'Zweites Kapitel: Das Meer'],
  ['Kapitel eins', 'Kapitel zwei – Das Meer'],
  ['1. Kapitel', '2. Kapitel: Das Meer'],
  ['Chapitre premier', 'Chapitre deux : Das Meer'],
  ['Premier chapitre', 'Deuxième chapitre : Das Meer'],
  ['Capítulo primero', 'Capítulo dos. Das Meer'],
  ['第一章', '第２章　Das Meer'],
])('chapters begin at “%s”', (one, two) => {
  const { chapters, diagnostics } = readProse(`${one}\n\nNell.\n\n${two}\n\nTom.`, 'story.txt')
  expect(diagnostics).toEqual([])
  expect(chapters.map(({ number, title, words }) => [number, title, words])).toEqual([
    ['1', '', 1],
    ['2', 'Das Meer', 1],
  ])
})

it('a title set as the chapters are is that of the book, and no chapter', () => {
  const { chapters, diagnostics } = readProse(
    '# The Long Quay\n\n# Morning\n\nNell ran.\n\n# Evening\n\nTom ran.',
    'quay.md',
  )
  expect(chapters.map(({ number, title }) => [number, title])).toEqual([
    ['1', 'Morning'],
    ['2', 'Evening'],
  ])
  expect(diagnostics).toMatchObject([{ code: 'title-page-left-out', line: 1 }])
})
