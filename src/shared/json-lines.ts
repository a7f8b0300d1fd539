/**
 * Where each value of a JSON text stands: its path (`rough.tint`, `''` for the whole) to the line of its key, from 1.
 * @param text valid JSON
 */
export function jsonLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  const open: { index: number | null; key: string | null }[] = []
  let line = 1
  const path = () =>
    open
      .map(({ index, key }) => (index === null ? key : String(index)))
      .filter((part) => part !== null)
      .join('.')
  lines.set('', 1)
  for (const [token, name] of text.matchAll(/\n|"((?:[^"\\]|\\.)*)"(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const inner = open.at(-1)
    if (token === '\n') line++
    else if (token === '{') open.push({ index: null, key: null })
    else if (token === '[') open.push({ index: 0, key: null })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && inner && inner.index !== null) inner.index++
    else if (name !== undefined && inner) inner.key = JSON.parse(`"${name}"`)
    if (!lines.has(path())) lines.set(path(), line)
  }
  return lines
}
