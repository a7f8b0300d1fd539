import { open } from 'node:fs/promises'
import { type PDFContext, PDFCrossRefSection, type PDFDict, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { FileSink } from './whole-file.ts'

const COPY_BYTES = 4 << 20

/** The classic cross-reference table has ten digits for an offset. */
const LARGEST_OFFSET = 9_999_999_999

/** A stream object whose contents are a file, read when the object is written and not before. */
export class FileStream extends PDFStream {
  readonly path: string
  readonly #bytes: number

  /** @param bytes size of the file, which must not change until it is written */
  constructor(dict: PDFDict, path: string, bytes: number) {
    super(dict)
    this.path = path
    this.#bytes = bytes
  }

  override getContentsSize(): number {
    return this.#bytes
  }
}

/**
 * Writes a document object by object, so that memory holds the objects but never the pictures.
 * @param beforeFile called before each file stream is copied; may throw to stop
 */
export async function writePdf(context: PDFContext, sink: FileSink, beforeFile: () => void): Promise<void> {
  const table = PDFCrossRefSection.create()
  const copyBuffer = Buffer.allocUnsafe(COPY_BYTES)
  await sink.write(serialized(context.header))
  await sink.write(ascii('\n\n'))
  for (const [reference, object] of context.enumerateIndirectObjects()) {
    if (sink.position > LARGEST_OFFSET) throw tooLarge()
    table.addEntry(reference, sink.position)
    await sink.write(ascii(`${reference.objectNumber} ${reference.generationNumber} obj\n`))
    if (object instanceof FileStream) {
      beforeFile()
      await writeFileStream(object, sink, copyBuffer)
    } else {
      await sink.write(serialized(object))
    }
    await sink.write(ascii('\nendobj\n\n'))
  }
  const tableOffset = sink.position
  const { trailerInfo } = context
  const trailer = context.obj({
    Size: context.largestObjectNumber + 1,
    Root: trailerInfo.Root,
    Info: trailerInfo.Info,
    ID: trailerInfo.ID,
  })
  await sink.write(serialized(table))
  await sink.write(ascii(`\ntrailer\n${trailer}\nstartxref\n${tableOffset}\n%%EOF\n`))
}

async function writeFileStream(stream: FileStream, sink: FileSink, buffer: Buffer): Promise<void> {
  stream.updateDict()
  await sink.write(serialized(stream.dict))
  await sink.write(ascii('\nstream\n'))
  const start = sink.position
  const file = await open(stream.path, 'r')
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength)
      if (bytesRead === 0) break
      await sink.write(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
  if (sink.position - start !== stream.getContentsSize()) {
    throw new AppError('BAD_INPUT', said`${stream.path} changed while it was being exported.`, {
      place: { file: stream.path },
      remedy: said`Export again.`,
    })
  }
  await sink.write(ascii('\nendstream'))
}

function serialized(object: Pick<PDFObject, 'sizeInBytes' | 'copyBytesInto'>): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

function tooLarge(): AppError {
  return new AppError('WRONG_USE', said`The PDF would grow past 10 GB, which its readers cannot open.`, {
    remedy: said`Export the chapters one by one, or as CBZ.`,
  })
}
