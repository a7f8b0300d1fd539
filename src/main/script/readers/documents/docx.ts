import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { DocumentText } from './document-text.ts'
import type { ReadDocument } from './read-document.ts'
import { readXml } from './read-xml.ts'
import type { Unzipped } from './unzip.ts'

const PREFIXES = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
}

interface ParagraphStyle {
  /** 0 for none. */
  heading: number
  caps: boolean
  basedOn: string | null
}

const isOn = (value: string | undefined) => value === undefined || !/^(?:0|false|off|none)$/.test(value)

/** Reads a Word document; tracked deletions and what is hidden stay out. */
export function readDocx({ names, parts }: Unzipped, file: string): ReadDocument {
  const main = parts.get('word/document.xml')
  if (!main) throw new AppError('BAD_INPUT', said`This Word file has no text in it.`, { place: { file } })
  const stylesPart = parts.get('word/styles.xml')
  const styles = stylesPart ? readStyles(stylesPart, file) : new Map<string, ParagraphStyle>()
  const text = new DocumentText()
  const seen = { footnotes: 0, numbered: 0, tables: 0 }
  let skip = 0
  let paragraph = { heading: 0, caps: false }
  let run = { strong: false, slanted: false, caps: false, hidden: false }
  let within = ''
  readXml(main, file, PREFIXES, {
    open(name, attribute) {
      if (skip > 0 || /^(?:w:del|w:moveFrom|mc:Fallback|w:instrText|w:pPrChange|w:rPrChange)$/.test(name)) skip++
      if (skip > 0) return
      const value = () => attribute('w:val')
      switch (name) {
        case 'w:p':
          paragraph = { heading: 0, caps: false }
          return
        case 'w:r':
          run = { strong: false, slanted: false, caps: paragraph.caps, hidden: false }
          within = 'run'
          return
        case 'w:pPr':
          within = 'paragraph'
          return
        case 'w:pStyle':
          paragraph = styleOf(styles, value() ?? '')
          return
        case 'w:outlineLvl':
          if (within === 'paragraph' && Number(value()) < 6) paragraph.heading = Number(value()) + 1
          return
        case 'w:numPr':
          seen.numbered++
          return
        case 'w:b':
          if (within === 'run') run.strong = isOn(value())
          return
        case 'w:i':
          if (within === 'run') run.slanted = isOn(value())
          return
        case 'w:caps':
          if (within === 'run') run.caps = isOn(value())
          return
        case 'w:vanish':
          if (within === 'run') run.hidden = isOn(value())
          return
        case 'w:t':
          within = 'text'
          return
        case 'w:tab':
          if (within === 'run') text.add('\t', run)
          return
        case 'w:br':
        case 'w:cr':
          text.add('\n', run)
          return
        case 'w:noBreakHyphen':
          text.add('-', run)
          return
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          seen.footnotes++
          return
        case 'w:tbl':
          seen.tables++
      }
    },
    close(name) {
      if (skip > 0) {
        skip--
        return
      }
      if (name === 'w:t') within = 'run'
      else if (name === 'w:pPr' || name === 'w:r') within = ''
      else if (name === 'w:p') text.endParagraph(paragraph.heading)
    },
    text(words) {
      if (skip > 0 || within !== 'text' || run.hidden) return
      text.add(run.caps ? words.toUpperCase() : words, run)
    },
  })
  return {
    lines: text.lines,
    told: [
      ...(names.some((name) => /vbaProject|\/activeX\//i.test(name)) ? [said`Its macros are not looked at.`] : []),
      ...(seen.footnotes > 0 ? [said`Its footnotes are left out.`] : []),
      ...(seen.numbered > 0
        ? [said`Numbers that Word writes by itself before its lists are not part of the text.`]
        : []),
      ...(seen.tables > 0 ? [said`Its tables are read cell by cell, row after row.`] : []),
    ],
  }
}

function readStyles(part: Uint8Array, file: string): Map<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>()
  let style: ParagraphStyle | null = null
  readXml(part, file, PREFIXES, {
    open(name, attribute) {
      const value = attribute('w:val')
      if (name === 'w:style') {
        style = { heading: 0, caps: false, basedOn: null }
        styles.set(attribute('w:styleId') ?? '', style)
      } else if (style === null) return
      else if (name === 'w:name') {
        const level = /^heading (\d)$/i.exec(value ?? '')?.[1]
        style.heading = level === undefined ? (/^title$/i.test(value ?? '') ? 1 : 0) : Number(level)
      } else if (name === 'w:basedOn') style.basedOn = value ?? null
      else if (name === 'w:caps') style.caps = isOn(value)
      else if (name === 'w:outlineLvl' && Number(value) < 6) style.heading ||= Number(value) + 1
    },
    close(name) {
      if (name === 'w:style') style = null
    },
    text() {},
  })
  return styles
}

/** A style with what it takes over from those it is based on. */
function styleOf(styles: ReadonlyMap<string, ParagraphStyle>, id: string): { heading: number; caps: boolean } {
  const found = { heading: 0, caps: false }
  let style = styles.get(id)
  for (let depth = 0; style !== undefined && depth < 20; depth++) {
    found.heading ||= style.heading
    found.caps ||= style.caps
    style = style.basedOn === null ? undefined : styles.get(style.basedOn)
  }
  return found
}
