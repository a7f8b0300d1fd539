import { describe, expect, test } from 'vitest'
import { reporter } from './problem.ts'
import { readCharacter, shortAppearance } from './read-character.ts'
import { readRuns } from './read-runs.ts'
import { chapterOf, LOCATION, locationOf, treeOf } from './test-imagery.ts'
import { likelyIds } from './unreadable.ts'

describe('a chapter', () => {
  const { file } = chapterOf()

  test('gives its pictures with what belongs to them', () => {
    expect(file.targets.map(({ id, prompt, at }) => [id, prompt, at])).toEqual([
      ['low-water-01', 'Ink drawing: a girl\non harbour steps.', ['images', 0]],
      ['low-water-02', null, ['images', 1]],
    ])
    expect(file.targets[0]).toMatchObject({
      depicts: ['ada-quill', 'ben-orr'],
      states: [
        { key: 'ada-quill', text: 'Hood down, hair wet' },
        { key: 'others', text: 'a crowd' },
      ],
      negatives: ['text', 'watermark', 'neon', 'Text'],
      size: { width: 1024, height: 1024 },
      place: { location: 'mole', zone: 'steps' },
      output: { form: 'fields', present: true, paths: [] },
    })
    expect(file.targets[1]!.aspect).toBeCloseTo(16 / 9)
  })

  test('names colours by the comments behind them', () => {
    expect(file.palette).toBe('tar blue, foam white; accents rust')
  })

  test('takes a zone that is written as a map for a list of one', () => {
    expect(file.places).toMatchObject([{ ref: 'mole', zones: [{ id: 'steps' }] }])
  })
})

describe('a place', () => {
  test('gives its targets in file order, whatever their shapes', () => {
    expect(locationOf().file.targets.map(({ id, role, at, prompt }) => [id, role, at.join('.'), prompt])).toEqual([
      ['mole-overview', 'overview', 'overview', 'A long stone mole.'],
      ['steps', 'part', 'zones.0', 'Steps into green water.'],
      ['crane-close', 'part', 'zones.1.images.0', 'A hook, huge.'],
      ['crane-far', 'part', 'zones.1.images.1', null],
      ['a-boat-late', 'beat', 'beat_images.0', 'A boat with no lamp.'],
    ])
  })

  test('a picture below a zone takes over what the zone avoids and must show', () => {
    const close = locationOf().file.targets[2]!
    expect(close.negatives).toEqual(['cables', 'turquoise'])
    expect(close.words()).toMatchObject({ mustShow: ['hook'], setting: 'The Crane', atmosphere: 'rust and gulls' })
  })

  test.each([
    ['parts and results', 'overview: {slug: o, generated_images: []}\nparts:\n- slug: p\n', ['o', 'p']],
    [
      'an establishing overview',
      'overview:\n  establishing: {slug: e, prompt_used: x}\nbeat_images:\n- slug: b\n',
      ['e', 'b'],
    ],
    [
      'two overviews without slugs',
      'overview:\n  primary: {prompt_used: x}\n  secondary: {prompt_used: y}\n',
      ['overview', 'overview-secondary'],
    ],
    ['an overview with a template only', 'overview: {prompt_template: "{x}"}\n', ['overview']],
    ['zones with technical notes', 'zones:\n- zone_id: z\n  camera: {lens: 35}\n  style_preset: ink\n', ['z']],
    ['nothing at all', 'metadata: {slug: x}\n', []],
  ])('reads %s', (_, text, ids) => {
    expect(locationOf(text).file.targets.map(({ id }) => id)).toEqual(ids)
  })

  test('a template is no prompt', () => {
    expect(locationOf('overview: {prompt_template: "{x}"}\n').file.targets[0]!.prompt).toBeNull()
  })
})

describe('what is not as the format has it', () => {
  test('is told with line, path, what was expected and what is there', () => {
    const { problems } = locationOf(
      LOCATION.replace('slug: steps', 'slug: 12').replace('title: The Whole of It', 'size: big'),
    )
    expect(problems).toMatchObject([
      { line: 20, path: 'overview.size', expected: 'a size such as 1024x1536', found: 'the text "big"' },
      { path: 'zones[0].slug', expected: 'text', found: 'the number 12' },
    ])
  })

  test('a key that swallowed its value is told', () => {
    const { problems, file } = locationOf('overview:\n  slug: o\n  prompt_used:"Ink: a mole"\n')
    expect(file.targets[0]!.prompt).toBeNull()
    expect(problems[0]).toMatchObject({ line: 3, path: 'overview.prompt_used', code: 'imagery-glued-key' })
  })

  test('unknown words of a closed set and models for providers are told', () => {
    const { problems } = chapterOf(
      'moments:\n- visual_weight: huge\nimages:\n- custom_id: a\n  provider: gpt-image-1\n',
    )
    expect(problems.map(({ path, found }) => [path, found])).toEqual([
      ['moments[0].visual_weight', 'the text "huge"'],
      ['images[0].provider', undefined],
    ])
  })
})

describe('a character', () => {
  test('is known by the folder, with its pictures', () => {
    const tree = treeOf(
      'appearance: "Tall. Wears: blue."\nimage_inventory:\n- id: a\n  path: x.png\n  is_reference_portrait: true\n- id: b\n',
    )
    expect(readCharacter(tree, 'ada', reporter('f', '', []))).toMatchObject({
      slug: 'ada',
      inventory: [{ id: 'a', path: 'x.png', portrait: true, matchesCanon: null, approved: false }],
    })
  })

  test('is described in whole sentences', () => {
    const long = `Tall, 1.8 m high. ${'Very long hair that goes on and on. '.repeat(9)}`
    const short = shortAppearance(long)
    expect(short.length).toBeLessThanOrEqual(262)
    expect(short).toMatch(/^Tall, 1\.8 m high\. .*on\.$/)
  })
})

test('a result that is recorded twice counts once, by its key or by target, hash and file', () => {
  const run = (target: string, key: string, path = 'a.png') =>
    `- {run_id: r, target_id: ${target}, ir_hash: h, file_path: ${path}, provider_metadata: {${key}}}\n`
  const text = `entity_type: chapter\nruns:\n${run('x', 'task_key: k')}${run('y', '')}${run('x', 'task_key: k', 'b.png')}${run('y', '')}`
  const problems: Parameters<typeof reporter>[2] = []
  const runs = readRuns(treeOf(text), 'location', 'mole', reporter('f', text, problems))
  expect(runs.results.map(({ targetId }) => targetId)).toEqual(['x', 'y'])
  expect(runs.repeated).toEqual([
    { entry: 3, sameAs: 1 },
    { entry: 4, sameAs: 2 },
  ])
  expect(runs.repeatedRunIds).toEqual(['r'])
  expect(problems).toMatchObject([{ path: 'entity_type' }])
})

test('an unreadable file shows what its targets most likely are', () => {
  expect(
    likelyIds('metadata:\n  slug: no\noverview:\n  slug: o\n  prompt_used:"x"\nparts:\n- slug: "p" # one\n'),
  ).toEqual(['o', 'p'])
})
