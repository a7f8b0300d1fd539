import { describe, expect, test } from 'vitest'
import { classify, type Surroundings } from './classify.ts'
import { reportFile } from './file-report.ts'
import { knownTails, nameProblem, pathWithin } from './names.ts'
import { alwaysWords, composeTaskPrompt, type PromptParts } from './prompt.ts'
import type { ImageryCharacter } from './read-character.ts'
import { isOfAnotherPeriod, placeReference, resolvePerson, usableReferences } from './references.ts'
import { lookIn, synthesisePrompt } from './synthesis.ts'
import type { InventoryEntry, Target } from './target.ts'
import { CHAPTER, chapterOf, locationOf } from './test-imagery.ts'

const around = (...files: string[]): Surroundings => ({
  exists: (path) => files.includes(path),
  runs: [],
  inventory: [],
})
const chapterTarget = (filePath: string): Target =>
  chapterOf(CHAPTER.replace('file_path: null', `file_path: ${filePath}`)).file.targets[0]!

describe('the class of a target', () => {
  test.each([
    ['its record holds from the root', '"generated/a.png"', 'generated/a.png', 'done'],
    ['its record holds from its folder', 'images/a.png', 'chapters/ch01-low-water/images/a.png', 'done'],
    ['its record is written with back-slashes', "'images\\a.png'", 'chapters/ch01-low-water/images/a.png', 'done'],
    ['its record is a path of another machine', "'Q:\\old\\chapters\\x\\a.png'", 'chapters/x/a.png', 'done-elsewhere'],
    ['its record is gone', 'images/a.png', 'b.png', 'pending-runnable'],
    ['its record leads out of the folder', '../../../a.png', 'a.png', 'pending-runnable'],
    ['there is no record', 'null', 'a.png', 'pending-runnable'],
  ])('where %s', (_, record, file, wanted) => {
    expect(classify(chapterTarget(record), around(file)).class).toBe(wanted)
  })

  test('a record that leads out is not followed, and told', () => {
    expect(classify(chapterTarget('../../../a.png'), { ...around(), exists: () => true }).stale).toMatchObject([
      { code: 'imagery-path-outside' },
    ])
  })

  test('an inventory or a runs file makes it done elsewhere', () => {
    const [overview, steps] = locationOf().file.targets as [Target, Target]
    expect(classify(overview, around('locations/mole/images/overview.png')).class).toBe('done-elsewhere')
    const runs = [{ targetId: 'steps', path: '/home/me/locations/mole/images/s.png', taskKey: null, line: 1 }]
    expect(classify(steps, { ...around('locations/mole/images/s.png'), runs })).toMatchObject({
      class: 'done-elsewhere',
      picture: 'locations/mole/images/s.png',
    })
    expect(classify(steps, { ...around(), runs }).class).toBe('pending-runnable')
  })

  test('an empty prompt is none', () => {
    expect(classify(chapterOf().file.targets[1]!, around()).class).toBe('pending-without-prompt')
  })
})

describe('names', () => {
  test.each([
    '..',
    '../x',
    'a/../../b',
    '/etc/x',
    'C:\\x',
    'a/b',
    'a\\b',
    'CON',
    'nul.txt',
    'Lpt1',
    'a?',
    'a.',
    'a ',
    '',
    ' ',
    '.a',
    'a\u0007',
    'a'.repeat(300),
  ])('%j is refused', (name) => expect(nameProblem(name)).not.toBeNull())
  test.each(['ch03.5-img-01', 'Große Mole, 2', 'console', '船', 'a..b'])('%j is fine', (name) =>
    expect(nameProblem(name)).toBeNull(),
  )

  test('paths stay within, whatever they are written like', () => {
    expect(pathWithin('a/b', '../c.png')).toBe('a/c.png')
    expect(pathWithin('a', '../../c.png')).toBeNull()
    expect(pathWithin('', '/etc/passwd')).toBeNull()
    expect(knownTails('Q:\\x\\chapters\\y\\locations\\z\\a.png')).toEqual([
      'chapters/y/locations/z/a.png',
      'locations/z/a.png',
    ])
    expect(knownTails('/x/chapters/../../etc/passwd')).toEqual([])
  })
})

const entry = (id: string, over: Partial<InventoryEntry> = {}): InventoryEntry => ({
  ...{
    id,
    path: `images/${id}.png`,
    line: 1,
    portrait: false,
    matchesCanon: null,
    approved: true,
    targetId: null,
    notes: '',
  },
  ...over,
})
const ADA: ImageryCharacter = {
  slug: 'ada-quill',
  file: 'characters/ada-quill/imagery.yaml',
  appearance: 'Small and quick.',
  inventory: [
    entry('plain', { approved: false }),
    entry('ada-1931', { matchesCanon: true }),
    entry('off', { matchesCanon: false }),
    entry('ada-front', { portrait: true }),
    entry('ada-gone', { path: 'images/none.png' }),
    entry('outside', { path: '../../../x.png' }),
  ],
}
const exists = (path: string) => path.startsWith('characters/') && !path.endsWith('none.png')

describe('references', () => {
  test('the portrait comes first, then canon, then what is approved; what is off canon or gone never', () => {
    expect(usableReferences(ADA, exists).map(({ id }) => id)).toEqual(['ada-front', 'ada-1931', 'plain'])
  })

  test('ids are followed through the inventory, two at most, gaps are told', () => {
    const person = chapterOf().file.people[0]!
    const resolved = resolvePerson(person, ADA, exists)
    expect(resolved.chosen.map(({ id, role, path }) => [id, role, path])).toEqual([
      ['ada-front', 'face', 'characters/ada-quill/images/ada-front.png'],
      ['ada-1931', 'outfit', 'characters/ada-quill/images/ada-1931.png'],
    ])
    expect(resolved.gaps).toMatchObject([{ id: 'ada-gone', why: 'missing-file' }])
    expect(resolvePerson(person, undefined, exists).gaps.map(({ why }) => why)).toEqual([
      'no-folder',
      'no-folder',
      'no-folder',
    ])
  })

  test('the picture of a place goes along with those of its parts, not with itself', () => {
    const { file } = locationOf()
    const [overview, steps] = file.targets as [Target, Target]
    const there = (path: string) => path === 'locations/mole/images/overview.png'
    expect(placeReference(file, steps, there).chosen).toMatchObject([{ id: 'mole-overview-01', role: 'place' }])
    expect(placeReference(file, overview, there).chosen).toEqual([])
    expect(placeReference(file, steps, () => false).dangling).toEqual(['mole-overview-01'])
  })

  test('a look of other years is seen by the years it names', () => {
    expect(isOfAnotherPeriod(entry('ada-1931'), [1931])).toBe(false)
    expect(isOfAnotherPeriod(entry('ada-1931', { notes: 'Use until 1936.' }), [1935])).toBe(false)
    expect(isOfAnotherPeriod(entry('ada-1931'), [1953])).toBe(true)
    expect(isOfAnotherPeriod(entry('ada'), [1953])).toBeNull()
  })
})

const parts = (over: Partial<PromptParts> = {}): PromptParts => {
  const { file } = chapterOf()
  return {
    prompt: file.targets[0]!.prompt!,
    target: file.targets[0]!,
    file,
    names: new Map([['ada-quill', 'Ada Quill']]),
    described: [{ name: 'Ben Orr', appearance: 'Broad' }],
    references: [{ id: 'ada-front', of: 'ada-quill', called: 'Ada Quill', role: 'face', path: 'x' }],
    style: { text: 'Ink and wash.', avoid: ['photograph', 'TEXT'] },
    negativePrompt: true,
    fits: () => true,
    ...over,
  }
}

describe('a prompt', () => {
  test('has its parts in their order, and keeps out without doubles', () => {
    const { prompt, negativePrompt } = composeTaskPrompt(parts())
    expect(prompt.split('\n')).toEqual([
      'Ink drawing: a girl',
      'on harbour steps.',
      'Ada Quill: Hood down, hair wet.',
      'Others: a crowd.',
      'Ben Orr: Broad.',
      'Image 1 shows Ada Quill; keep the face exactly.',
      'The sea takes its time.',
      'Colours of the chapter: tar blue, foam white; accents rust.',
      'Ink and wash.',
    ])
    expect(negativePrompt).toBe('text, watermark, neon, photograph')
  })

  test('says in words what to keep out where the model takes no negative prompt', () => {
    const { prompt, negativePrompt, avoid } = composeTaskPrompt(parts({ negativePrompt: false }))
    expect(prompt.endsWith('Do not show: text, watermark, neon, photograph.')).toBe(true)
    expect([negativePrompt, avoid.length]).toEqual(['', 4])
  })

  test('too long, leaves out whole parts, never the prompt and the states', () => {
    const { prompt, leftOut } = composeTaskPrompt(parts({ fits: (text) => text.length < 120 }))
    expect(leftOut).toEqual(['always', 'style', 'people'])
    expect(prompt).toContain('Hood down')
  })

  test('of a place always has two signs of it and the light of its hour', () => {
    const { file } = locationOf()
    expect(alwaysWords(file, file.targets[0]!)).toBe(
      'Always in The Mole: a crane with a bent neck; steps worn hollow.\nLight: one lamp.',
    )
    expect(alwaysWords(file, file.targets[1]!)).toContain('Light: flat and white.')
  })
})

describe('a prompt that is made', () => {
  test('says what the file says of the picture, with the look of the scene and its stage', () => {
    const { file } = chapterOf()
    const made = synthesisePrompt(file, file.targets[1]!)!
    expect(made).toContain('Boats, counted from the steps.')
    expect(made).toContain('Ada counts the boats.')
    expect(made).toContain('Ada Quill: soaked.')
    expect(made).toContain('Setting: steps, mole, wet to the third tread.')
  })

  test('keeps what must be seen when it gets long, and drops whole parts', () => {
    const text = CHAPTER.replace(
      'visual_description: Boats, counted from the steps.',
      `required_elements: [a red boat]\n    scene_mood: wry\n    visual_description: "${'Boats and boats. '.repeat(185)}"`,
    )
    const { file } = chapterOf(text)
    const made = synthesisePrompt(file, file.targets[1]!)!
    expect(made).toContain('Must be seen: a red boat.')
    expect(made).not.toContain('wry')
  })

  test('is none where nothing says what is seen', () => {
    const { file } = locationOf('overview: {slug: o, size: 64x64}\n')
    expect(synthesisePrompt(file, file.targets[0]!)).toBeNull()
  })

  test.each([
    ['scn-01-01', '', 'yellow oilskin.'],
    ['scn-01-02', 'before', 'dry. Blue jersey, 1931.'],
    ['scn-01-02', 'n/a', 'dry. Blue jersey, 1931.'],
    ['scn-01-09', '', ''],
  ])('the look of %s %s is %j', (scene, state, look) => {
    expect(lookIn(chapterOf().file.people[0]!, scene, state)).toBe(look)
  })
})

test('what a chapter names and the folder does not have is told once', () => {
  const { file } = chapterOf(
    CHAPTER.replace('others: a crowd', 'others: a crowd\n      Ada: wet').replace('"ben-orr"]', '"ben-orr", stranger]'),
  )
  const folder = { characters: new Map([['ada-quill', ADA]]), locations: new Set<string>(), exists }
  const { report, problems } = reportFile(file, folder, ({ width }) => width !== 1024)
  expect(report).toEqual({
    referencesResolved: ['ada-front', 'ada-1931'],
    referencesUnresolved: ['ada-gone'],
    referencesOfAnotherPeriod: [],
    charactersWithoutFolder: ['ben-orr'],
    depictedButNotListed: ['stranger'],
    locationsWithoutFolder: ['mole'],
    stateKeysThatAreNoListedId: ['Ada', 'others'],
    sizes: ['1024x1024'],
    sizesToMap: ['1024x1024'],
  })
  expect(problems.every(({ severity, line }) => severity === 'warning' && line > 0)).toBe(true)
})
