import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ImageProvider, ProviderError } from '../../providers/provider.ts'
import { roughs } from '../../providers/roughs/roughs-provider.ts'
import { dryRunScenes, runScenes, type SceneHooks, type SceneOptions } from './run-scenes.ts'

const ONE = `# Chapter 1: Low Water

The boathouse smelled of tar. Ada Quill sat on an upturned dinghy and read the letter again.

"He is not coming," she said.

Piet Moor put the kettle down. He walked to the door and looked at the rain.

* * *

Ada ran along the mole. The lamp at its end swung in the storm. She held the letter in her fist.
`
const TWO = `# Chapter 2: High Water

Piet rowed the boat out past the mole. The water was black. Ada stood in the bow with the lantern.
`
const BIBLE = `# Bible

## People

### Ada Quill
- id: ada-quill
- aliases: Ada, Miss Quill
- always: red hair
- look 1930 (30): green oilskin

### Piet Moor
- id: piet-moor
- aliases: Piet
- always: white beard
- look 1930 (60): blue jersey
`

let root: string
let calls: string[]
let disturb: (prompt: string) => void
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'panelwright-scenes-test-'))
  mkdirSync(join(root, 'story'))
  write('chapter_01.md', ONE)
  write('chapter_02.md', TWO)
  write('bible.md', BIBLE)
  calls = []
  disturb = () => {}
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFileSync(join(root, 'story', name), text)

/** The roughs, counted and disturbed. */
const painter = (): ImageProvider => ({
  ...roughs,
  async generate(request, io) {
    disturb(request.prompt)
    calls.push(request.prompt)
    return roughs.generate(request, io)
  },
})

function options(over: Partial<SceneOptions> = {}): SceneOptions {
  return { inputs: [join(root, 'story')], out: join(root, 'out'), style: 'noir', provider: roughs, ...over }
}

const world = () => ({ env: {}, now: () => Date.UTC(2026, 10, 20, 12), providers: [painter()] })
const run = (over: Partial<SceneOptions> = {}, hooks: SceneHooks = {}) => runScenes(options(over), hooks, world())
const dryRun = (over: Partial<SceneOptions> = {}) => dryRunScenes(options(over), {}, world())
const images = () => readdirSync(join(root, 'out', 'images')).sort()
const prompts = () =>
  readdirSync(join(root, 'out', 'prompt_cache'))
    .filter((name) => name.endsWith('.txt'))
    .sort()
const promptOf = (start: string) => {
  const name = prompts().find((each) => each.startsWith(start))!
  return join(root, 'out', 'prompt_cache', name)
}
const snapshot = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, 'latin1')]),
  )

describe('a run', () => {
  test('makes one picture of every scene, named by who, where and what, with prompt, log and map', async () => {
    const { run: ran, pictures, places } = await run()
    expect(ran.brought.done).toBe(3)
    expect(pictures).toEqual({ there: 3, written: 3 })
    expect(images()).toEqual([
      expect.stringMatching(/^chapter_01_scene_01_.*_noir\.jpg$/),
      expect.stringMatching(/^chapter_01_scene_02_ada-quill_.*_noir\.jpg$/),
      expect.stringMatching(/^chapter_02_scene_01_.*_noir\.jpg$/),
    ])
    expect(prompts()).toHaveLength(3)
    expect(readFileSync(promptOf('chapter_01_scene_02'), 'utf8')).toContain('Ada runs along the mole')
    expect(readFileSync(places.log, 'utf8')).toMatch(/Z start · .*story\n.*Z plan · 3 of 3 to make · roughs/)
    expect(readFileSync(places.log, 'utf8').match(/ done · chapter_/g)).toHaveLength(3)
    const map = JSON.parse(readFileSync(join(root, 'out', 'scenes.json'), 'utf8')) as { pictures: object[] }
    expect(map.pictures[2]).toMatchObject({
      ...{ chapter: '2', scene: 1, file: 'chapter_02.md', line: 3, standsForScene: true },
      words: expect.stringContaining('Piet rowed'),
      picture: `images/${images()[2]}`,
    })
  })

  test('again makes nothing and changes no picture and no prompt', async () => {
    await run()
    const before = { ...snapshot(join(root, 'out', 'images')), ...snapshot(join(root, 'out', 'prompt_cache')) }
    const again = await run()
    expect(again.planned.plan.quote).toMatchObject({ jobs: 0, skipped: { done: 3 } })
    expect(again.pictures).toEqual({ there: 3, written: 0 })
    expect(calls).toHaveLength(3)
    expect({ ...snapshot(join(root, 'out', 'images')), ...snapshot(join(root, 'out', 'prompt_cache')) }).toEqual(before)
  })

  test('with panels makes the others too; the picture that stands for a scene is not made twice', async () => {
    await run()
    const { planned } = await run({ panels: true })
    expect(planned.pictures.length).toBeGreaterThan(3)
    expect(planned.plan.quote).toMatchObject({ jobs: planned.pictures.length - 3, skipped: { done: 3 } })
    expect(calls).toHaveLength(planned.pictures.length)
    expect(images()).toContainEqual(expect.stringMatching(/^chapter_01_scene_01_panel_001_/))
    expect(images()).toHaveLength(planned.pictures.length + 3)
  })

  test('works on the chapters that are asked for, and from the scene on that is asked for', async () => {
    await run({ chapters: ['2'] })
    expect(images()).toEqual([expect.stringMatching(/^chapter_02/)])
    await run({ resume: { chapter: '1', scene: 2 } })
    expect(images().map((name) => name.slice(0, 19))).toEqual(['chapter_01_scene_02', 'chapter_02_scene_01'])
    await expect(run({ chapters: ['7'] })).rejects.toThrow('There is no chapter 7')
    await expect(run({ resume: { chapter: '1', scene: 9 } })).rejects.toThrow('Chapter 1 has no scene 9')
  })

  test('a chapter that was read before and is not named now is left alone', async () => {
    await run({ inputs: [join(root, 'story', 'chapter_01.md')], chapters: ['1'], resume: { chapter: '1', scene: 2 } })
    await run({ inputs: [join(root, 'story', 'chapter_02.md')] })
    expect(images().map((name) => name.slice(0, 19))).toEqual(['chapter_01_scene_02', 'chapter_02_scene_01'])
  })

  test('stopped between two pictures keeps what is done, and goes on with the rest', async () => {
    const stop = new AbortController()
    disturb = () => stop.abort()
    const first = await run({ concurrency: 1 }, { stop: stop.signal })
    expect(first.run.end.ended).toBe('stopped')
    expect(images()).toHaveLength(first.run.brought.done)
    disturb = () => {}
    await run()
    expect(calls).toHaveLength(3)
    expect(images()).toHaveLength(3)
  })

  test('a picture that is refused is told in the log, and the others are made', async () => {
    disturb = (prompt) => {
      if (prompt.includes('storm')) throw new ProviderError('refused', 'no storms')
    }
    const { run: ran, places } = await run()
    expect(ran.brought).toMatchObject({ done: 2, refused: 1 })
    expect(readFileSync(places.log, 'utf8')).toMatch(/ refused · chapter_01_scene_02_\S+ · refused/)
  })

  test('what cannot be begun leaves nothing behind', async () => {
    await expect(run({ style: 'nior' })).rejects.toThrow('nior')
    await expect(run({ inputs: [join(root, 'story', 'bible.md')] })).rejects.toThrow('no story')
    expect(existsSync(join(root, 'out'))).toBe(false)
    await expect(run({ out: join(root, 'story') })).rejects.toThrow('among the chapters')
  })

  test('what it wrote is not read as a story, wherever it lies', async () => {
    const out = join(root, 'story', 'pictures')
    await run({ out })
    expect((await run({ out })).planned.pictures).toHaveLength(3)
  })
})

describe('prompts', () => {
  test('one that was edited is what is sent, in this run and the next', async () => {
    await run()
    writeFileSync(promptOf('chapter_02'), 'A boat, seen from above.\n\nNEGATIVE:\ntext\n')
    const { planned } = await run()
    expect(calls.at(-1)).toBe('A boat, seen from above.')
    expect(planned.plan.quote.jobs).toBe(1)
    await run()
    expect(calls).toHaveLength(4)
    rmSync(promptOf('chapter_02'))
    await run()
    expect(calls).toHaveLength(4)
    expect(readFileSync(promptOf('chapter_02'), 'utf8')).toContain('Piet rows')
  })

  test('under another text a new one is written; the edited one is kept, told, and used when the old text is back', async () => {
    await run()
    const edited = promptOf('chapter_02')
    writeFileSync(edited, 'A boat, seen from above.\n')
    await run()
    write('chapter_02.md', TWO.replace('out past the mole', 'home in the rain'))
    const { outdatedPrompts } = (await run()).planned
    expect(outdatedPrompts).toEqual([edited.split('/').at(-1)])
    expect(calls.at(-1)).toContain('rain')
    expect(readFileSync(edited, 'utf8')).toBe('A boat, seen from above.\n')
    expect(prompts().filter((name) => name.startsWith('chapter_02'))).toHaveLength(2)
    const made = calls.length
    write('chapter_02.md', TWO)
    expect((await run()).planned.pictures[2]!.job.prompt).toBe('A boat, seen from above.')
    expect(calls).toHaveLength(made)
  })

  test('one that cannot be used is told with its place, and no picture is made from it', async () => {
    await run({ chapters: ['1'] })
    await dryRun()
    writeFileSync(promptOf('chapter_01_scene_01'), '\nNEGATIVE:\na\nNEGATIVE:\nb\n')
    const { planned } = await run()
    expect(planned.prompts.diagnostics).toMatchObject([{ code: 'prompt-file-unusable', line: 4, severity: 'error' }])
    expect(planned.pictures.map(({ job }) => job.chapter)).toEqual(['1', '2'])
  })

  test('bring the negative prompt of their author', async () => {
    await run()
    writeFileSync(promptOf('chapter_02'), 'A boat.\n\nNEGATIVE:\nseagulls\n')
    const [, , last] = (await dryRun()).pictures
    expect(last!.job).toMatchObject({ prompt: 'A boat.', negativePrompt: 'seagulls', edited: 'current' })
  })
})

describe('a dry run', () => {
  test('changes nothing on disk, and says what a run then does, seed for seed', async () => {
    const before = snapshot(root)
    const planned = await dryRun()
    expect(snapshot(root)).toEqual(before)
    expect(existsSync(join(root, 'out'))).toBe(false)
    const said = planned.pictures.map(({ name, job }) => [name, job.key, job.seed])
    const done = await run()
    expect(done.planned.pictures.map(({ name, job }) => [name, job.key, job.seed])).toEqual(said)
  })

  test('beside a book knows what is there, and reads the story as it is now', async () => {
    await run()
    write('chapter_02.md', `${TWO}\n* * *\n\nPiet Moor slept in the boathouse.\n`)
    const before = snapshot(join(root, 'out'))
    const { plan, pictures } = await dryRun()
    expect(pictures).toHaveLength(4)
    expect(plan.quote).toMatchObject({ jobs: 1, skipped: { done: 3 } })
    const files = (shot: Record<string, string>) => Object.keys(shot).filter((name) => !/lock\.db|-shm|-wal/.test(name))
    expect(files(snapshot(join(root, 'out')))).toEqual(files(before))
  })
})

describe('pictures', () => {
  test('one that its author deleted comes back at no cost; one that its author changed is left alone', async () => {
    await run()
    const [first, second] = images().map((name) => join(root, 'out', 'images', name))
    rmSync(first!)
    writeFileSync(second!, 'retouched')
    await run()
    expect(existsSync(first!)).toBe(true)
    expect(readFileSync(second!, 'utf8')).toBe('retouched')
    expect(calls).toHaveLength(3)
  })

  test('another take goes in the place of the one before; what its author made of that is kept aside', async () => {
    await run()
    const name = images()[2]!
    writeFileSync(join(root, 'out', 'images', name), 'retouched')
    write('chapter_02.md', TWO.replace('past the mole', 'past the mole in the snow'))
    await run()
    expect(images().filter((each) => each.startsWith('chapter_02'))).toEqual(
      [expect.stringContaining('.before-'), name].sort(),
    )
    const kept = images().find((each) => each.includes('.before-'))!
    expect(readFileSync(join(root, 'out', 'images', kept), 'utf8')).toBe('retouched')
  })

  test('under another name the one before goes, unless its author changed it', async () => {
    await run()
    const [, , before] = images()
    write('chapter_02.md', TWO.replace('rowed the boat out', 'ran out'))
    await run()
    expect(images()).not.toContain(before)
    expect(images()).toHaveLength(3)
    writeFileSync(join(root, 'out', 'images', images()[2]!), 'retouched')
    write('chapter_02.md', TWO)
    await run()
    expect(images()).toContain(before)
    expect(images()).toHaveLength(4)
  })
})

test('a story in Windows-1252 is refused, and read when its encoding is to be mended', async () => {
  const latin = Buffer.from('# Chapter 1\n\nAda sat in the caf\xe9 and read the letter again.\n', 'latin1')
  const story = join(root, 'latin.txt')
  writeFileSync(story, latin)
  await expect(dryRun({ inputs: [story] })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    remedy: expect.stringContaining('--repair'),
  })
  expect((await dryRun({ inputs: [story], repair: true })).pictures).toHaveLength(1)
  expect(readFileSync(story).equals(latin)).toBe(true)
})
