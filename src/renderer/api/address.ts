import type { SourceFile } from '../../shared/contract/index.ts'
import { said } from '../../shared/said/said.ts'
import { RequestError } from './client.ts'
import { NOT_REACHED } from './transport.ts'

/** Address of a picture, at least so many pixels of the screen wide; without a width the picture as it arrived. */
export function takeAddress(takeId: string, widthPx?: number): string {
  return `/asset/take/${encodeURIComponent(takeId)}${widthQuery(widthPx)}`
}

export function referenceAddress(referenceId: string, widthPx?: number): string {
  return `/asset/reference/${encodeURIComponent(referenceId)}${widthQuery(widthPx)}`
}

/** The newest look at a picture under way. @param index as told with it */
export function previewAddress(jobId: string, index: number): string {
  return `/asset/preview/${encodeURIComponent(jobId)}?n=${index}`
}

/** Of a rough that `sheet.sent` named: the built-in drawing of what a prompt asks for. */
export function roughAddress(rough: string, widthPx: number): string {
  return `/asset/rough/${encodeURIComponent(rough)}${widthQuery(widthPx)}`
}

/** Of a finished book, to be saved. */
export function exportAddress(fileId: string): string {
  return `/asset/export/${encodeURIComponent(fileId)}`
}

/** Of a report that was saved with the book. */
export function reportAddress(reportId: string): string {
  return `/asset/report/${encodeURIComponent(reportId)}`
}

/** The small picture of a recent book. */
export function coverAddress(bookId: string): string {
  return `/asset/recent/${encodeURIComponent(bookId)}`
}

/** One of the sample's two pages that are shown. */
export function samplePageAddress(side: 'left' | 'right'): string {
  return `/asset/sample/${side}`
}

function widthQuery(widthPx: number | undefined): string {
  return widthPx === undefined ? '' : `?w=${Math.ceil(widthPx * window.devicePixelRatio)}`
}

/**
 * Hands a file over that was dropped or chosen, for requests that take sources or pictures.
 *
 * @throws RequestError: UNREADABLE for a folder, or a file that is gone or may not be opened
 */
export async function upload(file: File): Promise<Extract<SourceFile, { upload: string }>> {
  const answer = await send(file)
  if (!answer.ok) throw new RequestError({ code: 'BAD_INPUT', message: (await answer.text()).trim() })
  const { upload: id } = (await answer.json()) as { upload: string }
  return { upload: id }
}

/** @throws RequestError */
async function send(file: File): Promise<Response> {
  try {
    return await fetch(`/upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })
  } catch {
    // Either side may have failed: the file says whether it was it.
    const isReadable = await file
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      )
    throw isReadable ? new RequestError(NOT_REACHED) : unreadable(file.name)
  }
}

/** A folder given as a file, or a file that is gone or may not be opened. */
export function unreadable(name: string): RequestError {
  return new RequestError({
    code: 'UNREADABLE',
    message: said`${name} cannot be read: it is a folder, or it is gone, or it may not be opened.`,
    remedy: said`Look at it where it lies. Of a folder, hand over the files in it.`,
  })
}
