import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ScriptDocument } from '../../../../shared/domain/script.ts'
import { readScriptSources } from '../read-folder.ts'
import { readCsv } from './csv.ts'
import { readPromptTable } from './prompt-table.ts'

const read = (text: string) => readPromptTable(readCsv(text, 'p.csv'), 'p.csv')
const codes = (document: ScriptDocument) => document.diagnostics.map(({ code, line }) => [code, line])
const panelsOf = (document: ScriptDocument) =>
  document.chapters.flatMap(({ number, title, scenes }) =>
    scenes.flatMap((scene) =>
      scene.panels.map(({ prompt, shot, importance, lettering }) => ({
        at: [number, title, scene.title],
        prompt,
        shot,
        importance,
        said: lettering.map(({ kind, balloon, speakerName, text }) => `${kind} ${balloon} ${speakerName}: ${text}`),
      })),
    ),
  )
const fixture = async (name: string) =>
  (await readScriptSources([join(import.meta.dirname, '..', 'fixtures', name)])).documents[0]!

describe('a table of prompts', () => {
  it('of nothing but the names of its columns is refused, not taken for an empty script', () => {
    for (const text of ['prompt,speaker\n', 'My table,\n\nPicture,Speaker\n,\n']) {
      expect(() => read(text)).toThrow('Below the names of its columns this table is empty.')
    }
  })

  it('knows its columns by signs behind them, and in other languages', () => {
    const said = (text: string) => panelsOf(read(text)).map(({ prompt, said: lines }) => [prompt, ...lines])
    const expected = [['Q', 'dialogue speech Nell: Hi']]
    for (const text of [
      'Page #,Panel No.,Panel Description:,Character Name,Dialogue (max. 30 words)\n1,1,Q,Nell,Hi\n',
      'Seite;Panel;Beschreibung;Sprecher;Text\n1;1;Q;Nell;Hi\n',
      'Página\tViñeta\tDescripción\tPersonaje\tDiálogo\n1\t1\tQ\tNell\tHi\n',
      'ページ,コマ,内容,キャラ,セリフ\n1,1,Q,Nell,Hi\n',
    ]) {
      expect(said(text)).toEqual(expected)
      expect(codes(read(text))).toEqual([])
    }
  })

  it('takes how it is said from behind the name, and two pages for a spread', () => {
    const document = read('page,prompt,speaker,text\nx,S,,\n1,Q,NELL (OFF),Hi\n2-3,R,NELL (cont.),Ho\n')
    expect(panelsOf(document).map(({ said }) => said)).toEqual([
      [],
      ['dialogue off-panel NELL: Hi'],
      ['dialogue speech NELL: Ho'],
    ])
    expect(document.chapters[0]!.scenes[0]!.panels.map(({ begins }) => begins ?? null)).toEqual([
      null,
      'page',
      'spread',
    ])
    expect(codes(document)).toEqual([['page-unknown', 2]])
  })

  it('of Excel is read by the names of its columns, with what is wrong told by row and column', async () => {
    const document = await fixture('quay-panels.xlsx')
    expect(document.kind).toBe('table')
    expect(panelsOf(document)).toEqual([
      {
        at: ['1', '', 'The ferry office, evening'],
        prompt: 'A ticket office by lamplight.',
        shot: null,
        importance: 3,
        said: [],
      },
      {
        at: ['1', '', 'The ferry office, evening'],
        prompt: 'Nell counts coins behind the counter.',
        shot: null,
        importance: 2,
        said: ['caption speech null: The last ferry left at six.', 'dialogue speech Nell: She always comes back.'],
      },
      {
        at: ['1', '', 'The quay, night'],
        prompt: 'The harbour in the storm.',
        shot: null,
        importance: null,
        said: ['dialogue speech Tom: Nell! The rope!'],
      },
    ])
    expect(codes(document)).toEqual([
      ['sheets-left-out', 0],
      ['column-unknown', 2],
      ['importance-out-of-range', 6],
    ])
    expect(document.diagnostics.at(-1)!.message).toMatch(/^Row 6, column “Importance”: “9”/)
  })

  it('of text may have semicolons, quotes, and several rows for one panel', async () => {
    const document = await fixture('quay-table.csv')
    expect(panelsOf(document).map(({ at, shot, said }) => [at[1], shot, said])).toEqual([
      ['The Ferry', 'wide', ['dialogue whisper NELL: She always comes back, she says.']],
      ['The Ferry', 'close-up', ['sfx speech null: TOCK']],
      ['The Storm', null, ['dialogue speech TOM: Nell!']],
    ])
    expect(codes(document)).toEqual([
      ['column-unknown', 1],
      ['prompt-empty', 6],
      ['delivery-unknown', 7],
    ])
  })

  it('keeps a prompt that comes twice where that is meant, and leaves it out where nothing says so', () => {
    expect(codes(read('prompt\nThe sea.\nTHE  sea.\n'))).toEqual([['prompt-duplicate', 3]])
    expect(codes(read('page,prompt\n1,The sea.\n2,The sea.\n'))).toEqual([])
  })

  it('has pages where there is a column of them', () => {
    const document = read('page,prompt\n1,A.\n1,B.\n2,C.\nx,D.\n')
    const panels = document.chapters.flatMap(({ scenes }) => scenes.flatMap((scene) => scene.panels))
    expect(panels.map(({ begins }) => begins)).toEqual(['page', undefined, 'page', undefined])
    expect(codes(document)).toEqual([['page-unknown', 5]])
  })

  it('without a column of prompts, or with broken quotes, is refused with its line', () => {
    expect(() => read('picture name,words\na,b\n')).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining('“prompt”') }),
    )
    expect(() => read('prompt\nfine\n"open\n')).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', place: { file: 'p.csv', line: expect.any(Number) } }),
    )
  })

  it('tells a column that means the same as another, and one that is nearly known', () => {
    const { diagnostics } = read('prompt,Description,speeker\nA.,B.,C.\n')
    expect(diagnostics.map(({ code }) => code)).toEqual(['column-twice', 'column-unknown'])
    expect(diagnostics[1]!.remedy).toBe('Did you mean “speaker”?')
  })
})
