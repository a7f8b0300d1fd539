import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { isSceneHeading, readPageHeading, readPanelHeading } from '../page-headings.ts'
import { readLabelled } from '../script-lettering.ts'
import { DocumentText } from './document-text.ts'
import type { ReadDocument } from './read-document.ts'
import { readXml } from './read-xml.ts'

/** Paragraphs that stand close to the one above them. */
const SPOKEN = /^(?:parenthetical|dialogue|lyrics)$/

/** Reads a Final Draft script as Fountain. The title page, notes and what is only layout are left out. */
export function readFdx(bytes: Uint8Array, file: string): ReadDocument {
  const lines: string[] = []
  const seen = { root: '', title: false, notes: 0 }
  let skip = 0
  let type = ''
  let text: DocumentText | null = null
  let style = { strong: false, slanted: false }
  let inText = false
  readXml(
    bytes,
    file,
    {},
    {
      open(name, attribute) {
        if (seen.root === '') seen.root = name
        if (name === 'TitlePage') seen.title = true
        if (name === 'ScriptNote') seen.notes++
        const isOutside = /^(?:TitlePage|ScriptNote|HeaderAndFooter|SmartType|Macros|ListItems|DisplayBoards)$/.test(
          name,
        )
        if (skip > 0 || isOutside) skip++
        if (skip > 0) return
        // What speaks at the same time stands in a paragraph of its own, around two cues with their words.
        if (name === 'DualDialogue') text = null
        else if (name === 'Paragraph') {
          type = (attribute('Type') ?? 'General').toLowerCase()
          text = new DocumentText()
        } else if (name === 'Text') {
          const words = attribute('Style') ?? ''
          style = { strong: words.includes('Bold'), slanted: /Italic|Underline/.test(words) }
          inText = true
        }
      },
      close(name) {
        if (skip > 0) {
          skip--
          return
        }
        if (name === 'Text') inText = false
        if (name !== 'Paragraph' || text === null) return
        text.endParagraph(0)
        lines.push(...fountainLines(type, text.lines.join(' ').replace(/\s+/g, ' ').trim()))
        text = null
      },
      text(words) {
        if (skip === 0 && inText) text?.add(words, style)
      },
    },
  )
  if (seen.root !== 'FinalDraft') {
    throw new AppError('BAD_INPUT', said`This is no Final Draft script.`, { place: { file } })
  }
  return {
    lines: lines[0] === '' ? lines.slice(1) : lines,
    told: [
      ...(seen.title ? [said`Its title page is left out.`] : []),
      ...(seen.notes > 0 ? [said`Its script notes are left out.`] : []),
    ],
  }
}

function fountainLines(type: string, text: string): string[] {
  if (text === '') return []
  if (SPOKEN.test(type)) {
    if (type === 'parenthetical') return [/^\(.*\)$/.test(text) ? text : `(${text.replace(/^\(|\)$/g, '')})`]
    return [text]
  }
  if (type === 'scene heading') return ['', isSceneHeading(text) ? text : `.${text}`]
  if (type === 'character') return ['', /\p{Ll}/u.test(text.replace(/\(.*/, '')) ? `@${text}` : text]
  if (type === 'transition') return ['', `> ${text}`]
  if (type === 'new act' || type === 'end of act') return ['', `# ${text}`]
  if (readPageHeading(text) ?? readPanelHeading(text) ?? readLabelled(text)) return ['', text]
  // Paragraphs of comics templates say by their kind what they are.
  if (/^(?:caption|captions|narration)$/.test(type)) return ['', `CAPTION: ${text}`]
  if (/^(?:sfx|sound|sound effects?|sound fx)$/.test(type)) return ['', `SFX: ${text}`]
  // Action that Fountain would take for something else.
  return ['', isSceneHeading(text) || /^[!@.#>=~]/.test(text) || !/\p{Ll}/u.test(text) ? `!${text}` : text]
}
