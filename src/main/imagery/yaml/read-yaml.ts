import { said } from '../../../shared/said/said.ts'
import { type Fault, findFaults } from './faults.ts'
import { readFullYaml } from './full-reader.ts'
import type { YamlNode } from './node.ts'
import { readUsualYaml } from './usual-reader.ts'

/** What authors write comes to a few hundred kilobytes at most. */
export const MOST_BYTES = 4_000_000
/** The full reader takes a hundred times a file's size in memory. */
const MOST_SIGNS_IN_FULL = 1_500_000

export type YamlRead = { ok: true; root: YamlNode } | { ok: false; faults: Fault[] }

/**
 * Reads one YAML 1.2 document, strictly: a file with any error is unreadable as a whole, because a mended tree may say
 * something else than its author meant.
 *
 * @param bytes of the file; UTF-8
 */
export function readYaml(bytes: Uint8Array): YamlRead & { text: string } {
  const text = decode(bytes)
  if (text === null) return { ok: false, text: '', faults: [notUtf8(bytes)] }
  return { ...readYamlText(text), text }
}

export function readYamlText(text: string): YamlRead {
  const usual = readUsualYaml(text)
  if (usual !== null) return usual.kind === 'map' ? { ok: true, root: usual } : { ok: false, faults: [NO_KEYS] }
  if (text.trim() === '') return { ok: false, faults: [EMPTY] }
  if (text.length > MOST_SIGNS_IN_FULL) {
    const faults = findFaults(text, [])
    return { ok: false, faults: faults.length > 0 ? faults : [TOO_LARGE] }
  }
  const full = readFullYaml(text)
  if (!full.ok) return { ok: false, faults: findFaults(text, full.errors) }
  return full.root.kind === 'map' ? full : { ok: false, faults: [NO_KEYS] }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes)
  } catch {
    return null
  }
}

/** Where the first sign stands that is none in UTF-8. */
function notUtf8(bytes: Uint8Array): Fault {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\ufffd', 1)[0]!
  const lines = before.split('\n')
  return {
    line: lines.length,
    column: lines.at(-1)!.length + 1,
    message: said`the file is not UTF-8 text`,
    remedy: said`Save it as UTF-8.`,
  }
}
const EMPTY: Fault = { line: 1, column: 1, message: said`the file is empty`, remedy: said`Fill it in, or delete it.` }
const NO_KEYS: Fault = {
  line: 1,
  column: 1,
  message: said`the file has no keys at its top level`,
  remedy: said`Begin with metadata: and what belongs to it.`,
}
const TOO_LARGE: Fault = {
  line: 1,
  column: 1,
  message: said`the file is very large and not written as imagery files are`,
  remedy: said`Split it by chapter or place.`,
}
