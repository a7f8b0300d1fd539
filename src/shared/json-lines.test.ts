import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLines } from './json-lines.ts'

test('every key has the line it stands on', () => {
  const lines = jsonLines(
    '{\n  "id": "a: b, {",\n  "rough": {\n    "tint": "#fff"\n  },\n  "list": [1,\n 2, {"deep": null}]\n}',
  )
  expect(Object.fromEntries(lines)).toMatchObject({ id: 2, rough: 3, 'rough.tint': 4, list: 6, 'list.2.deep': 7 })
})

test('no value of any JSON text is without a line', () => {
  const pathsOf = (value: unknown, path: string[]): string[] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => [[...path, key].join('.'), ...pathsOf(inner, [...path, key])])
      : []
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (object, indent) => {
      const lines = jsonLines(JSON.stringify(object, null, indent))
      for (const path of pathsOf(object, [])) if (!/^\d+$|\.\d+$/.test(path)) expect(lines.has(path), path).toBe(true)
    }),
  )
})
