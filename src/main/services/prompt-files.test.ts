import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { planBatch } from './planning.ts'
import { exportPrompts, readPrompts } from './prompt-files.ts'
import { addPerson, changePanel, closeTestProject, ROUGHS, testProject } from './test-project.ts'

let project: ReturnType<typeof testProject>
let folder: string
beforeEach(() => {
  project = testProject()
  folder = join(project.folder, 'prompts')
})
afterEach(() => closeTestProject(project))

const FIRST = 'ch01_sc01_p001_noir_en.txt'
const plan = () => planBatch(project, { styles: ['noir'], provider: ROUGHS, images: 2 })
const first = () => plan().jobs[0]!
const write = (text: string | Uint8Array, name = FIRST) => writeFileSync(join(folder, name), text)

describe('exported prompts', () => {
  test('are one text file each, whatever the number of images', () => {
    expect(exportPrompts(plan(), folder)).toEqual({ written: 6, edited: 0 })
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort(),
    ).toEqual([
      FIRST,
      ...['ch01_sc01_p002', 'ch01_sc01_p003', 'ch02_sc01_p001', 'ch02_sc01_p002', 'ch02_sc01_p003'].map(
        (name) => `${name}_noir_en.txt`,
      ),
    ])
    const { prompt, negativePrompt } = first()
    expect(readFileSync(join(folder, FIRST), 'utf8')).toBe(`${prompt}\n\nNEGATIVE:\n${negativePrompt}\n`)
  })

  test('read back untouched change nothing, an editor’s line ends and marks included', () => {
    exportPrompts(plan(), folder)
    const { prompt, negativePrompt } = first()
    write(`\uFEFF${prompt.replace('. ', '.\r\n')}\r\n\r\nnegative: ${negativePrompt}`)
    expect(readPrompts(project, folder)).toEqual({ edited: 0, withdrawn: 0, unchanged: 6, diagnostics: [] })
    expect(first().edited).toBe('no')
  })

  test('read back untouched after the script changed are no edits', () => {
    exportPrompts(plan(), folder)
    changePanel(project, project.panelIds[0]!, { what: 'Maren sleeps.' })
    expect(readPrompts(project, folder)).toMatchObject({ edited: 0, unchanged: 6 })
    expect(first().prompt).toContain('Maren sleeps')
  })

  test('that say where people stand are no edits untouched, and are edits without that sentence', () => {
    addPerson(project, project.panelIds[0]!, 'otto', 1)
    exportPrompts(plan(), folder)
    const { prompt, negativePrompt } = first()
    const sentence = 'Maren stands at the left, Otto at the right. '
    expect(prompt).toContain(sentence)
    expect(readPrompts(project, folder)).toMatchObject({ edited: 0, unchanged: 6 })
    write(`${prompt.replace(sentence, '')}\n\nNEGATIVE:\n${negativePrompt}`)
    expect(readPrompts(project, folder)).toMatchObject({ edited: 1, unchanged: 5 })
    expect(first()).toMatchObject({ prompt: prompt.replace(sentence, ''), edited: 'current' })
  })
})

describe('an edited prompt file', () => {
  test('becomes the prompt of its panel, style and language', () => {
    exportPrompts(plan(), folder)
    write('My words,\nin two lines.\n\nNEGATIVE:\nfog\n')
    expect(readPrompts(project, folder)).toMatchObject({ edited: 1, unchanged: 5, diagnostics: [] })
    expect(first()).toMatchObject({ prompt: 'My words, in two lines.', negativePrompt: 'fog', edited: 'current' })
    expect(readPrompts(project, folder)).toMatchObject({ edited: 0, unchanged: 6 })
  })

  test('is out of date once the script says something else, until it was exported, looked over and read back', () => {
    exportPrompts(plan(), folder)
    write('My words.')
    readPrompts(project, folder)
    changePanel(project, project.panelIds[0]!, { what: 'Maren sleeps.' })
    expect(first().edited).toBe('outdated')
    expect(exportPrompts(plan(), folder)).toEqual({ written: 6, edited: 1 })
    expect(readFileSync(join(folder, FIRST), 'utf8')).toContain('My words.')
    readPrompts(project, folder)
    expect(first()).toMatchObject({ prompt: 'My words.', edited: 'current' })
  })

  test('is withdrawn when its file is deleted, or holds the composed words again', () => {
    exportPrompts(plan(), folder)
    const composed = readFileSync(join(folder, FIRST))
    for (const undo of [() => rmSync(join(folder, FIRST)), () => write(composed)]) {
      write('My words.')
      readPrompts(project, folder)
      undo()
      expect(readPrompts(project, folder)).toMatchObject({ withdrawn: 1, edited: 0 })
      expect(first().edited).toBe('no')
    }
  })
})

describe('a prompt file that cannot be used', () => {
  test.each<[what: string, content: string | Uint8Array, line: number]>([
    ['is empty', '\n\n', 1],
    ['has only a negative prompt', 'NEGATIVE:\nfog', 1],
    ['has two negative prompts', 'A quay\nNEGATIVE:\nfog\nNEGATIVE:\nrain', 4],
    ['is not text', new Uint8Array([0x41, 0xff, 0xfe]), 0],
  ])('because it %s changes nothing and is reported', (_, content, line) => {
    exportPrompts(plan(), folder)
    write('My words.')
    readPrompts(project, folder)
    write(content)
    const { edited, withdrawn, diagnostics } = readPrompts(project, folder)
    expect({ edited, withdrawn }).toEqual({ edited: 0, withdrawn: 0 })
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'prompt-file-unusable', file: join(folder, FIRST), line }),
    ])
    expect(first().prompt).toBe('My words.')
  })

  test('because it is a folder is reported', () => {
    exportPrompts(plan(), folder)
    rmSync(join(folder, FIRST))
    mkdirSync(join(folder, FIRST))
    expect(readPrompts(project, folder).diagnostics).toHaveLength(1)
  })

  test('because it was renamed is reported, and its edit is withdrawn with the old name', () => {
    exportPrompts(plan(), folder)
    renameSync(join(folder, FIRST), join(folder, 'mine.txt'))
    expect(readPrompts(project, folder).diagnostics).toEqual([
      expect.objectContaining({ code: 'prompt-file-unknown', file: join(folder, 'mine.txt') }),
    ])
  })

  test('because its panel is gone is reported', () => {
    exportPrompts(plan(), folder)
    project.store.sqlite.prepare('update panel set trashed_at = 1 where id = ?').run(project.panelIds[0])
    expect(readPrompts(project, folder).diagnostics).toEqual([expect.objectContaining({ code: 'panel-gone' })])
  })
})

test.each([
  ['was not exported', null],
  ['has a damaged index', '{"x": 1}'],
])('a folder that %s is refused', (_, index) => {
  mkdirSync(folder)
  if (index !== null) writeFileSync(join(folder, 'prompts.json'), index)
  expect(() => readPrompts(project, folder)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
})
