import { type PDFArray, type PDFDocument, PDFName, type PDFObject, type PDFPage, type PDFRef } from '@cantoo/pdf-lib'
import type { RectMm } from '../../comic/geometry.ts'
import type { DescribedPanel, PageText } from '../../comic/page.ts'
import { isRightToLeft } from '../../comic/text/scripts.ts'
import { pdfText } from './pdf-text.ts'

/** What of a page can be read aloud, in reading order: panels as figures with a description, texts as paragraphs. */
export class Tags {
  readonly #document: PDFDocument
  readonly #root: PDFRef
  readonly #book: PDFRef
  readonly #parts: PDFRef[] = []
  /** For each page, its elements by the mark in its content. */
  readonly #marked: PDFRef[][] = []
  #elements: PDFRef[] = []

  constructor(document: PDFDocument) {
    this.#document = document
    this.#root = document.context.nextRef()
    this.#book = document.context.nextRef()
  }

  /** Begins a page: what is marked from here on is on it. */
  beginPage(page: PDFPage): void {
    this.#elements = []
    page.node.set(PDFName.of('StructParents'), this.#document.context.obj(this.#marked.length))
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
    this.#marked.push(this.#elements)
  }

  /** Marks operators as a panel's picture. */
  figure(page: PDFPage, { description, language }: DescribedPanel, box: RectMm, operators: string): string {
    const { context } = this.#document
    const bounds = [box.x, box.y, box.x + box.width, box.y + box.height]
    return this.#mark(page, 'Figure', operators, {
      Alt: pdfText(description),
      ...(language !== undefined && { Lang: pdfText(language) }),
      A: context.obj({ O: 'Layout', BBox: bounds, Placement: 'Block' }),
    })
  }

  /** Marks operators as words. */
  text(page: PDFPage, { kind, language, vertical, lines }: PageText, operators: string): string {
    // Letters from right to left are laid from left to right, as they stand: who reads aloud is told what they say.
    const fromRight = !vertical && isRightToLeft(language)
    const said = lines.map(({ text, after }) => text + after).join('')
    return this.#mark(page, kind === 'heading' ? 'H1' : 'P', operators, {
      Lang: pdfText(language),
      ...(fromRight ? { ActualText: pdfText(said) } : {}),
    })
  }

  #mark(page: PDFPage, type: string, operators: string, more: Record<string, PDFObject>) {
    const { context } = this.#document
    const id = this.#elements.length
    const element = context.register(
      context.obj({
        Type: 'StructElem',
        S: type,
        P: this.#book,
        Pg: page.ref,
        K: id,
        ...more,
      }),
    )
    this.#elements.push(element)
    this.#parts.push(element)
    return `/${type} << /MCID ${id} >> BDC\n${operators}\nEMC`
  }

  /** Writes the tree, once all pages are there. */
  finish(): void {
    const { context, catalog } = this.#document
    const byPage: (number | PDFArray)[] = this.#marked.flatMap((elements, index) => [index, context.obj(elements)])
    context.assign(this.#book, context.obj({ Type: 'StructElem', S: 'Document', P: this.#root, K: this.#parts }))
    context.assign(
      this.#root,
      context.obj({
        Type: 'StructTreeRoot',
        K: this.#book,
        ParentTree: { Nums: byPage },
        ParentTreeNextKey: this.#marked.length,
      }),
    )
    catalog.set(PDFName.of('StructTreeRoot'), this.#root)
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
  }
}

/** Operators that are no part of what is read. */
export function artifact(operators: string): string {
  return operators === '' ? '' : `/Artifact BMC\n${operators}\nEMC`
}
