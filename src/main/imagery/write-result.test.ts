import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAPTER, chapterOf, LOCATION, locationOf, type ReadFile } from './test-imagery.ts'
import { type ResultRecord, writeResult } from './write-result.ts'
import { plainValue, valueAt } from './yaml/node.ts'

const RECORD: ResultRecord = {
  generated_at: '2026-01-02T03:04:05.000Z',
  file_name: 'low-water-01.png',
  file_path: 'generated/chapters/ch01-low-water/low-water-01.png',
  provider: 'openai',
  model: 'gpt-image-2',
  provider_metadata: { task_key: 'a@b', note: 'with "quotes", a # and: a colon' },
}

function written({ text, root, file }: ReadFile, id: string, record = RECORD): string {
  const target = file.targets.find((each) => each.id === id)!
  const result = writeResult(text, root, target, record)
  if (!result.ok) throw new Error(result.why)
  return result.text
}

/** Lines that differ, as `-` and `+`. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (old[start] === now[start] && start < old.length) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
  ]
}

describe('a result in a chapter', () => {
  test('changes the values of its fields and nothing else', () => {
    expect(difference(CHAPTER, written(chapterOf(), 'low-water-01'))).toEqual([
      '-    generated_at: null   # when',
      '-    file_name: null',
      '-    file_path: null',
      '-    provider: null',
      '-    model: null',
      '-    provider_metadata: {}',
      '+    generated_at: "2026-01-02T03:04:05.000Z"   # when',
      '+    file_name: "low-water-01.png"',
      '+    file_path: "generated/chapters/ch01-low-water/low-water-01.png"',
      '+    provider: "openai"',
      '+    model: "gpt-image-2"',
      '+    provider_metadata: {task_key: "a@b", note: "with \\"quotes\\", a # and: a colon"}',
    ])
  })

  test('adds the fields that are not there, at the end of its picture, without a last line break', () => {
    const after = written(chapterOf(), 'low-water-02')
    expect(difference(CHAPTER, after)).toEqual([
      '-    file_path: ~',
      '+    file_path: "generated/chapters/ch01-low-water/low-water-01.png"',
      '+    generated_at: "2026-01-02T03:04:05.000Z"',
      '+    file_name: "low-water-01.png"',
      '+    provider: "openai"',
      '+    model: "gpt-image-2"',
      '+    provider_metadata: {task_key: "a@b", note: "with \\"quotes\\", a # and: a colon"}',
    ])
    expect(after.endsWith('\n')).toBe(false)
  })

  test('written twice is the same as written once', () => {
    const once = written(chapterOf(), 'low-water-01')
    expect(written(chapterOf(once), 'low-water-01')).toBe(once)
  })

  test('takes the place of an older one, whatever form that has', () => {
    const old = CHAPTER.replace(
      'provider_metadata: {}',
      'provider_metadata:  # of the night\n      seed: 7\n      run: |\n        a\n        b',
    )
    const after = written(chapterOf(old), 'low-water-01')
    expect(after).toContain(
      '    provider_metadata: {task_key: "a@b", note: "with \\"quotes\\", a # and: a colon"}  # of the night\n\n',
    )
    expect(after).not.toContain('seed')
  })

  test('keeps CRLF', () => {
    const after = written(chapterOf(CHAPTER.replaceAll('\n', '\r\n')), 'low-water-02')
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('is refused where another value refers to the one that would change', () => {
    const shared = CHAPTER.replace('file_path: null', 'file_path: &path null').replace(
      'file_path: ~',
      'file_path: *path',
    )
    const { text, root, file } = chapterOf(shared)
    expect(writeResult(text, root, file.targets[0]!, RECORD)).toMatchObject({ ok: false })
    // The alias itself can give way.
    expect(writeResult(text, root, file.targets[1]!, RECORD)).toMatchObject({ ok: true })
  })
})

describe('a result of a place', () => {
  test('makes an empty list a list of one, indented as the lists of the file are', () => {
    expect(difference(LOCATION, written(locationOf(), 'steps')).slice(0, 4)).toEqual([
      '-  generated_images: []',
      '+  generated_images:',
      '+  - generated_at: "2026-01-02T03:04:05.000Z"',
      '+    file_name: "low-water-01.png"',
    ])
  })

  test('adds the list as the last key where there is none', () => {
    const after = written(locationOf(), 'crane-close')
    expect(after).toContain(
      '    prompt: A hook, huge.\n    generated_images:\n    - generated_at: "2026-01-02T03:04:05.000Z"\n      file_name:',
    )
    expect(after).toContain('\n  - image_slug: crane-far\n')
  })

  test.each([
    ['a comment behind the empty list', '[]  # results', '  generated_images:  # results\n  - generated_at:'],
    [
      'a comment above the empty list',
      '\n    # none yet\n    []',
      '  generated_images:\n    # none yet\n  - generated_at:',
    ],
    ['nothing behind the key', '', '  generated_images:\n  - generated_at:'],
    ['null', 'null', '  generated_images:\n  - generated_at:'],
    ['results in brackets', '[{file_path: x.png}]', '  generated_images: [{file_path: x.png}, {generated_at: "2026'],
    [
      'results in lines',
      '\n    - file_path: x.png  # old',
      '\n    - file_path: x.png  # old\n    - generated_at: "2026',
    ],
  ])('goes on from %s', (_, value, wanted) => {
    const text = LOCATION.replace(
      'water.\n  generated_images: []',
      `water.\n  generated_images: ${value}`.replace(/ \n/, '\n').trimEnd(),
    )
    expect(written(locationOf(text), 'steps')).toContain(wanted)
  })

  test('brings the entry of the same file up to date instead of adding one', () => {
    const once = written(locationOf(), 'steps')
    const again = written(locationOf(once), 'steps', { ...RECORD, model: 'gpt-image-3' })
    expect(difference(once, again)).toEqual(['-    model: "gpt-image-2"', '+    model: "gpt-image-3"'])
  })
})

/** Pictures written in whatever way YAML allows, with comments wherever they may stand. */
const comment = fc.constantFrom('', '  # a note', '   #: "x"')
const scalar = fc.oneof(
  fc.constantFrom(
    'null',
    '~',
    '',
    '"old.png"',
    "'it''s'",
    'plain: no'.replace(':', ''),
    '{}',
    '[]',
    '{a: [1, {b: "c"}]}',
    '"two\n\n      lines"',
  ),
  fc.constantFrom(
    '|\n      text\n\n      more',
    '|-\n      # no comment',
    '>\n      folded\n      text',
    '\n      seed: 1\n      more: [x]',
    '\n      - x\n      - y: 1',
  ),
)
const line = fc.record({
  key: fc.constantFrom(
    'generated_at',
    'file_name',
    'file_path',
    'provider',
    'model',
    'provider_metadata',
    'title',
    'tags',
    'custom',
  ),
  value: scalar,
  comment,
})
const picture = fc.uniqueArray(line, { selector: ({ key }) => key, maxLength: 9 })
const gap = fc.constantFrom('', '\n', '\n  # between\n', '\n\n')

function render(
  pictures: { key: string; value: string; comment: string }[][],
  gaps: string[],
  eol: string,
  end: string,
): string {
  const body = pictures.map((fields, at) => {
    const lines = fields.map(({ key, value, comment }) => {
      const isBlock = value.startsWith('|') || value.startsWith('>') || value.startsWith('\n')
      return `    ${key}:${value === '' || value.startsWith('\n') ? value : ` ${value}`}${isBlock ? '' : comment}`
    })
    return [`  - custom_id: p${at}`, ...lines].join('\n') + (gaps[at] ?? '')
  })
  return `# head\nmetadata: {slug: "x"}\nimages:\n${body.join('\n')}${end}`.replaceAll('\n', eol)
}

test('whatever a file looks like, only the values of one picture change, and all others stay to the letter', () => {
  let checked = 0
  fc.assert(
    fc.property(
      fc.array(picture, { minLength: 1, maxLength: 4 }),
      fc.array(gap, { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\n', '\n\n', '\n# end'),
      fc.nat(),
      (pictures, gaps, eol, end, which) => {
        const text = render(pictures, gaps, eol, end)
        const read = chapterOf(text)
        const index = which % pictures.length
        const result = writeResult(text, read.root, read.file.targets[index]!, RECORD)
        if (!result.ok) throw new Error(`${result.why}:\n${text}`)
        const after = chapterOf(result.text)
        const expected = plainValue(read.root) as { images: Record<string, unknown>[] }
        expected.images[index] = { ...expected.images[index], ...RECORD }
        expect(plainValue(after.root)).toEqual(expected)
        // Every line that is not one of the picture's own outputs is there as it was, in its order.
        const map = valueAt(read.root, 'images')!
        const node = map.kind === 'list' ? map.items[index]! : map
        expect(result.text.startsWith(text.slice(0, node.start))).toBe(true)
        expect(
          result.text.endsWith(text.slice(text.indexOf(eol, node.end) < 0 ? text.length : text.indexOf(eol, node.end))),
        ).toBe(true)
        for (const note of text.match(/# (?:a note|between|head|end)/g) ?? []) expect(result.text).toContain(note)
        expect((result.text.match(/#/g) ?? []).length).toBeGreaterThanOrEqual(
          (text.match(/# (?:a note|between|head|end)/g) ?? []).length,
        )
        if (eol === '\r\n') expect(result.text.replaceAll('\r\n', '')).not.toMatch(/\n/)
        const again = writeResult(result.text, after.root, after.file.targets[index]!, RECORD)
        expect(again).toEqual({ ok: true, text: result.text })
        checked++
      },
    ),
    { numRuns: 600 },
  )
  expect(checked).toBeGreaterThan(500)
})
