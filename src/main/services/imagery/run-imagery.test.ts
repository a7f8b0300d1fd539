import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHAPTER } from '../../imagery/test-imagery.ts'
import { sharp } from '../../images/sharp.ts'
import { type ImageProvider, ProviderError } from '../../providers/provider.ts'
import { roughs } from '../../providers/roughs/roughs-provider.ts'
import { placePicture } from './place-picture.ts'
import { type ImageryHooks, type RunImageryOptions, runImagery } from './run-imagery.ts'
import { type TestFolder, testFolder, WORLD } from './test-folder.ts'

const CHAPTER_FILE = 'chapters/ch01-low-water/imagery.yaml'
const ALL: RunImageryOptions = { kinds: ['chapter', 'location'] }

let folder: TestFolder
let calls: string[]
beforeEach(async () => {
  folder = await testFolder()
  calls = []
})
afterEach(() => folder.remove())

/** The roughs, seen and disturbed. */
function provider(disturb: (prompt: string) => void = () => {}): ImageProvider {
  return {
    ...roughs,
    generate(request, io) {
      calls.push(request.prompt)
      disturb(request.prompt)
      return roughs.generate(request, io)
    },
  }
}

const run = (options: Partial<RunImageryOptions> = {}, disturb?: (prompt: string) => void, hooks: ImageryHooks = {}) =>
  runImagery(folder.root, { ...ALL, ...options }, hooks, { ...WORLD, providers: [provider(disturb)] })

describe('a run', () => {
  test('makes what is to be made, puts it in its place, and writes it into its file', async () => {
    const { applied, run: ran } = await run()
    expect(applied.map(({ picture, state }) => [picture, state]).sort()).toEqual([
      ['generated/chapters/ch01-low-water/low-water-01.png', 'written'],
      ['generated/locations/mole/a-boat-late.png', 'written'],
      ['generated/locations/mole/crane-close.png', 'written'],
      ['generated/locations/mole/steps.png', 'written'],
    ])
    expect(ran!.brought.done).toBe(4)
    const picture = await sharp(join(folder.root, applied[0]!.picture)).metadata()
    expect(picture.format).toBe('png')
    expect(folder.read(CHAPTER_FILE)).toContain(
      '    file_path: "generated/chapters/ch01-low-water/low-water-01.png"\n    provider: "roughs"',
    )
    expect(folder.read(CHAPTER_FILE).startsWith(CHAPTER.slice(0, CHAPTER.indexOf('generated_at')))).toBe(true)
  })

  test('again makes nothing and changes nothing', async () => {
    await run()
    const before = folder.snapshot()
    const made = calls.length
    const again = await run()
    expect(again.plan.tasks).toEqual([])
    expect(calls).toHaveLength(made)
    expect(folder.snapshot()).toEqual(before)
  })

  test('writes what was made and not written, without making it again', async () => {
    await run()
    const before = folder.snapshot()
    const made = calls.length
    folder.write(CHAPTER_FILE, CHAPTER)
    await run()
    expect(folder.snapshot()).toEqual(before)
    rmSync(join(folder.root, 'generated'), { recursive: true })
    await run()
    expect(folder.snapshot()).toEqual(before)
    expect(calls).toHaveLength(made)
  })

  test('goes on after some failed, and leaves their files as they are', async () => {
    const refuse = (prompt: string) => {
      if (prompt.startsWith('Steps')) throw new ProviderError('refused', 'no steps')
    }
    const first = await run({ only: ['mole'] }, refuse)
    expect(first.run!.brought).toMatchObject({ done: 2, refused: 1 })
    expect(folder.read('locations/mole/imagery.yaml')).toContain(
      'prompt_used: Steps into green water.\n  generated_images: []',
    )
    const second = await run({ only: ['mole'] })
    expect(second.left.refused.map(({ id }) => id)).toEqual(['steps'])
    expect(calls).toHaveLength(3)
  })

  test('stopped between two pictures goes on with the rest', async () => {
    const stop = new AbortController()
    await run({ concurrency: 1 }, () => stop.abort(), { stop: stop.signal })
    const before = calls.length
    expect(before).toBeLessThan(4)
    await run()
    expect(calls).toHaveLength(4)
    expect(new Set(calls).size).toBe(4)
  })

  test('with another prompt makes another picture and keeps the one before', async () => {
    await run({ kinds: ['chapter'] })
    folder.write(CHAPTER_FILE, CHAPTER.replace('A girl on wet steps', 'A crane on wet steps at night'))
    const { applied } = await run({ kinds: ['chapter'] })
    expect(calls).toHaveLength(2)
    expect(applied).toMatchObject([
      { state: 'written', keptAside: expect.stringMatching(/^generated\/.*\.before-[0-9a-f]{8}\.png$/) },
    ])
    expect(existsSync(join(folder.root, applied[0]!.keptAside!))).toBe(true)
  })

  test('makes another of what is there on the author’s word; the one before is kept, and again changes nothing', async () => {
    await run({ kinds: ['chapter'] })
    const { applied } = await run({ kinds: ['chapter'], again: true, match: 'low-water-01' })
    expect(calls).toHaveLength(2)
    expect(applied).toMatchObject([{ taskId: 'chapter/ch01-low-water/low-water-01', state: 'written' }])
    const before = folder.snapshot()
    await run()
    expect((await run({ kinds: ['chapter'] })).plan.tasks).toEqual([])
    expect(folder.snapshot()[CHAPTER_FILE]).toBe(before[CHAPTER_FILE])
    await expect(run({ kinds: ['chapter'], again: true })).rejects.toThrow('Which pictures')
  })

  test('makes prompts only when asked to', async () => {
    await run({ kinds: ['chapter'], synthesise: true })
    expect(calls).toHaveLength(2)
    expect(folder.read(CHAPTER_FILE)).toContain('low-water-02.png')
  })

  test('does not touch a folder in which there is nothing to make', async () => {
    const before = folder.snapshot()
    expect((await run({ match: 'mole-overview*' })).project).toBeNull()
    expect(existsSync(join(folder.root, 'imagery.panelwright'))).toBe(false)
    expect(folder.snapshot()).toEqual(before)
  })

  test('cuts a picture to the shape that was asked for', async () => {
    folder.write(CHAPTER_FILE, CHAPTER.replace('size: "1024x1024"', 'size: "3000x750"'))
    const { applied } = await run({ kinds: ['chapter'] })
    const { width, height } = await sharp(join(folder.root, applied[0]!.picture)).metadata()
    expect(width / height).toBeCloseTo(4, 1)
    expect(folder.read(CHAPTER_FILE)).toContain('size_asked: "3000x750"')
  })
})

describe('a file that changes meanwhile', () => {
  test('is read again: what its author wrote stays, and the result is added', async () => {
    const edit = () =>
      folder.write(CHAPTER_FILE, `# mine\n${CHAPTER.replace('The sea takes its time', 'The sea waits')}`)
    await run({ kinds: ['chapter'] }, edit)
    expect(folder.read(CHAPTER_FILE)).toMatch(/^# mine\n/)
    expect(folder.read(CHAPTER_FILE)).toContain('The sea waits')
    expect(folder.read(CHAPTER_FILE)).toContain('low-water-01.png')
  })

  test.each([
    ['is broken', (text: string) => text.replace('images:', 'images:"'), 'cannot be read'],
    ['no longer has the picture', (text: string) => text.replace('"low-water-01"', '"other"'), 'does not ask for it'],
    [
      'names another picture',
      (text: string) => text.replace('file_path: null', 'file_path: characters/ada-quill/images/1931.png'),
      'by now',
    ],
  ])('and %s is left alone; the picture is written by the next run that can', async (_, change, why) => {
    const changed = change(CHAPTER)
    const { applied } = await run({ kinds: ['chapter'] }, () => folder.write(CHAPTER_FILE, changed))
    expect(applied).toMatchObject([{ state: 'kept', why: expect.stringContaining(why) }])
    expect(folder.read(CHAPTER_FILE)).toBe(changed)
    folder.write(CHAPTER_FILE, CHAPTER)
    await run({ kinds: ['chapter'] })
    expect(calls).toHaveLength(1)
    expect(folder.read(CHAPTER_FILE)).toContain('low-water-01.png')
  })

  test('keeps its byte order mark', async () => {
    folder.write(CHAPTER_FILE, `\ufeff${CHAPTER}`)
    await run({ kinds: ['chapter'] })
    expect(folder.read(CHAPTER_FILE)).toMatch(/^\ufeff# The tide file[\s\S]*low-water-01\.png/)
  })

  test('keeps its rights', async () => {
    chmodSync(join(folder.root, CHAPTER_FILE), 0o640)
    await run({ kinds: ['chapter'] })
    expect(statSync(join(folder.root, CHAPTER_FILE)).mode & 0o777).toBe(0o640)
  })
})

describe('links', () => {
  test('of a folder for pictures that leads out is not followed', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'panelwright-outside-'))
    try {
      symlinkSync(outside, join(folder.root, 'generated'))
      const { impossible } = await run({ kinds: ['chapter'] })
      expect(impossible).toMatchObject([{ problem: expect.stringContaining('leads out') }])
      expect(calls).toEqual([])
      // Made while nothing was in the way, and put there afterwards.
      expect(placePicture(folder.root, 'generated/chapters/one.png', Buffer.from('a picture'))).toMatchObject({
        why: expect.stringContaining('leads out'),
      })
      expect(readdirSync(outside)).toEqual([])
      expect(folder.read(CHAPTER_FILE)).toBe(CHAPTER)
    } finally {
      rmSync(outside, { recursive: true })
    }
  })

  test('and files in the place of a folder are told before anything is made', async () => {
    writeFileSync(join(folder.root, 'generated'), 'mine')
    const { impossible } = await run({ kinds: ['chapter'] })
    expect(impossible).toMatchObject([{ problem: 'generated in generated/chapters/ch01-low-water is no folder' }])
    expect(calls).toEqual([])
  })

  test('at the name of the draft is not written through', async () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'panelwright-outside-')), 'mine.txt')
    writeFileSync(outside, 'mine')
    symlinkSync(outside, join(folder.root, 'chapters', 'ch01-low-water', '.imagery.yaml.tmp'))
    await run({ kinds: ['chapter'] })
    expect(readFileSync(outside, 'utf8')).toBe('mine')
    expect(folder.read(CHAPTER_FILE)).toContain('low-water-01.png')
    rmSync(dirname(outside), { recursive: true })
  })

  test('of a file within the folder stays a link', async () => {
    const real = join(folder.root, 'shared.yaml')
    writeFileSync(real, CHAPTER)
    rmSync(join(folder.root, CHAPTER_FILE))
    symlinkSync(real, join(folder.root, CHAPTER_FILE))
    await run({ kinds: ['chapter'] })
    expect(readFileSync(real, 'utf8')).toContain('low-water-01.png')
  })
})
