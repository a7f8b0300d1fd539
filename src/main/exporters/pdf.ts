import { createHash } from 'node:crypto'
import { PDFDocument, PDFHexString, PDFName, type PDFPage, type PDFRef, ReadingDirection } from '@cantoo/pdf-lib'
import type { RectMm } from '../../comic/geometry.ts'
import type { DescribedPanel, PageText } from '../../comic/page.ts'
import { readingParts } from '../../comic/reading-parts.ts'
import type { ExportBook, ExportChapter, ExportPage, ExportRun } from './export-book.ts'
import { type JpegHeader, readJpegHeader } from './jpeg-header.ts'
import { shapeOperators } from './pdf-shapes.ts'
import { FileStream, writePdf } from './pdf-stream-writer.ts'
import { artifact, Tags } from './pdf-tags.ts'
import { InvisibleText } from './pdf-text.ts'
import { throwIfCancelled, writeWholeFile } from './whole-file.ts'

const POINTS_PER_MM = 72 / 25.4

/**
 * Writes a PDF: one JPEG a page, its bytes untouched, with page boxes for the printer, page labels, an outline by
 * chapter, title, author, language and reading direction. What is written can be searched and copied, and pictures are
 * described for who cannot see them. Memory does not grow with the pictures. The same book gives
 * the same bytes.
 * @throws AppError as `writeWholeFile`; BAD_INPUT for a page file that is no JPEG
 */
export async function exportPdf(book: ExportBook, outFile: string, run: ExportRun = {}): Promise<void> {
  await writeWholeFile(outFile, run.signal, async (sink) => {
    const document = await PDFDocument.create({ updateMetadata: false })
    describe(document, book)
    const fingerprint = createHash('sha256').update(JSON.stringify(describedBy(book)))
    const pages: PDFRef[] = []
    const words = new InvisibleText(document)
    const tags = new Tags(document)
    for (const page of book.pages) {
      throwIfCancelled(run.signal)
      const jpeg = await readJpegHeader(page.jpegPath)
      fingerprint.update(JSON.stringify(jpeg))
      pages.push(addPage(document, page, jpeg, words, tags).ref)
    }
    words.finish()
    tags.finish()
    setPageLabels(document, book.pages)
    setOutline(document, book.chapters, pages)
    await document.flush()

    const id = PDFHexString.of(fingerprint.digest('hex').slice(0, 32))
    document.context.trailerInfo.ID = document.context.obj([id, id])
    let begun = 0
    await writePdf(document.context, sink, () => {
      throwIfCancelled(run.signal)
      if (begun > 0) run.onProgress?.(begun, book.pages.length)
      begun++
    })
    run.onProgress?.(book.pages.length, book.pages.length)
  })
}

function describe(document: PDFDocument, book: ExportBook): void {
  document.setTitle(book.title.toWellFormed(), { showInWindowTitleBar: true })
  if (book.author !== null) document.setAuthor(book.author.toWellFormed())
  if (book.summary !== null) document.setSubject(book.summary.toWellFormed())
  document.setProducer('Panelwright')
  document.setCreator('Panelwright')
  document.setLanguage(book.language)
  if (book.direction === 'rtl') {
    document.catalog.getOrCreateViewerPreferences().setReadingDirection(ReadingDirection.R2L)
  }
  // The cover lies alone, then pages in pairs, as in the printed book; a strip is one column.
  const layout = book.direction === 'vertical' ? 'OneColumn' : 'TwoPageRight'
  document.catalog.set(PDFName.of('PageLayout'), PDFName.of(layout))
}

/** Where the pages lie on disk is no part of the book. */
function describedBy(book: ExportBook) {
  return { ...book, pages: book.pages.map((page) => ({ ...page, jpegPath: null })) }
}

function addPage(document: PDFDocument, page: ExportPage, jpeg: JpegHeader, words: InvisibleText, tags: Tags): PDFPage {
  const { context } = document
  const width = page.sizeMm.width * POINTS_PER_MM
  const height = page.sizeMm.height * POINTS_PER_MM
  const pdfPage = document.addPage([width, height])
  pdfPage.setBleedBox(0, 0, width, height)
  const trim = upsideDown(page.trimMm, page.sizeMm.height)
  pdfPage.setTrimBox(trim.x, trim.y, trim.width, trim.height)

  const image = context.register(new FileStream(imageDict(document, jpeg), page.jpegPath, jpeg.fileBytes))
  pdfPage.node.setXObject(PDFName.of('Art'), image)
  const { operators, opacities, groups } = shapeOperators(page.shapes)
  for (const [name, opacity] of opacities) {
    pdfPage.node.setExtGState(PDFName.of(name), context.obj({ ca: opacity, CA: opacity }))
  }
  for (const [name, { operators, box }] of groups) {
    const form = context.flateStream(operators, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [box.x, box.y, box.x + box.width, box.y + box.height],
      Group: { S: 'Transparency', CS: 'DeviceRGB' },
    })
    pdfPage.node.setXObject(PDFName.of(name), context.register(form))
  }
  tags.beginPage(pdfPage)
  const toPoints = (box: RectMm) => upsideDown(box, page.sizeMm.height)
  const contents = [
    artifact(`q ${width} 0 0 ${height} 0 0 cm /Art Do Q`),
    // Millimetres from the top left corner, as the page description counts.
    artifact(operators === '' ? '' : `q ${POINTS_PER_MM} 0 0 ${-POINTS_PER_MM} 0 ${height} cm\n${operators}\nQ`),
    ...readAloud(page, pdfPage, words, tags, toPoints),
  ]
  for (const [name, font] of words.fonts) pdfPage.node.setFontDictionary(PDFName.of(name), font)
  pdfPage.node.addContentStream(
    context.register(context.flateStream(contents.filter((part) => part !== '').join('\n'))),
  )
  return pdfPage
}

/** What of the page is read, in reading order. */
function readAloud(
  page: ExportPage,
  pdfPage: PDFPage,
  words: InvisibleText,
  tags: Tags,
  toPoints: (box: RectMm) => RectMm,
): string[] {
  const lay = (text: PageText) => {
    const operators = words.lay(text, toPoints)
    // Page numbers are found by a search, and are no part of the story.
    return text.kind === 'number' ? artifact(operators) : tags.text(pdfPage, text, operators)
  }
  const figure = (panel: DescribedPanel) => {
    const box = toPoints(panel.frame)
    // A frame that runs out to the bleed may begin at 1e-14, which is no number to PDF.
    const outline = `${[box.x, box.y, box.width, box.height].map((points) => points.toFixed(3)).join(' ')} re n`
    return tags.figure(pdfPage, panel, box, outline)
  }
  return readingParts(page).flatMap((part) =>
    part.type === 'text' ? [lay(part.text)] : [figure(part.panel), ...part.texts.map(lay)],
  )
}

function imageDict(document: PDFDocument, jpeg: JpegHeader) {
  return document.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: jpeg.widthPx,
    Height: jpeg.heightPx,
    ColorSpace: { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[jpeg.components],
    BitsPerComponent: jpeg.bitsPerComponent,
    Filter: 'DCTDecode',
    ...(jpeg.inverted ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
  })
}

/** PDF counts from the bottom left corner, in points. */
function upsideDown(rect: RectMm, pageHeightMm: number): RectMm {
  return {
    x: rect.x * POINTS_PER_MM,
    y: (pageHeightMm - rect.y - rect.height) * POINTS_PER_MM,
    width: rect.width * POINTS_PER_MM,
    height: rect.height * POINTS_PER_MM,
  }
}

/** Covers are labelled as such and not counted, so that the label is the number printed on the page. */
function setPageLabels(document: PDFDocument, pages: readonly ExportPage[]): void {
  const { context } = document
  let counted = 0
  const ranges = pages.flatMap((page, index) => {
    const opensRange = index === 0 || pages[index - 1]!.kind !== page.kind
    if (page.kind === 'page') counted++
    // PDF counts in European digits only.
    if (page.label !== undefined) return [index, context.obj({ P: PDFHexString.fromText(page.label) })]
    if (!opensRange) return []
    return [index, context.obj(page.kind === 'cover' ? { P: PDFHexString.fromText('Cover') } : { S: 'D', St: counted })]
  })
  document.catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: ranges }))
}

function setOutline(document: PDFDocument, chapters: readonly ExportChapter[], pages: readonly PDFRef[]): void {
  const { context } = document
  if (chapters.length === 0) return
  const root = context.nextRef()
  const items = chapters.map(() => context.nextRef())
  for (const [index, chapter] of chapters.entries()) {
    const target = pages[chapter.firstPage]
    if (target === undefined)
      throw new Error(`Chapter ${chapter.title} starts on page ${chapter.firstPage}, past the end`)
    const item = context.obj({
      Title: PDFHexString.fromText(chapter.title.toWellFormed()),
      Parent: root,
      Dest: [target, 'Fit'],
      ...(index > 0 ? { Prev: items[index - 1]! } : {}),
      ...(index < items.length - 1 ? { Next: items[index + 1]! } : {}),
    })
    context.assign(items[index]!, item)
  }
  const outline = context.obj({ Type: 'Outlines', First: items[0]!, Last: items.at(-1)!, Count: items.length })
  context.assign(root, outline)
  document.catalog.set(PDFName.of('Outlines'), root)
}
