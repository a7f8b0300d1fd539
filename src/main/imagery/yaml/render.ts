import type { PlainValue } from './node.ts'

const PLAIN_KEY = /^[a-z][a-z0-9_]*$/
const NOT_PRINTED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g

/** A value in one line of YAML; texts always in double quotes, so that nothing in them means anything. */
export function renderFlow(value: PlainValue): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (Array.isArray(value)) return `[${value.map(renderFlow).join(', ')}]`
  const entries = Object.entries(value).map(
    ([key, inner]) => `${PLAIN_KEY.test(key) && !RESERVED.has(key) ? key : quoted(key)}: ${renderFlow(inner)}`,
  )
  return `{${entries.join(', ')}}`
}

const RESERVED = new Set(['null', 'true', 'false'])

function quoted(text: string): string {
  return JSON.stringify(text).replace(NOT_PRINTED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
