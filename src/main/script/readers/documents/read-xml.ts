import { Parser } from 'saxen'
import { AppError } from '../../../../shared/errors.ts'
import { said } from '../../../../shared/said/said.ts'
import { decodeText } from '../decode-text.ts'

/** Called in the order of the file. Names carry the prefixes given, whatever the file writes; attributes likewise. */
export interface XmlSink {
  open(name: string, attribute: (name: string) => string | undefined): void
  close(name: string): void
  text(text: string): void
}

/** Elements within one another; real files have about twenty. */
const DEEPEST = 200

/**
 * Reads one part of a document. Nothing outside it is ever fetched: a document type, and with it every entity that a
 * file could declare, is refused.
 *
 * @param prefixes by namespace; empty for files that use none
 * @throws AppError BAD_INPUT for anything that is no well-formed XML
 */
export function readXml(bytes: Uint8Array, file: string, prefixes: Record<string, string>, sink: XmlSink): void {
  const { text } = decodeText(bytes, file)
  const parser = new Parser()
  if (Object.keys(prefixes).length > 0) parser.ns(prefixes)
  let depth = 0
  let failure: AppError | null = null
  const fail = (message: string, line?: number) => {
    failure ??= new AppError('BAD_INPUT', message, {
      remedy: said`Open it in the program that wrote it, save it again and import that file.`,
      place: { file, ...(line !== undefined && { line }) },
    })
    parser.stop()
  }
  parser.on('attention', (words) => {
    if (/^<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(words))
      fail(said`This declares a document type; entities of its own are not read.`)
  })
  parser.on('error', (_, context) => fail(said`This is no well-formed XML.`, context().line + 1))
  parser.on('openTag', (name, attributes) => {
    if (++depth > DEEPEST) fail(said`This has more than ${DEEPEST} elements within one another.`)
    else sink.open(name, (wanted) => attributes()[wanted])
  })
  parser.on('closeTag', (name) => {
    depth--
    sink.close(name)
  })
  parser.on('text', (words, decode) => sink.text(decode(words)))
  parser.on('cdata', (words) => sink.text(words))
  parser.parse(text)
  if (failure) throw failure
}
