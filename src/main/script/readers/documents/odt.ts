import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { DocumentText } from './document-text.ts'
import type { ReadDocument } from './read-document.ts'
import { readXml } from './read-xml.ts'
import type { Unzipped } from './unzip.ts'

const PREFIXES = {
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
}

interface TextStyle {
  strong: boolean
  slanted: boolean
  caps: boolean
}

const PLAIN: TextStyle = { strong: false, slanted: false, caps: false }
const LEFT_OUT = /^(?:text:tracked-changes|office:annotation|text:note|text:sequence-decls|office:forms)$/

/** Reads an OpenDocument text; tracked deletions, comments and footnotes stay out. */
export function readOdt({ names, parts }: Unzipped, file: string): ReadDocument {
  const main = parts.get('content.xml')
  if (!main) throw new AppError('BAD_INPUT', said`This OpenDocument file has no text in it.`, { place: { file } })
  refuseEncrypted(parts.get('META-INF/manifest.xml'), file)
  const styles = new Map<string, TextStyle>()
  const named = parts.get('styles.xml')
  if (named) readStyles(named, file, styles)
  readStyles(main, file, styles)

  const text = new DocumentText()
  const seen = { footnotes: 0, tables: 0 }
  const open: TextStyle[] = []
  let level = 0
  let skip = 0
  let paragraphs = 0
  const style = () => open.at(-1) ?? PLAIN
  readXml(main, file, PREFIXES, {
    open(name, attribute) {
      if (name === 'text:note') seen.footnotes++
      if (skip > 0 || LEFT_OUT.test(name)) skip++
      if (skip > 0) return
      if (name === 'text:p' || name === 'text:h') {
        paragraphs++
        level = name === 'text:h' ? Number(attribute('text:outline-level') ?? 1) || 1 : 0
        open.push(styles.get(attribute('text:style-name') ?? '') ?? PLAIN)
      } else if (name === 'text:span') open.push({ ...style(), ...styles.get(attribute('text:style-name') ?? '') })
      else if (name === 'text:s') text.add(' '.repeat(Math.min(80, Number(attribute('text:c') ?? 1) || 1)), style())
      else if (name === 'text:tab') text.add('\t', style())
      else if (name === 'text:line-break') text.add('\n', style())
      else if (name === 'table:table') seen.tables++
    },
    close(name) {
      if (skip > 0) {
        skip--
        return
      }
      if (name === 'text:span') open.pop()
      if (name !== 'text:p' && name !== 'text:h') return
      open.pop()
      paragraphs--
      text.endParagraph(level)
    },
    text(words) {
      if (skip > 0 || paragraphs === 0) return
      // White space of the file itself is one space; more of it stands in elements of its own.
      const flowing = words.replace(/[\s\n]+/g, ' ')
      text.add(style().caps ? flowing.toUpperCase() : flowing, style())
    },
  })
  return {
    lines: text.lines,
    told: [
      ...(names.some((name) => /^(?:Basic|Scripts)\/./.test(name)) ? [said`Its macros are not looked at.`] : []),
      ...(seen.footnotes > 0 ? [said`Its footnotes are left out.`] : []),
      ...(seen.tables > 0 ? [said`Its tables are read cell by cell, row after row.`] : []),
    ],
  }
}

function refuseEncrypted(manifest: Uint8Array | undefined, file: string): void {
  if (!manifest) return
  let encrypted = false
  readXml(manifest, file, PREFIXES, {
    open(name) {
      encrypted ||= name === 'manifest:encryption-data'
    },
    close() {},
    text() {},
  })
  if (!encrypted) return
  throw new AppError('BAD_INPUT', said`This is encrypted and cannot be read.`, {
    remedy: said`Save it without a password and import that file.`,
    place: { file },
  })
}

function readStyles(part: Uint8Array, file: string, styles: Map<string, TextStyle>): void {
  let style: TextStyle | null = null
  readXml(part, file, PREFIXES, {
    open(name, attribute) {
      if (name === 'style:style') {
        style = { ...(styles.get(attribute('style:parent-style-name') ?? '') ?? PLAIN) }
        styles.set(attribute('style:name') ?? '', style)
      } else if (style !== null && name === 'style:text-properties') {
        const weight = attribute('fo:font-weight')
        const slant = attribute('fo:font-style')
        const caps = attribute('fo:text-transform')
        if (weight !== undefined) style.strong = weight === 'bold' || Number(weight) >= 600
        if (slant !== undefined) style.slanted = slant !== 'normal'
        if (caps !== undefined) style.caps = caps === 'uppercase'
      }
    },
    close(name) {
      if (name === 'style:style') style = null
    },
    text() {},
  })
}
