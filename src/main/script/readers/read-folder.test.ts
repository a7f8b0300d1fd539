import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { readScriptSources } from './read-folder.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'readers-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
  return file
}

async function refusal(paths: string[], options = {}): Promise<AppError> {
  const error = await readScriptSources(paths, options).catch((cause: unknown) => cause)
  if (error instanceof AppError) return error
  throw new Error('nothing was refused')
}

const BIBLE = '## People\n\n### Nell\n- id: nell\n- always: red hair\n'

describe('reading folders and files', () => {
  it('reads chapters in the order people count, with the bible among them', async () => {
    await put('chapter_10.md', '# Ten\n\nTen.')
    await put('chapter_2.md', '# Two\n\nTwo.')
    await put('prologue.md', '# Prologue\n\nBefore.')
    await put('bible.md', BIBLE)
    await put('README.md', '# Read me\n\nNot a chapter.')
    await put('expected.json', '{}')
    await put('cover.png', new Uint8Array([1, 2]))
    await put('imagery.yaml', 'a: 1')
    await put('.hidden.md', '# Hidden\n\nNo.')
    const sources = await readScriptSources([folder])
    expect(sources.documents.map((document) => [document.file, document.chapters[0]?.number])).toEqual([
      ['prologue.md', '0'],
      ['chapter_2.md', '2'],
      ['chapter_10.md', '10'],
    ])
    expect(sources.bible?.people.map((person) => person.id)).toEqual(['nell'])
    expect(sources.files.map((file) => [file.name, file.kind])).toEqual([
      ['prologue.md', 'prose'],
      ['chapter_2.md', 'prose'],
      ['chapter_10.md', 'prose'],
      ['bible.md', 'bible'],
    ])
    expect(sources.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(sources.diagnostics.map((diagnostic) => diagnostic.code).sort()).toEqual([
      'skipped-about',
      'skipped-imagery',
      'skipped-other',
      'skipped-picture',
    ])
  })

  it('orders chapters by their headings where file names tell nothing', async () => {
    await put('a.md', '# Chapter Three\n\nC.')
    await put('b.md', '# Chapter One\n\nA.')
    await put('c.md', '# Chapter Two\n\nB.')
    const { documents } = await readScriptSources([folder])
    expect(documents.map((document) => document.file)).toEqual(['b.md', 'c.md', 'a.md'])
  })

  it('knows strips, prompts and prose by their form', async () => {
    await put('a.txt', '# Chapter 1: A\n## Scene 1: B\n### Strip 001\nA boat.')
    await put('b.txt', 'A gull over the sea.\n---\nA dog on a stair.\n---\nA coin.')
    await put('c.txt', 'It rained.\n\nShe slept.\n\n---\n\nIt rained again.\n\nShe woke.')
    const { files } = await readScriptSources([folder])
    expect(files.map((file) => file.kind)).toEqual(['strips', 'prompts', 'prose'])
  })

  it('gives every chapter of a mixed folder its own number', async () => {
    await put('chapter_1.md', '# Chapter 1\n\nA.')
    await put('chapter_1b.md', '# Chapter 1\n\nA again.')
    await put('prompts.txt', 'A gull over the sea.\n---\nA dog on a stair.')
    const { documents, diagnostics } = await readScriptSources([folder])
    expect(documents.flatMap((document) => document.chapters.map((chapter) => chapter.number))).toEqual([
      '1',
      '1.1',
      '2',
    ])
    expect(diagnostics.filter((diagnostic) => diagnostic.code === 'chapter-twice')).toHaveLength(1)
  })

  it('reads a file as what the author says it is', async () => {
    const file = await put('notes.txt', 'One.\n---\nTwo.')
    const { documents } = await readScriptSources([file], { as: 'prose' })
    expect(documents[0]).toMatchObject({ kind: 'prose', file: 'notes.txt' })
    expect(documents[0]?.chapters[0]?.scenes).toHaveLength(2)
  })

  it('leaves the bible beside a script what it is, whatever the script is read as', async () => {
    const script = await put('notes.txt', 'One.\n---\nTwo.')
    const cast = await put('bible.md', BIBLE)
    const both = await readScriptSources([script, cast], { as: 'prose' })
    expect(both.files.map(({ name, kind }) => [name, kind])).toEqual([
      ['bible.md', 'bible'],
      ['notes.txt', 'prose'],
    ])
    expect(both.bible?.people).toHaveLength(1)
    const alone = await readScriptSources([cast], { as: 'prose' })
    expect(alone.documents[0]).toMatchObject({ kind: 'prose', file: 'bible.md' })
  })

  it('names a file once: beside the message, not in it', async () => {
    await put('chapter_1.md', '# One\n\nA.')
    await put('cover.png', new Uint8Array([1, 2]))
    await put('word.rtf', 'x')
    await put('second.rtf', 'x')
    const { diagnostics } = await readScriptSources([folder])
    expect(diagnostics.map(({ file, message }) => [file, message])).toEqual(
      expect.arrayContaining([
        ['cover.png', 'Skipped as pictures and no script.'],
        [
          expect.stringMatching(/rtf$/),
          expect.stringMatching(/^Skipped as in a format that is not read, like (?:word|second)\.rtf\.$/),
        ],
      ]),
    )
    for (const { file, message } of diagnostics) expect(message).not.toContain(file)
    const refused = await refusal([await put('scan.txt', '%PDF-1.7')])
    expect(refused).toMatchObject({ message: 'This is a PDF and no text.', place: { file: 'scan.txt' } })
    await put('pictures/a.png', new Uint8Array([1, 2]))
    expect((await refusal([path.join(folder, 'pictures')])).message).toBe(
      'There is no script here. Skipped as pictures and no script.',
    )
  })

  it('reads CRLF with a byte order mark as it reads plain text', async () => {
    const file = await put('chapter_1.md', '\ufeff# Chapter 1: Oil\r\n\r\nOne two.\r\n\r\n* * *\r\n\r\nThree.\r\n')
    const { documents } = await readScriptSources([file])
    expect(documents[0]?.chapters[0]).toMatchObject({ number: '1', title: 'Oil', words: 3 })
    expect(documents[0]?.chapters[0]?.scenes[1]?.line).toBe(7)
  })

  it('offers to mend a misread file, mends it on request and lists what is lost', async () => {
    const file = await put('chapter_1.md', '# One\n\nInÃªs at the cafÃ©.\n\nA \ufffd cafÃ©.')
    const offered = await readScriptSources([file])
    expect(offered.diagnostics.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['encoding-cp1252', 'warning', 3],
      ['encoding-lossy', 'warning', 5],
    ])
    const repaired = await readScriptSources([file], { repair: true })
    expect(repaired.documents[0]?.chapters[0]?.scenes[0]?.paragraphs[0]?.text).toBe('Inês at the café.')
    expect(repaired.diagnostics[0]).toMatchObject({ code: 'encoding-cp1252', severity: 'info' })
    expect(offered.diagnostics[1]?.message).toContain('“A \ufffd cafÃ©.”')
    expect(repaired.diagnostics[1]?.message).toContain('“A \ufffd café.”')
  })

  it('goes on past a damaged file in a folder and says where it is damaged', async () => {
    await put('chapter_1.md', '# One\n\nA.')
    await put('chapter_2.md', Buffer.from([0x41, 0x0a, 0xe9, 0x20]))
    await put('chapter_3.md', '  \n')
    const { documents, diagnostics } = await readScriptSources([folder])
    expect(documents).toHaveLength(1)
    expect(diagnostics.map(({ code, severity, file, line }) => [code, severity, file, line])).toEqual([
      ['file-unreadable', 'error', 'chapter_2.md', 2],
      ['file-empty', 'warning', 'chapter_3.md', 0],
    ])
  })

  it('goes on past a table in a folder that is no script, and refuses one that was named', async () => {
    await put('chapter_1.md', '# One\n\nA.')
    const costs = await put('costs.csv', 'month,cost\nMay,12\n')
    const { documents, diagnostics, files } = await readScriptSources([folder])
    expect(documents.map(({ file }) => file)).toEqual(['chapter_1.md'])
    expect(diagnostics).toMatchObject([{ code: 'file-unreadable', severity: 'error', file: 'costs.csv', line: 1 }])
    expect(files.map(({ name }) => name)).toEqual(['chapter_1.md'])
    expect(await refusal([costs])).toMatchObject({ code: 'BAD_INPUT', place: { file: 'costs.csv', line: 1 } })
    await put('tables/costs.csv', 'month,cost\nMay,12\n')
    expect(await refusal([path.join(folder, 'tables')])).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('column'),
    })
  })

  it('does not follow links in a folder, so that nothing outside is read', async () => {
    await put('story/chapter_1.md', '# One\n\nA.')
    const secret = await put('secret.md', '# Two\n\nB.')
    await symlink(secret, path.join(folder, 'story', 'chapter_2.md'))
    await symlink(folder, path.join(folder, 'story', 'loop'))
    const { documents, diagnostics } = await readScriptSources([path.join(folder, 'story')])
    expect(documents.map((document) => document.file)).toEqual(['chapter_1.md'])
    expect(diagnostics).toMatchObject([{ code: 'skipped-link' }])
  })

  it('refuses a missing path, a folder of nothing, an empty file, a picture and a far too large file in one line each', async () => {
    expect(await refusal([path.join(folder, 'nope.md')])).toMatchObject({ code: 'WRONG_USE' })
    expect(await refusal([folder])).toMatchObject({ code: 'BAD_INPUT' })
    expect((await refusal([await put('empty.md', '')])).message).toBe('This file is empty.')
    expect((await refusal([await put('a.md', Buffer.from('\x89PNG\r\n', 'latin1'))])).message).toContain('PNG')
    const large = await put('large.txt', Buffer.alloc(21 * 1024 * 1024, 'a\n'))
    expect((await refusal([large])).message).toBe('This has 21.0 MB; a script may have 20 MB.')
    expect(await refusal([])).toMatchObject({ code: 'WRONG_USE' })
    expect(await refusal([large], { as: 'imagery' })).toMatchObject({ code: 'WRONG_USE' })
  })

  it('warns when an entry stands in two bibles and uses the first', async () => {
    await put('a.md', BIBLE)
    await put('b.md', BIBLE.replace('red', 'black'))
    const { bible, diagnostics } = await readScriptSources([folder])
    expect(bible?.people).toMatchObject([{ id: 'nell', always: 'red hair' }])
    expect(diagnostics).toMatchObject([{ code: 'bible-id-twice', file: 'b.md' }])
  })
})
