import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHAPTER } from '../../imagery/test-imagery.ts'
import { connectProviders } from '../../providers/registry.ts'
import { planImagery } from './plan-imagery.ts'
import { settleModel, settleSize } from './settle-model.ts'
import { readStyle } from './style.ts'
import { type TestFolder, testFolder } from './test-folder.ts'

const PROVIDERS = connectProviders(() => undefined)
const BOTH = { kinds: ['chapter', 'location'] } as const
const TODAY = '2026-11-20'
const plan = (options: Partial<Parameters<typeof planImagery>[1]> = {}) =>
  planImagery(folder.root, { ...BOTH, ...options }, PROVIDERS, TODAY)

let folder: TestFolder
beforeEach(async () => {
  folder = await testFolder()
})
afterEach(() => folder.remove())

describe('a plan', () => {
  test('names every target with its class, in file order, and leaves drafts out', () => {
    expect(plan().targets.map((target) => [target.taskId, target.class])).toEqual([
      ['chapter/ch01-low-water/low-water-01', 'pending-runnable'],
      ['chapter/ch01-low-water/low-water-02', 'pending-without-prompt'],
      ['location/mole/mole-overview', 'done-elsewhere'],
      ['location/mole/steps', 'pending-runnable'],
      ['location/mole/crane-close', 'pending-runnable'],
      ['location/mole/crane-far', 'pending-without-prompt'],
      ['location/mole/a-boat-late', 'pending-runnable'],
    ])
  })

  test('is the same every time and changes nothing on disk', () => {
    const before = folder.snapshot()
    const first = plan({ synthesise: true })
    expect(plan({ synthesise: true })).toEqual(first)
    expect(folder.snapshot()).toEqual(before)
  })

  test('tells files of nearly the right name, and those that lie too deep', () => {
    folder.write('chapters/ch02/imagery.yml', CHAPTER)
    folder.write('chapters/ch02/notes.yml', CHAPTER)
    folder.write('locations/mole/Imagery.Runs.yaml', 'runs: []\n')
    folder.write('chapters/part-one/ch03/imagery.yaml', CHAPTER)
    const told = plan().problems.filter(({ code }) => code === 'imagery-not-read')
    expect(told.map(({ file, remedy }) => [file, remedy])).toEqual([
      ['chapters/ch02/imagery.yml', 'Call it imagery.yaml.'],
      ['chapters/part-one/ch03/imagery.yaml', 'Move its folder into chapters.'],
      ['locations/mole/Imagery.Runs.yaml', 'Call it imagery.runs.yaml.'],
    ])
  })

  test('has keys that hang on prompt, model and references, not on where the folder lies', async () => {
    const keys = () => plan({ provider: 'openai' }).tasks.map(({ key }) => key)
    const before = keys()
    const elsewhere = await testFolder()
    try {
      expect(
        planImagery(elsewhere.root, { ...BOTH, provider: 'openai' }, PROVIDERS, TODAY).tasks.map(({ key }) => key),
      ).toEqual(before)
    } finally {
      elsewhere.remove()
    }
    folder.write('chapters/ch01-low-water/imagery.yaml', CHAPTER.replace('Ink drawing', 'Chalk drawing'))
    const after = keys()
    expect(after[0]).not.toBe(before[0])
    expect(after.slice(1)).toEqual(before.slice(1))
    expect(plan({ provider: 'google' }).tasks[1]!.key).not.toBe(before[1])
  })

  test('takes references along where the model takes them, and words where not', () => {
    expect(plan({ provider: 'openai' }).tasks[0]!.references.map(({ id, role, path }) => [id, role, path])).toEqual([
      ['ada-front', 'face', 'characters/ada-quill/images/front, 1.png'],
      ['ada-1931', 'outfit', 'characters/ada-quill/images/1931.png'],
    ])
    const rough = plan().tasks[0]!
    expect(rough.references).toEqual([])
    expect(rough.prompt).toContain('Ada Quill: Small and quick. Freckles.')
  })

  test('keeps to what is chosen', () => {
    expect(plan({ only: ['mole'], maxTasks: 2 }).tasks.map(({ id }) => id)).toEqual(['steps', 'crane-close'])
    expect(plan({ match: 'CRANE-*' }).tasks.map(({ id }) => id)).toEqual(['crane-close'])
    expect(plan({ match: 'chapter/*' }).tasks.map(({ id }) => id)).toEqual(['low-water-01'])
    expect(() => plan({ match: 'crown-*' })).toThrow('No picture of these files is called “crown-*”.')
    expect(
      plan({ synthesise: true })
        .tasks.filter(({ synthesised }) => synthesised)
        .map(({ id }) => id),
    ).toEqual(['low-water-02', 'crane-far'])
    expect(() => plan({ only: ['mol'] })).toThrow('There is no chapter or place "mol"')
  })

  test('ends every prompt with the style, by id or in words', () => {
    expect(plan({ style: readStyle('Woodcut, two colours.') }).tasks[0]!.prompt).toContain('\nWoodcut, two colours.')
    expect(plan({ style: readStyle('noir') }).tasks[0]!.prompt).toContain('\nStyle: ')
    expect(() => readStyle('nior')).toThrow('There is no style "nior"')
  })

  test('says of a provider that does not exist that it cannot be made, and goes on', () => {
    folder.write(
      'locations/mole/imagery.yaml',
      folder.read('locations/mole/imagery.yaml').replace('provider: roughs', 'provider: workers-ai'),
    )
    const { tasks } = plan()
    expect(tasks.map(({ id, problem }) => [id, problem === null])).toEqual([
      ['low-water-01', true],
      ['steps', false],
      ['crane-close', false],
      ['a-boat-late', false],
    ])
    expect(plan({ provider: 'openai' }).tasks.every(({ problem }) => problem === null)).toBe(true)
  })
})

describe('what is wrong in a folder', () => {
  test('a file that cannot be read is told with its place, and the rest goes on', () => {
    folder.write('chapters/ch02/imagery.yaml', 'images:\n- custom_id: a\n  prompt_used:"x"\n  size: 1\n')
    const { targets, problems } = plan()
    expect(targets.filter((target) => target.class === 'unreadable').map(({ taskId }) => taskId)).toEqual([
      'chapter/ch02/a',
    ])
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'chapters/ch02/imagery.yaml', line: 3, column: 3, severity: 'error' }),
    )
    expect(targets).toHaveLength(8)
  })

  test('a file of 50 MB is refused without being read', () => {
    folder.write('chapters/ch02/imagery.yaml', Buffer.alloc(50_000_000, 'a: b\n'))
    expect(plan().problems).toContainEqual(
      expect.objectContaining({
        file: 'chapters/ch02/imagery.yaml',
        severity: 'error',
        message: expect.stringContaining('50 MB'),
      }),
    )
  })

  test.each(['../../evil', '/etc/evil', 'NUL', 'a/b', 'x?'])('an id of %j is refused', (id) => {
    folder.write('chapters/ch01-low-water/imagery.yaml', CHAPTER.replace('"low-water-01"', JSON.stringify(id)))
    const { tasks, problems } = plan({ kinds: ['chapter'] })
    expect(tasks).toEqual([])
    expect(problems).toContainEqual(expect.objectContaining({ code: 'imagery-refused', severity: 'error', line: 45 }))
  })

  test('the second of two pictures of one name is refused, whatever the case', () => {
    folder.write(
      'chapters/ch01-low-water/imagery.yaml',
      CHAPTER.replace("'low-water-02'", "'Low-Water-01'").replace('prompt_used: ""', 'prompt_used: x'),
    )
    const { tasks, problems } = plan({ kinds: ['chapter'] })
    expect(tasks.map(({ id }) => id)).toEqual(['low-water-01'])
    expect(problems.some(({ code }) => code === 'imagery-refused')).toBe(true)
  })

  test('links that lead out are not followed', () => {
    const outside = mkdtempSync(join(tmpdir(), 'panelwright-outside-'))
    try {
      mkdirSync(join(outside, 'ch09'))
      writeFileSync(join(outside, 'ch09', 'imagery.yaml'), CHAPTER)
      writeFileSync(join(outside, 'secret.png'), 'secret')
      symlinkSync(join(outside, 'ch09'), join(folder.root, 'chapters', 'ch09'))
      folder.write(
        'chapters/ch08/imagery.yaml',
        'images:\n- custom_id: a\n  prompt_used: x\n  file_path: images/secret.png\n',
      )
      symlinkSync(outside, join(folder.root, 'chapters', 'ch08', 'images'))
      const { targets, problems } = plan({ kinds: ['chapter'] })
      expect(targets.map(({ taskId, class: found }) => [taskId, found])).toContainEqual([
        'chapter/ch08/a',
        'pending-runnable',
      ])
      expect(targets.some(({ entity }) => entity === 'ch09')).toBe(false)
      expect(problems).toContainEqual(expect.objectContaining({ code: 'imagery-refused', file: 'chapters/ch09' }))
    } finally {
      rmSync(outside, { recursive: true })
    }
  })

  test('a provider that is said and that there is not is told with the one that was meant', () => {
    expect(() => plan({ provider: 'opnai' })).toThrow(/no provider .*opnai/i)
  })

  test('a folder without chapters and locations is none', () => {
    const empty = mkdtempSync(join(tmpdir(), 'panelwright-empty-'))
    expect(() => planImagery(empty, BOTH, PROVIDERS, TODAY)).toThrow('neither a chapters nor a locations folder')
    rmSync(empty, { recursive: true })
    expect(() => planImagery(join(folder.root, 'none'), BOTH, PROVIDERS, TODAY)).toThrow('There is no folder')
  })

  test('a manner of an artist and a reference that leads nowhere are told, and the picture is made', () => {
    folder.write('chapters/ch01-low-water/imagery.yaml', CHAPTER.replace('Ink drawing', 'In the style of Jane Doe'))
    folder.write(
      'locations/mole/imagery.yaml',
      folder.read('locations/mole/imagery.yaml').replace('overview: mole-overview-01', 'overview: gone'),
    )
    const { problems, tasks } = plan({ provider: 'openai' })
    expect(problems).toContainEqual(expect.objectContaining({ code: 'imagery-artist', line: 45 }))
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'imagery-reference', file: 'locations/mole/imagery.yaml' }),
    )
    expect(tasks).toHaveLength(4)
  })

  test('another slug in the file than its folder is told; the folder counts', () => {
    folder.write('chapters/ch05/imagery.yaml', CHAPTER)
    expect(plan().problems).toContainEqual(
      expect.objectContaining({ code: 'imagery-slug', file: 'chapters/ch05/imagery.yaml', line: 4 }),
    )
  })
})

describe('model, quality and size', () => {
  const settle = (provider: string | null, model: string | null, quality: string | null, wishes = {}) => {
    const settled = settleModel(
      { provider, model, quality, size: null, aspect: null, line: 1 },
      wishes,
      PROVIDERS,
      TODAY,
    )
    return settled.ok ? [settled.provider.id, settled.model, settled.quality, settled.notes.length] : settled.why
  }

  test.each([
    ['a model that lives', 'openai', 'gpt-image-2', 'high', ['openai', 'gpt-image-2', 'high', 0]],
    ['one that is shut down', 'google', 'gemini-3-pro-image-preview', '2K', ['google', 'gemini-3-pro-image', '2K', 1]],
    [
      'one that is shut down, without namesake',
      'openai',
      'dall-e-3',
      'hd',
      ['openai', 'gpt-image-2.5-flare', 'high', 2],
    ],
    ['a usual name of a provider', 'gemini', null, 'low', ['google', 'gemini-nano-banana-2.1', '1K', 2]],
    ['a model for a provider', 'gpt-image-2', null, null, ['openai', 'gpt-image-2.5-flare', 'low', 1]],
    ['a quality nobody knows', 'openai', 'gpt-image-2', 'sublime', ['openai', 'gpt-image-2', 'low', 1]],
  ])('%s', (_, provider, model, quality, settled) => {
    expect(settle(provider, model, quality)).toEqual(settled)
  })

  test('the command line goes before the file; another provider brings its own model', () => {
    expect(settle('openai', 'gpt-image-2', 'high', { provider: 'google' })).toEqual([
      'google',
      'gemini-nano-banana-2.1',
      '2K',
      1,
    ])
    expect(settle('openai', 'gpt-image-2', 'high', { model: 'gpt-image-1-mini' })).toEqual([
      'openai',
      'gpt-image-1-mini',
      'high',
      0,
    ])
    expect(settle(null, null, null)).toBe('The file names no provider.')
  })

  test('a size the model has is asked for; another becomes the nearest, and is cut to shape', () => {
    const rule = {
      kind: 'list',
      sizes: [
        { width: 1024, height: 1024 },
        { width: 1536, height: 1024 },
      ],
    } as const
    const list = { ...rule, sizes: [...rule.sizes] }
    expect(settleSize({ width: 1536, height: 1024 }, 1, list, null)).toMatchObject({ width: 1536, cropTo: null })
    expect(settleSize({ width: 1792, height: 768 }, 1, list, null)).toMatchObject({
      width: 1536,
      height: 1024,
      cropTo: 1792 / 768,
    })
    expect(settleSize(null, 1.5, list, null)).toMatchObject({ width: 1536, asked: null, cropTo: null })
  })
})
