import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { readScriptSources } from '../read-folder.ts'

const FIXTURES = join(import.meta.dirname, '..', 'fixtures')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-documents-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const wordText = (body: string) => `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

async function zipped(name: string, parts: Record<string, string | Buffer>): Promise<string> {
  const zip = new ZipFile()
  for (const [part, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), part)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return put(name, Buffer.concat(chunks))
}

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string) {
  const { documents, diagnostics } = await readScriptSources([path])
  const [document] = documents
  const scenes = document!.chapters.flatMap(({ scenes: all }) => all)
  return {
    kind: document!.kind,
    paragraphs: scenes.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)),
    panels: scenes.flatMap(({ panels }) =>
      panels.map(({ prompt, lettering }) => [
        prompt,
        ...lettering.map(({ balloon, speakerName, text }) => `${balloon} ${speakerName}: ${text}`),
      ]),
    ),
    told: diagnostics.map(({ message }) => message),
  }
}

const refusal = (path: string) =>
  readScriptSources([path]).then(
    () => expect.fail('read'),
    (error: unknown) => error,
  )

describe('files of writing programs', () => {
  it('of Word are page scripts by their headings, and their bold names no emphasis', async () => {
    expect(await read(join(FIXTURES, 'quay-pages.docx'))).toEqual({
      kind: 'script',
      paragraphs: [],
      panels: [
        [
          'A ticket office by lamplight. Nell Vane counts coins.',
          'speech null: The last ferry left at six.',
          'whisper NELL: She *always* comes back.',
        ],
        ['The clock. It has stopped.', 'speech NELL: Six o’clock.'],
        ['The harbour in the storm.'],
      ],
      told: [],
    })
  })

  it('of Word are prose, with the emphasis in it', async () => {
    const { kind, paragraphs } = await read(join(FIXTURES, 'quay-story.docx'))
    expect(kind).toBe('prose')
    expect(paragraphs).toEqual([
      'Nell walked down the slipway with a parcel under her arm. Rain ran off her hat and down her neck.',
      '“You are *early*,” said Tom.',
      'She put the parcel down between them and said nothing at all.',
    ])
  })

  it('of OpenDocument programs are read as those of Word', async () => {
    expect(await read(join(FIXTURES, 'quay-pages.odt'))).toMatchObject({
      kind: 'script',
      panels: [
        ['Nell waits under the clock.', 'speech NELL: She *always* comes back.'],
        ['The clock.', 'speech null: TOCK'],
      ],
    })
  })

  it('of Final Draft are screenplays; their notes and title page stay out', async () => {
    expect(await read(join(FIXTURES, 'quay.fdx'))).toEqual({
      kind: 'fountain',
      paragraphs: [],
      panels: [
        [
          'A ticket office by lamplight. Nell Vane counts coins & buttons.',
          'speech Nell: She is *always* gone.',
          'whisper TOM: Is she?',
          'speech NELL: Hush.',
        ],
        ['DARKNESS'],
        ['The harbour in the storm.'],
      ],
      told: ['Its title page is left out.', 'Its script notes are left out.'],
    })
  })

  it('keep tracked deletions, hidden words and field codes out, write small capitals large, and tell what is left out', async () => {
    const styles = `<w:styles ${W}><w:style w:styleId="Cue"><w:name w:val="Cue"/><w:rPr><w:caps/></w:rPr></w:style></w:styles>`
    const path = await zipped('tracked.docx', {
      'word/document.xml': wordText(
        `${paragraph('PAGE ONE')}${paragraph('Panel 1')}${paragraph('Nell <w:x/>waits.')}
         <w:p><w:pPr><w:pStyle w:val="Cue"/></w:pPr><w:r><w:t>Nell</w:t></w:r></w:p>
         <w:p><w:r><w:t>Come </w:t></w:r><w:del><w:r><w:t>not </w:t></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>
         <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>back.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`,
      ),
      'word/styles.xml': styles,
      'word/vbaProject.bin': 'macro',
    })
    expect(await read(path)).toMatchObject({
      panels: [['Nell waits.', 'speech NELL: Come back.']],
      told: ['Its macros are not looked at.', 'Its footnotes are left out.'],
    })
  })
})

describe('hostile and broken files', () => {
  it.each([
    ['a document type', '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', /document type/],
    ['an external entity', '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', /document type/],
  ])('are refused: %s', async (_, head, message) => {
    const text = wordText(paragraph('&b;')).replace('?>', `?>${head}`)
    const word = await zipped('entities.docx', { 'word/document.xml': text })
    expect(await refusal(word)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(message) })
    const draft = put('entities.fdx', `<?xml version="1.0"?>${head}<FinalDraft/>`)
    expect(await refusal(draft)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(message) })
  })

  it('are refused: text that unpacks beyond measure', async () => {
    const bomb = await zipped('bomb.docx', { 'word/document.xml': Buffer.alloc(60_000_000, 32) })
    expect(await refusal(bomb)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('57 MB') })
  })

  it('are refused: elements within one another without end, and XML that breaks off', async () => {
    const deep = await zipped('deep.docx', { 'word/document.xml': wordText('<w:p>'.repeat(5000)) })
    expect(await refusal(deep)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('200 elements') })
    const broken = await zipped('broken.docx', { 'word/document.xml': '<w:document><w:p' })
    expect(await refusal(broken)).toMatchObject({ code: 'BAD_INPUT', message: 'This is no well-formed XML.' })
  })

  it('are refused: a name that leads out of the folder, with nothing written', async () => {
    const good = await zipped('slip.docx', { 'aa/aa/aa.xml': 'x', 'word/document.xml': wordText(paragraph('Nell.')) })
    const bytes = Buffer.from(
      readFileSync(good).toString('latin1').replaceAll('aa/aa/aa.xml', '../../aa.xml'),
      'latin1',
    )
    const before = readdirSync(folder)
    expect(await refusal(put('slip.docx', bytes))).toMatchObject({
      code: 'BAD_INPUT',
      message: '“../../aa.xml” in it would lie outside the folder it is unpacked in.',
    })
    expect(readdirSync(folder)).toEqual(before)
  })

  it.each([
    ['an absolute name', 'aa/aa/aa.xml', '/aaaaaa.xml'.padEnd(12, 'x').slice(0, 12)],
    ['a drive', 'aa/aa/aa.xml', 'C:/aa/aa.xml'],
    ['backslashes that lead out', 'aa/aa/aa.xml', '..\\..\\aa.xml'],
  ])('are refused: %s in a workbook or text, with nothing written', async (_, name, hostile) => {
    expect(hostile).toHaveLength(name.length)
    const good = await zipped('name.docx', { [name]: 'x', 'word/document.xml': wordText(paragraph('Nell.')) })
    const bytes = Buffer.from(readFileSync(good).toString('latin1').replaceAll(name, hostile), 'latin1')
    const before = readdirSync(folder)
    expect(await refusal(put('name.docx', bytes))).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('outside the folder'),
    })
    expect(readdirSync(folder)).toEqual(before)
  })

  it('are refused: more files than any document has, and one that says it is smaller than it is', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`word/media/${at}`, 'x']))
    const crowd = await zipped('crowd.docx', { ...many, 'word/document.xml': wordText(paragraph('Nell.')) })
    expect(await refusal(crowd)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('5000 files') })
    const text = wordText(paragraph('Nell.'.repeat(200)))
    const whole = readFileSync(await zipped('lying.docx', { 'word/document.xml': text }))
    const size = Buffer.alloc(4)
    size.writeUInt32LE(Buffer.byteLength(text))
    const less = Buffer.alloc(4)
    less.writeUInt32LE(10)
    const lying = Buffer.from(
      whole.toString('latin1').replaceAll(size.toString('latin1'), less.toString('latin1')),
      'latin1',
    )
    expect(await refusal(put('lying.docx', lying))).toMatchObject({ code: 'BAD_INPUT' })
  })

  it('keep their insides closed: a zip and a program within a document are never looked at', async () => {
    const inner = readFileSync(await zipped('inner.zip', { 'bomb.xml': Buffer.alloc(60_000_000, 32) }))
    const path = await zipped('outer.docm', {
      'word/document.xml': wordText(paragraph('Nell waits at the quay.')),
      'word/embeddings/inner.zip': inner,
      'word/embeddings/run.exe': 'MZ',
      'word/vbaProject.bin': 'macro',
    })
    const before = readdirSync(folder)
    expect(await read(path)).toMatchObject({
      paragraphs: ['Nell waits at the quay.'],
      told: expect.arrayContaining(['Its macros are not looked at.']),
    })
    expect(readdirSync(folder)).toEqual(before)
  })

  it('are refused: a workbook whose sheet unpacks beyond measure, or names an entity', async () => {
    const parts = { 'xl/_rels/workbook.xml.rels': '<Relationships/>', 'xl/worksheets/sheet1.xml': '<worksheet/>' }
    const bomb = await zipped('bomb.xlsx', {
      ...parts,
      'xl/workbook.xml': '<workbook/>',
      'xl/sharedStrings.xml': Buffer.alloc(60_000_000, 32),
    })
    expect(await refusal(bomb)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('57 MB') })
    const entity = await zipped('entity.xlsx', {
      ...parts,
      'xl/workbook.xml': '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>',
    })
    expect(await refusal(entity)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/document type/) })
  })

  it('are refused: a zip that is cut off, one with a password, and one that holds no script', async () => {
    const whole = await zipped('whole.docx', { 'word/document.xml': wordText(paragraph('Nell.')) })
    const bytes = readFileSync(whole)
    const cut = put('cut.docx', bytes.subarray(0, bytes.length - 40))
    expect(await refusal(cut)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('damaged') })
    const locked = Buffer.from(bytes)
    for (const [mark, at] of [
      ['PK\u0003\u0004', 6],
      ['PK\u0001\u0002', 8],
    ] as const) {
      const start = locked.indexOf(mark, 0, 'latin1')
      locked[start + at] = locked[start + at]! | 1
    }
    expect(await refusal(put('locked.docx', locked))).toMatchObject({
      code: 'BAD_INPUT',
      message: 'This is encrypted and cannot be read.',
    })
    const other = await zipped('other.zip', { 'script.docx': bytes })
    expect(await refusal(other)).toMatchObject({ code: 'BAD_INPUT', remedy: expect.stringContaining('Unpack it') })
    const pages = await zipped('story.pages', { 'Index/Document.iwa': 'x' })
    expect(await refusal(pages)).toMatchObject({ code: 'BAD_INPUT', remedy: expect.stringContaining('.docx') })
  })

  it.each([
    ['old.doc', '\u00d0\u00cf\u0011\u00e0\u00a1', /old Word or Excel file, or one with a password/],
    ['story.rtf', '{\\rtf1\\ansi', /RTF/],
    ['story.pdf', '%PDF-1.7', /PDF/],
  ])('are named for what they are: %s', async (name, start, message) => {
    const error = await refusal(put(name, Buffer.from(start, 'latin1')))
    expect(error).toMatchObject({ message: expect.stringMatching(message), remedy: expect.stringContaining('.docx') })
  })
})
