import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { languageOf } from './csv-table.ts'
import { type LetteringTable, PLACE_COLUMNS, type TableCell, type TableRow } from './lettering-table.ts'

const rowSchema = z.object({
  id: z.string().default(''),
  chapter: z.union([z.string(), z.number()]).nullish(),
  scene: z.union([z.string(), z.number()]).nullish(),
  panel: z.union([z.string(), z.number()]).nullish(),
  kind: z.string().nullish(),
  speaker: z.string().nullish(),
  own: z.string().nullish(),
  texts: z.record(z.string(), z.union([z.string(), z.object({ text: z.string(), state: z.string().default('') })])),
})
const tableSchema = z.object({
  kind: z.literal('panelwright-lettering'),
  language: z.string(),
  rows: z.array(rowSchema),
})

/** The table as JSON, one row a line, so that a line of the file is a text of the book. */
export function jsonOf(rows: readonly TableRow[], own: string): string {
  const lines = rows.map(({ fileLine: _, cells, ...row }) =>
    JSON.stringify({ ...row, texts: Object.fromEntries(cells) }),
  )
  return `{"kind":"panelwright-lettering","language":${JSON.stringify(own)},"rows":[\n${lines.join(',\n')}\n]}\n`
}

/** @throws AppError BAD_INPUT for what is no such table, with the line where there is one */
export function readJson(text: string, file: string, own: string): LetteringTable {
  const parsed = tableSchema.safeParse(parseJson(text, file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw noTable(file, 1, `${issue!.path.join('.') || 'It'}: ${issue!.message}.`)
  }
  const { rows, language } = parsed.data
  if (language !== own) {
    throw noTable(file, 1, `It is about a book in ${language}, and this one is in ${own}.`)
  }
  const languages = new Set<string>()
  const lines = lineOfEach(text, rows)
  const read = rows.map((row, index): TableRow => {
    const cells = Object.entries(row.texts).map(([heading, cell]): [string, TableCell] => {
      const code = languageOf(heading) ?? heading
      languages.add(code)
      return [code, typeof cell === 'string' ? { text: cell, state: '' } : cell]
    })
    const place = Object.fromEntries(PLACE_COLUMNS.map((column) => [column, String(row[column] ?? '').trim()]))
    return {
      ...(place as Pick<TableRow, (typeof PLACE_COLUMNS)[number]>),
      fileLine: lines[index]!,
      own: row.own ?? null,
      cells: new Map(cells),
    }
  })
  return { rows: read, languages: [...languages], diagnostics: [] }
}

/** Where each row's id stands in the file. */
function lineOfEach(text: string, rows: readonly { id: string }[]): number[] {
  let [from, line] = [0, 1]
  return rows.map(({ id }) => {
    const at = id === '' ? -1 : text.indexOf(JSON.stringify(id), from)
    if (at < 0) return 0
    line += text.slice(from, at).split('\n').length - 1
    from = at
    return line
  })
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? []
    const line = position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length
    throw noTable(file, line, 'It is not valid JSON.')
  }
}

function noTable(file: string, line: number, reason: string): AppError {
  return new AppError('BAD_INPUT', `This is no table of lettering. ${reason}`, {
    place: { file, line },
    remedy: 'Write one out with: panelwright lettering export <project> <file>; nothing was taken over.',
  })
}
